#include "ui/transcript/htmlwriter.h"

#include "ui/transcript/textparts.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace(QChar::LineSeparator, u"<br>"_s);
}

QString link(const QString &target, const QString &html)
{
    return isOpenableLink(target)
        ? u"<a href=\"%1\">%2</a>"_s.arg(linkForDisplay(target).toHtmlEscaped(), html)
        : html;
}

QString marked(const QString &text, const Span &span, const QStringList &links)
{
    const bool hasLink = span.link >= 0 && span.link < links.size();
    if ((span.flags & SpanMath) && hasLink && !(span.flags & SpanLink))
        return u'$' + escaped(links.at(span.link)) + u'$'; // as it was written
    QString html = escaped(text);
    const auto tagged = [&](SpanFlag flag, const QString &tag) {
        if (span.flags & flag)
            html = u"<%1>%2</%1>"_s.arg(tag, html);
    };
    tagged(SpanCode, u"code"_s);
    tagged(SpanStrike, u"s"_s);
    tagged(SpanItalic, u"em"_s);
    tagged(SpanBold, u"strong"_s);
    return (span.flags & SpanLink) && hasLink ? link(links.at(span.link), html) : html;
}

QString inlineHtml(const QString &text, const QVector<Span> &spans, const QStringList &links,
                   TextRange range)
{
    QString html;
    int done = range.from;
    for (const Span &span : spans) {
        const int from = qMax(done, span.start);
        const int to = qMin(range.to, span.start + span.length);
        if (from >= to)
            continue;
        html += escaped(text.mid(done, from - done))
            + marked(text.mid(from, to - from), span, links);
        done = to;
    }
    return html + escaped(text.mid(done, range.to - done));
}

bool isOrdered(const QString &marker)
{
    return !marker.isEmpty() && marker.front().isDigit();
}

} // namespace

void HtmlWriter::closePiece()
{
    m_html += std::exchange(m_closing, {});
}

void HtmlWriter::closeItem()
{
    m_html += u"</li></%1>\n"_s.arg(m_lists.takeLast());
}

void HtmlWriter::enterQuote(const Block &block)
{
    if (block.quoteDepth == m_quotes)
        return;
    while (!m_lists.isEmpty())
        closeItem();
    for (; m_quotes > block.quoteDepth; --m_quotes)
        m_html += u"</blockquote>\n"_s;
    for (; m_quotes < block.quoteDepth; ++m_quotes)
        m_html += u"<blockquote>\n"_s;
}

/// Blocks carry a depth and a marker; HTML wants lists within each other.
void HtmlWriter::enterItem(const Block &block)
{
    while (m_lists.size() > block.listDepth)
        closeItem();
    const QString tag = isOrdered(block.marker) ? u"ol"_s : u"ul"_s;
    const bool isOpen = block.listDepth > 0 && m_lists.size() == block.listDepth;
    if (isOpen && !block.marker.isEmpty()) {
        if (m_lists.constLast() == tag)
            m_html += u"</li>\n<li>"_s;
        else
            closeItem();
    }
    while (m_lists.size() < block.listDepth) {
        const int first = tag == "ol"_L1 ? block.marker.chopped(1).toInt() : 1;
        m_html
            += first == 1 ? u"<%1><li>"_s.arg(tag) : u"<%1 start=\"%2\"><li>"_s.arg(tag).arg(first);
        m_lists.append(tag);
    }
    if (block.marker == u"☐" || block.marker == u"☑")
        m_html += block.marker + u' ';
}

void HtmlWriter::addFlow(const DisplayBlock &piece, TextRange range)
{
    const Block &block = piece.block;
    const QString html = inlineHtml(block.text, block.spans, block.links, range);
    if (m_pieces == 1)
        m_words = html;
    const QString tag
        = block.kind == BlockKind::Heading ? u"h%1"_s.arg(qBound(1, int(block.level), 6)) : u"p"_s;
    const bool isBare = block.kind == BlockKind::Paragraph && block.listDepth > 0 && block.tight;
    if (m_closing.isEmpty() && !isBare)
        m_html += u"<%1>"_s.arg(tag);
    m_html += html;
    if (!isBare)
        m_closing = u"</%1>\n"_s.arg(tag);
}

void HtmlWriter::addTable(const DisplayBlock &piece)
{
    const Block &block = piece.block;
    const int columns = qMax(1, block.columns);
    if (m_closing.isEmpty())
        m_html += u"<table>\n"_s;
    for (qsizetype i = 0; i < block.cells.size(); ++i) {
        const Cell &cell = block.cells.at(i);
        const QString tag = i < columns && !piece.continued ? u"th"_s : u"td"_s;
        const QString side = cell.alignment & Qt::AlignRight ? u" align=\"right\""_s
            : cell.alignment & Qt::AlignHCenter              ? u" align=\"center\""_s
                                                             : QString();
        m_html += i % columns == 0 ? u"<tr>"_s : QString();
        m_html += u'<' + tag + side + u'>'
            + inlineHtml(cell.text, cell.spans, block.links,
                         { 0, static_cast<int>(cell.text.size()) })
            + u"</"_s + tag + u'>';
        m_html += i % columns == columns - 1 ? u"</tr>\n"_s : QString();
    }
    m_closing = u"</table>\n"_s;
}

void HtmlWriter::add(const DisplayBlock &piece, TextRange range)
{
    const Block &block = piece.block;
    ++m_pieces;
    if (!piece.continued || m_closing.isEmpty()) { // else it goes on with what is open
        closePiece();
        enterQuote(block);
        enterItem(block);
    }
    const QString text = block.text.mid(range.from, range.to - range.from);
    switch (block.kind) {
    case BlockKind::Paragraph:
    case BlockKind::Heading:
        return addFlow(piece, range);
    case BlockKind::Table:
        return addTable(piece);
    case BlockKind::Code:
        m_html += u"<pre><code>"_s + text.toHtmlEscaped() + u"</code></pre>\n"_s;
        return;
    case BlockKind::Math:
        m_html += u"<p>$$"_s + escaped(block.text) + u"$$</p>\n"_s;
        return;
    case BlockKind::Image:
        m_html += u"<p>"_s
            + link(block.links.value(0),
                   escaped(block.text.isEmpty() ? block.links.value(0) : block.text))
            + u"</p>\n"_s;
        return;
    case BlockKind::Rule:
        m_html += u"<hr>\n"_s;
        return;
    }
}

QString HtmlWriter::finished()
{
    closePiece();
    while (!m_lists.isEmpty())
        closeItem();
    for (; m_quotes > 0; --m_quotes)
        m_html += u"</blockquote>\n"_s;
    const bool isWords = m_pieces == 1 && !m_words.isEmpty();
    return isWords ? m_words : m_html;
}

} // namespace lokal::ui
