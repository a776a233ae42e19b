#pragma once

#include "ui/markdown/block.h"
#include "ui/transcript/transcriptmessage.h"

namespace lokal::ui {

/// A block as it is laid out: long paragraphs and tables come in several pieces.
struct DisplayBlock
{
    Block block;
    bool continued = false; ///< belongs to the block before it
    bool goesOn = false; ///< the block after it is the rest
    bool operator==(const DisplayBlock &) const = default;
};

/// The blocks of a message's answer (Markdown) or of what a person wrote (plain text).
QVector<DisplayBlock> answerBlocks(const TranscriptMessage &message);
/// The blocks of the thinking text, one per line.
QVector<DisplayBlock> thinkingBlocks(const TranscriptMessage &message);

} // namespace lokal::ui
