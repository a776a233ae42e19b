#include "tests/ui/markdown/dumpblocks.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

QString escaped(QString text)
{
    return text.replace(u'\n', "\\n"_L1).replace(QChar(QChar::LineSeparator), u"⏎"_s);
}

QString dumpText(const QString &text, const QVector<Span> &spans)
{
    QString out = u'"' + escaped(text) + u'"';
    for (const Span &span : spans) {
        QString flags;
        constexpr QStringView Letters = u"BICSLM";
        for (int bit = 0; bit < Letters.size(); ++bit) {
            if ((span.flags & (1 << bit)) != 0)
                flags += Letters.at(bit);
        }
        out += " ["_L1 + flags + (span.link < 0 ? QString() : QString::number(span.link)) + u' '
            + escaped(text.mid(span.start, span.length)) + u']';
    }
    return out;
}

QString kindName(const Block &block)
{
    switch (block.kind) {
    case BlockKind::Paragraph:
        return u"paragraph"_s;
    case BlockKind::Heading:
        return u"heading"_s + QString::number(block.level);
    case BlockKind::Code:
        return u"code"_s + (block.lang.isEmpty() ? QString() : u':' + block.lang);
    case BlockKind::Table:
        return u"table"_s + QString::number(block.columns);
    case BlockKind::Rule:
        return u"rule"_s;
    case BlockKind::Math:
        return u"math"_s;
    case BlockKind::Image:
        return u"image"_s;
    }
    return {};
}

} // namespace

QString dumpBlocks(const QVector<Block> &blocks)
{
    QString out;
    for (const Block &block : blocks) {
        out += kindName(block);
        if (block.quoteDepth > 0)
            out += " >"_L1 + QString::number(block.quoteDepth);
        if (block.listDepth > 0)
            out += " list"_L1 + QString::number(block.listDepth)
                + (block.tight ? u" tight"_s : QString());
        if (!block.marker.isEmpty())
            out += u' ' + block.marker;
        if (!block.text.isEmpty())
            out += u' ' + dumpText(block.text, block.spans);
        out += u'\n';
        for (const Cell &cell : block.cells) {
            const QChar side = cell.alignment == Qt::AlignRight ? u'r'
                : cell.alignment == Qt::AlignHCenter            ? u'c'
                                                                : u'l';
            out += "  "_L1 + side + u' ' + dumpText(cell.text, cell.spans) + u'\n';
        }
        for (const QString &link : block.links)
            out += "  -> "_L1 + escaped(link) + u'\n';
    }
    return out;
}

} // namespace lokal::ui
