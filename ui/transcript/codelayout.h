#pragma once

#include "ui/transcript/blocklayout.h"

namespace lokal::ui {

int codeHeaderHeight(const TranscriptStyle &style);

/// Finds the segments of a code block and sets the card's height, which is exact without any
/// layout. Segments within the first @p unchanged characters keep their lines and highlighter
/// state.
void indexCode(BlockLayout &layout, const TranscriptStyle &style, int unchanged);

/// Colours and lays out the segments that show between two heights of the message.
void ensureCodeSegments(BlockLayout &layout, const TranscriptStyle &style, int top, int bottom);

} // namespace lokal::ui
