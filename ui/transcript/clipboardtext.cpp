#include "ui/transcript/clipboardtext.h"

#include "ui/transcript/displayblocks.h"

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
    const bool sameList = next.block.tight && next.block.listDepth > 0 && before.listDepth > 0;
    return sameList ? u"\n"_s : u"\n\n"_s;
}

class Writer
{
public:
    void add(const DisplayBlock &piece, TextRange range, bool thinking)
    {
        const Block &block = piece.block;
        if (m_any)
            m_text += thinking ? u"\n"_s : separator(m_last, piece);
        if (range.from == 0 && !piece.continued)
            m_text += markerText(block);
        m_text += flatText(block)
                      .mid(range.from, range.to - range.from)
                      .replace(QChar::LineSeparator, u'\n');
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

QString messageText(const MessageItem &item, int index, const Selection &selection)
{
    Writer writer;
    for (int part : { MessageLayout::Thinking, MessageLayout::Answer }) {
        if (part == MessageLayout::Thinking && selection.first().message != index)
            continue; // thinking is copied only where the selection began in it
        if (part < selection.first().part && selection.first().message == index)
            continue;
        const QVector<DisplayBlock> blocks = blocksOf(item, part);
        for (int i = 0; i < static_cast<int>(blocks.size()); ++i) {
            const Block &block = blocks.at(i).block;
            const int length = flatLength(block);
            const TextRange range = selection.within(index, part, i, length);
            const bool emptyInside = length == 0 && !range.isEmpty();
            if (!range.isEmpty() || emptyInside)
                writer.add(blocks.at(i), range, part == MessageLayout::Thinking);
        }
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
        const QVector<DisplayBlock> blocks = answerBlocks(list.at(i).message);
        if (blocks.isEmpty())
            continue;
        const int end = static_cast<int>(blocks.size()) - 1;
        const int length = flatLength(blocks.at(end).block);
        const bool fromStart = selection.first() <= TextPosition { i, MessageLayout::Answer, 0, 0 };
        const bool toEnd
            = selection.last() >= TextPosition { i, MessageLayout::Answer, end, length };
        if (!fromStart || !toEnd)
            return {};
        sources.append(QString::fromUtf8(list.at(i).message.source));
    }
    return sources.join("\n\n"_L1);
}

} // namespace lokal::ui
