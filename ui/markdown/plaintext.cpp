#include "ui/markdown/markdownparser.h"
#include "ui/markdown/mathtext.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

QString inlineText(const QString &text, const QVector<Span> &spans, const QStringList &links,
                   MathForm math)
{
    QString out;
    qsizetype done = 0;
    for (const Span &span : spans) {
        const bool isFormula = (span.flags & SpanMath) != 0 && (span.flags & SpanLink) == 0;
        if (math != MathForm::Tex || !isFormula || span.link < 0 || span.link >= links.size())
            continue;
        out += QStringView(text).mid(done, span.start - done);
        out += u'$' + links.at(span.link) + u'$';
        done = span.start + span.length;
    }
    out += QStringView(text).mid(done);
    return out.replace(QChar(QChar::LineSeparator), u'\n');
}

QString tableText(const Block &block, MathForm math)
{
    QString out;
    for (qsizetype i = 0; i < block.cells.size(); ++i) {
        if (i > 0)
            out += i % std::max(1, block.columns) == 0 ? u'\n' : u'\t';
        const Cell &cell = block.cells.at(i);
        out += inlineText(cell.text, cell.spans, block.links, math).replace(u'\n', u' ');
    }
    return out;
}

QString blockText(const Block &block, MathForm math)
{
    switch (block.kind) {
    case BlockKind::Code:
        return block.text;
    case BlockKind::Table:
        return tableText(block, math);
    case BlockKind::Rule:
        return u"———"_s;
    case BlockKind::Math:
        return math == MathForm::Tex ? u"$$"_s + block.text + u"$$"_s
                                     : readableMath(block.text).value_or(block.text);
    case BlockKind::Image:
        return block.text.isEmpty() ? block.links.value(0)
                                    : block.text + u" ("_s + block.links.value(0) + u')';
    case BlockKind::Paragraph:
    case BlockKind::Heading:
        break;
    }
    return inlineText(block.text, block.spans, block.links, math);
}

QString indented(const Block &block, const QString &text)
{
    if (block.listDepth == 0)
        return text;
    const QString indent(2 * (block.listDepth - 1), u' ');
    const QString hanging
        = indent + QString(block.marker.isEmpty() ? 2 : block.marker.size() + 1, u' ');
    QString out = block.marker.isEmpty() ? hanging : indent + block.marker + u' ';
    return out + QString(text).replace(u'\n', u'\n' + hanging);
}

} // namespace

QString plainText(const QVector<Block> &blocks, MathForm math)
{
    QString out;
    bool inList = false;
    for (const Block &block : blocks) {
        if (&block != &blocks.constFirst())
            out += block.tight && inList ? u"\n"_s : u"\n\n"_s;
        inList = block.listDepth > 0;
        out += indented(block, blockText(block, math));
    }
    return out;
}

} // namespace lokal::ui
