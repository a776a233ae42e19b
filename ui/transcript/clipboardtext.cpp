#include "ui/transcript/clipboardtext.h"

#include "ui/transcript/displayblocks.h"
#include "ui/transcript/htmlwriter.h"
#include "ui/transcript/markdownwriter.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

QString markerText(const Block &block)
{
    const QString indent(2 * qMax(0, block.listDepth - 1), u' ');
    if (!block.marker.isEmpty())
        return indent + block.marker + u' ';
    return block.listDepth > 0 ? indent + u"  "_s : QString();
}

QString separator(const Block &before, const DisplayBlock &next)
{
    if (next.continued)
        return next.block.kind == BlockKind::Table ? u"\n"_s : QString();
    const bool sameList = next.block.tight && next.block.list > 0 && next.block.list == before.list;
    return sameList ? u"\n"_s : u"\n\n"_s;
}

// A formula is copied as what it was written in, not as the signs that are shown for it.
QString withFormulas(const QString &text, const QVector<Span> &spans, const QStringList &links,
                     TextRange range)
{
    QString result;
    int done = range.from;
    for (const Span &span : spans) {
        const int end = span.start + span.length;
        const bool isFormula = (span.flags & SpanMath) && !(span.flags & SpanLink) && span.link >= 0
            && span.link < links.size();
        if (!isFormula || span.start < done || end > range.to)
            continue;
        result += text.mid(done, span.start - done) + u'$' + links.at(span.link) + u'$';
        done = end;
    }
    return result + text.mid(done, range.to - done);
}

QString blockText(const Block &block, TextRange range)
{
    if (block.kind == BlockKind::Table) // a row is one line, also where a cell has several
        return flatText(block)
            .mid(range.from, range.to - range.from)
            .replace(QChar::LineSeparator, u' ');
    const bool whole = range.from == 0 && range.to == flatLength(block);
    if (block.kind == BlockKind::Math && whole)
        return u"$$\n"_s + block.text + u"\n$$"_s;
    return withFormulas(block.text, block.spans, block.links, range);
}

class Writer
{
public:
    void add(const DisplayBlock &piece, TextRange range, bool thinking)
    {
        const Block &block = piece.block;
        if (m_any)
            m_text += thinking ? u"\n"_s : separator(m_last, piece);
        QString text = blockText(block, range).replace(QChar::LineSeparator, u'\n');
        const QString marker = range.from == 0 && !piece.continued ? markerText(block) : QString();
        // Under its first line, so that it can be seen where the item ends.
        const bool isCode = block.kind == BlockKind::Code || block.kind == BlockKind::Math;
        if (isCode && block.listDepth > 0)
            text.replace(u"\n"_s, u'\n' + QString(2 * block.listDepth, u' '));
        m_text += marker + text;
        m_last = block;
        m_any = true;
    }
    const QString &text() const { return m_text; }

private:
    QString m_text;
    Block m_last;
    bool m_any = false;
};

QVector<DisplayBlock> blocksOf(const MessageItem &item, int part)
{
    if (part == MessageLayout::Answer)
        return answerBlocks(item.message);
    return isThinkingShown(item.message, item.view) ? thinkingBlocks(item.message)
                                                    : QVector<DisplayBlock>();
}

/// Calls `take(piece, range, isThinking)` for everything of a message that is selected.
template <typename Take>
void forSelected(const MessageItem &item, int index, const Selection &selection, Take take)
{
    for (int part : { MessageLayout::Thinking, MessageLayout::Answer }) {
        if (part == MessageLayout::Thinking && selection.first().message != index)
            continue; // thinking is copied only where the selection began in it
        if (part < selection.first().part && selection.first().message == index)
            continue;
        const QVector<DisplayBlock> blocks = blocksOf(item, part);
        for (int i = 0; i < static_cast<int>(blocks.size()); ++i) {
            const int length = flatLength(blocks.at(i).block);
            const TextRange range = selection.within(index, part, i, length);
            if (!range.isEmpty())
                take(blocks.at(i), range, part == MessageLayout::Thinking);
        }
    }
}

