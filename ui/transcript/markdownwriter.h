#pragma once

#include "ui/transcript/displayblocks.h"
#include "ui/transcript/selection.h"

namespace lokal::ui {

/// Turns blocks, or parts of them, back into Markdown: what is copied of an answer of which only a
/// part is selected.
class MarkdownWriter
{
public:
    /// @param range characters of the block's flat text.
    void add(const DisplayBlock &piece, TextRange range);
    const QString &text() const { return m_text; }

private:
    QString m_text;
    Block m_last;
    bool m_any = false;
};

} // namespace lokal::ui
