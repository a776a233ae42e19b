#pragma once

#include "ui/transcript/blocklayout.h"

namespace lokal::ui {

/// Lays out a table: natural width up to the frame's, then shrunk columns, then scrolling inside.
/// Sets the frame's width to what the table needs. Cells whose text and width are unchanged keep
/// their lines.
void layoutTable(BlockLayout &layout, const TranscriptStyle &style);

} // namespace lokal::ui
