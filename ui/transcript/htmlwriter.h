#pragma once

#include "ui/transcript/displayblocks.h"
#include "ui/transcript/selection.h"

namespace lokal::ui {

/// Turns blocks, or parts of them, into HTML, for programs that take formatted text from the
/// clipboard: a table arrives as a table. Nothing in it loads anything: a picture is a link.
class HtmlWriter
{
public:
    /// @param range characters of the block's flat text; of a table whole rows are taken.
    void add(const DisplayBlock &piece, TextRange range);
    /// Ends what is open. Words from a single paragraph are no paragraph of their own.
    QString finished();

private:
    void closePiece();
    void closeItem();
    void enterQuote(const Block &block);
    void enterItem(const Block &block);
    void addFlow(const DisplayBlock &piece, TextRange range);
    void addTable(const DisplayBlock &piece);

    QString m_html;
    QString m_closing; ///< of the block in hand, which may come in several pieces
    QStringList m_lists; ///< the tags of the lists that are open
    int m_quotes = 0;
    int m_pieces = 0;
    QString m_words; ///< of the first piece, without its paragraph
};

} // namespace lokal::ui
