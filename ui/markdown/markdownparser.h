#pragma once

#include "ui/markdown/block.h"

#include <QByteArray>

namespace lokal::ui {

enum class ParseMode
{
    Complete, ///< the whole text is there
    Streaming, ///< more may come: a last line that could still change its meaning is held back
};

/// Turns Markdown (UTF-8) into flat blocks. Pure; raw HTML becomes text, no address is opened.
/// Linear in the size of the source, also for hostile input.
QVector<Block> parseMarkdown(const QByteArray &source, ParseMode mode = ParseMode::Complete);

} // namespace lokal::ui