QString messageText(const MessageItem &item, int index, const Selection &selection)
{
    Writer writer;
    forSelected(item, index, selection,
                [&writer](const DisplayBlock &piece, TextRange range, bool thinking) {
                    writer.add(piece, range, thinking);
                });
    return writer.text();
}

// The source of a part of an answer: written anew, since a block does not know its place there.
QString partialMarkdown(const QVector<DisplayBlock> &blocks, int index, const Selection &selection)
{
    MarkdownWriter writer;
    for (int i = 0; i < static_cast<int>(blocks.size()); ++i) {
        const TextRange range
            = selection.within(index, MessageLayout::Answer, i, flatLength(blocks.at(i).block));
        if (!range.isEmpty())
            writer.add(blocks.at(i), range);
    }
    return writer.text();
}

} // namespace

QString plainMessage(const TranscriptMessage &message)
{
    Writer writer;
    for (const DisplayBlock &piece : answerBlocks(message))
        writer.add(piece, { 0, flatLength(piece.block) }, false);
    return writer.text();
}

QString messageHtml(const TranscriptMessage &message)
{
    HtmlWriter writer;
    for (const DisplayBlock &piece : answerBlocks(message))
        writer.add(piece, { 0, flatLength(piece.block) });
    return writer.finished();
}

QString selectedHtml(const TranscriptList &list, const Selection &selection)
{
    HtmlWriter writer;
    if (selection.isEmpty())
        return {};
    const int last = qMin(selection.last().message, list.count() - 1);
    for (int i = selection.first().message; i <= last; ++i) {
        forSelected(list.at(i), i, selection,
                    [&writer](const DisplayBlock &piece, TextRange range, bool) {
                        writer.add(piece, range);
                    });
    }
    return writer.finished();
}

QString shownText(const MessageItem &item)
{
    QStringList texts;
    for (const int part : { MessageLayout::Thinking, MessageLayout::Answer }) {
        for (const DisplayBlock &piece : blocksOf(item, part))
            texts.append(flatText(piece.block).replace(QChar::LineSeparator, u'\n'));
    }
    return texts.join(u'\n');
}

QString selectedPlainText(const TranscriptList &list, const Selection &selection)
{
    QStringList texts;
    if (selection.isEmpty())
        return {};
    const int last = qMin(selection.last().message, list.count() - 1);
    for (int i = selection.first().message; i <= last; ++i) {
        const QString text = messageText(list.at(i), i, selection);
        if (!text.isEmpty())
            texts.append(text);
    }
    return texts.join("\n\n"_L1);
}

QString selectedMarkdown(const TranscriptList &list, const Selection &selection)
{
    QStringList sources;
    if (selection.isEmpty())
        return {};
    const int last = qMin(selection.last().message, list.count() - 1);
    for (int i = selection.first().message; i <= last; ++i) {
        const TranscriptMessage &message = list.at(i).message;
        const QVector<DisplayBlock> blocks = answerBlocks(message);
        if (blocks.isEmpty())
            continue;
        const int end = static_cast<int>(blocks.size()) - 1;
        const int length = flatLength(blocks.at(end).block);
        const bool fromStart = selection.first() <= TextPosition { i, MessageLayout::Answer, 0, 0 };
        const bool toEnd
            = selection.last() >= TextPosition { i, MessageLayout::Answer, end, length };
        const bool whole = fromStart && toEnd;
        const bool plain = message.role != TranscriptMessage::Role::Assistant;
        const QString text = whole ? QString::fromUtf8(message.source)
            : plain                ? messageText(list.at(i), i, selection)
                                   : partialMarkdown(blocks, i, selection);
        if (!text.isEmpty())
            sources.append(text);
    }
    return sources.join("\n\n"_L1);
}

} // namespace lokal::ui
