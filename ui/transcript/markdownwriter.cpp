#include "ui/transcript/markdownwriter.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

QString fence(const QString &code)
{
    QString marks = u"```"_s;
    while (code.contains(marks))
        marks += u'`';
    return marks;
}

QString marked(const QString &text, const Span &span, const QStringList &links)
{
    const bool hasLink = span.link >= 0 && span.link < links.size();
    if ((span.flags & SpanMath) && hasLink && !(span.flags & SpanLink))
        return u'$' + links.at(span.link) + u'$';
    QString result = text;
    if (span.flags & SpanCode) {
        const QString ticks = text.contains(u'`') ? u"``"_s : u"`"_s;
        result = ticks + text + ticks;
    }
    if (span.flags & SpanStrike)
        result = u"~~"_s + result + u"~~"_s;
    if (span.flags & SpanItalic)
        result = u'*' + result + u'*';
    if (span.flags & SpanBold)
        result = u"**"_s + result + u"**"_s;
    const bool isOwnName = hasLink && links.at(span.link) == text;
    if ((span.flags & SpanLink) && hasLink && !isOwnName)
        result = u"[%1](<%2>)"_s.arg(result, links.at(span.link));
    return result;
}

QString inlineText(const QString &text, const QVector<Span> &spans, const QStringList &links,
                   TextRange range)
{
    QString result;
    int done = range.from;
    for (const Span &span : spans) {
        const int from = qMax(done, span.start);
        const int to = qMin(range.to, span.start + span.length);
        if (from >= to)
            continue;
        result += text.mid(done, from - done) + marked(text.mid(from, to - from), span, links);
        done = to;
    }
    return result + text.mid(done, range.to - done);
}

// Whole rows: half a row is no table.
QString tableText(const Block &block, bool continued)
{
    QString text;
    const int columns = qMax(1, block.columns);
    for (qsizetype i = 0; i < block.cells.size(); ++i) {
        const Cell &cell = block.cells.at(i);
        QString content = inlineText(cell.text, cell.spans, block.links,
                                     { 0, static_cast<int>(cell.text.size()) });
        content.replace(u'|', u"\\|"_s).replace(QChar::LineSeparator, u"<br>"_s);
        text += (i % columns == 0 ? u"| "_s : u" | "_s) + content;
        if (i % columns != columns - 1)
            continue;
        text += u" |\n"_s;
        if (i == columns - 1 && !continued)
            text += u"|---"_s.repeated(columns) + u"|\n"_s;
    }
    return text.trimmed();
}

QString blockText(const DisplayBlock &piece, TextRange range)
{
    const Block &block = piece.block;
    switch (block.kind) {
    case BlockKind::Code: {
        const QString code = block.text.mid(range.from, range.to - range.from);
        const QString marks = fence(code);
        return marks + block.lang + u'\n' + code + u'\n' + marks;
    }
    case BlockKind::Table:
        return tableText(block, piece.continued);
    case BlockKind::Rule:
        return u"---"_s;
    case BlockKind::Math:
        return u"$$\n"_s + block.text + u"\n$$"_s;
    case BlockKind::Image:
        return u"![%1](<%2>)"_s.arg(block.text, block.links.value(0));
    case BlockKind::Heading:
    case BlockKind::Paragraph:
        break;
    }
    QString text = inlineText(block.text, block.spans, block.links, range);
    if (block.kind == BlockKind::Heading && range.from == 0)
        text.prepend(QString(qMax<int>(1, block.level), u'#') + u' ');
    return text;
}

QString markerText(const Block &block)
{
    if (block.marker == u"•")
        return u"- "_s;
    if (block.marker == u"☐" || block.marker == u"☑")
        return block.marker == u"☐" ? u"- [ ] "_s : u"- [x] "_s;
    return block.marker.isEmpty() ? QString() : block.marker + u' ';
}

} // namespace

void MarkdownWriter::add(const DisplayBlock &piece, TextRange range)
{
    const Block &block = piece.block;
    const bool isTable = block.kind == BlockKind::Table;
    const bool sameList = block.tight && block.list > 0 && block.list == m_last.list;
    const QString marker = range.from == 0 && !piece.continued ? markerText(block) : QString();
    const QString quote = u"> "_s.repeated(block.quoteDepth);
    const QString item(3 * qMax(0, block.listDepth - 1), u' ');
    const QString rest = quote + item
        + (block.listDepth > 0 ? QString(qMax<qsizetype>(2, marker.size()), u' ') : QString());
    QString text = blockText(piece, range);
    text.replace(QChar::LineSeparator, u'\n');
    text.replace(u"\n"_s, u'\n' + rest);
    if (m_any && piece.continued)
        m_text += isTable ? u"\n"_s : QString();
    else if (m_any)
        m_text += sameList ? u"\n"_s : u"\n\n"_s;
    const bool begins = !piece.continued || isTable;
    m_text += (begins ? (marker.isEmpty() ? rest : quote + item + marker) : QString()) + text;
    m_last = block;
    m_any = true;
}

} // namespace lokal::ui
