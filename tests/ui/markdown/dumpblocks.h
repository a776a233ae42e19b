#pragma once

#include "ui/markdown/block.h"

namespace lokal::ui {

/// Blocks in the form of the golden files: one line per block or cell, spans in brackets behind the
/// text.
QString dumpBlocks(const QVector<Block> &blocks);

} // namespace lokal::ui
