#include "ui/transcript/textparts.h"

#include <QUrl>

#include <cmath>

namespace lokal::ui {
namespace {

constexpr int segmentLength = 2000;
// A segment's last line may depend on the word after it; never on more than this.
constexpr int lookAhead = 400;
constexpr qreal unlimitedWidth = 1e6;

bool isBidiControl(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
}

void addFormat(FormatRanges &ranges, int start, int length, const QTextCharFormat &format)
{
    QTextLayout::FormatRange range;
    range.start = start;
    range.length = length;
    range.format = format;
    ranges.append(range);
}

// Room at both ends of inline code without touching the text: extra letter spacing on the character
// before it and on its last one.
void addCodePadding(FormatRanges &ranges, const Span &span, int padding)
{
    QTextCharFormat spaced;
    spaced.setFontLetterSpacingType(QFont::AbsoluteSpacing);
    spaced.setFontLetterSpacing(padding);
    if (span.start > 0)
        addFormat(ranges, span.start - 1, 1, spaced);
    addFormat(ranges, span.start + span.length - 1, 1, spaced);
}

QTextOption optionFor(const QString &text, const TextShape &shape)
{
    const bool wraps = shape.width > 0;
    const bool rightToLeft = wraps && text.isRightToLeft();
    // Without a width there is nothing to align to; QTextLayout does not turn left into right.
    Qt::Alignment alignment = wraps ? shape.alignment : Qt::AlignLeft;
    if (rightToLeft && alignment.testFlag(Qt::AlignLeft))
        alignment = Qt::AlignRight;
    QTextOption option(alignment);
    option.setWrapMode(wraps ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::NoWrap);
    option.setTextDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    return option;
}

FormatRanges formatsWithin(const FormatRanges &formats, int start, int length)
{
    FormatRanges inside;
    for (QTextLayout::FormatRange range : formats) {
        const int from = qMax(range.start, start);
        const int to = qMin(range.start + range.length, start + length);
        if (from >= to)
            continue;
        range.start = from - start;
        range.length = to - from;
        inside.append(range);
    }
    return inside;
}

// Places lines on a fixed grid of baselines until the text or `limit` characters are used up.
void breakLines(TextPart &part, const TextShape &shape, qint64 limit)
{
    const TextFace &face = *shape.face;
    QTextLayout &layout = *part.layout;
    layout.setCacheEnabled(true);
    layout.beginLayout();
    qreal y = 0;
    int used = 0;
    while (used < limit) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(shape.width > 0 ? shape.width : unlimitedWidth);
        const qreal height = qMax(face.lineHeight, line.height());
        line.setPosition({ 0, y + (height - face.height) / 2 + face.ascent - line.ascent() });
        y += height;
        used = line.textStart() + line.textLength();
        part.naturalWidth = qMax(part.naturalWidth, line.naturalTextWidth());
    }
    layout.endLayout();
    part.length = used;
    part.height = y;
    part.width = shape.width;
}

size_t reusableParts(const std::vector<TextPart> &parts, const TextShape &shape, int unchanged)
{
    size_t count = 0;
    while (count + 1 < parts.size()) {
        const TextPart &part = parts[count];
        if (part.start + part.length + lookAhead > unchanged || part.width != shape.width)
            break;
        ++count;
    }
    return count;
}

} // namespace

// Tolerant, as browsers are: models write addresses with spaces. What is shown is what is opened.
bool isOpenableLink(const QString &target)
{
    const QUrl url(target);
    if (!url.isValid())
        return false;
    if (url.scheme() == u"mailto")
        return !url.path().isEmpty();
    return (url.scheme() == u"http" || url.scheme() == u"https") && !url.host().isEmpty();
}

QString linkForDisplay(const QString &target)
{
    return QString::fromLatin1(QUrl(target).toEncoded());
}

QString displayText(QStringView text, bool exposeBidi)
{
    QString shown = text.toString();
    for (QChar &c : shown) {
        if (c == u'\n')
            c = QChar::LineSeparator;
        else if (exposeBidi && isBidiControl(c))
            c = QChar::ReplacementCharacter;
    }
    return shown;
}

FormatRanges spanFormats(const QString &text, const QVector<Span> &spans, const QStringList &links,
                         const TextFace &face, const TranscriptStyle &style)
{
    FormatRanges ranges;
    for (const Span &span : spans) {
        if (span.length <= 0 || span.start < 0 || span.start + span.length > text.size())
            continue;
        QTextCharFormat format;
        if (span.flags & (SpanBold | SpanItalic | SpanCode | SpanMath))
            format.setFont(face.fontFor(span.flags));
        if (span.flags & SpanStrike)
            format.setFontStrikeOut(true);
        if (span.link >= 0 && span.link < links.size() && isOpenableLink(links.at(span.link)))
            format.setForeground(style.colors().link);
        addFormat(ranges, span.start, span.length, format);
    }
    for (const Span &span : spans)
        if (span.flags & SpanCode && span.length > 0 && span.start + span.length <= text.size())
            addCodePadding(ranges, span, style.px(4));
    return ranges;
}

void layoutParagraph(std::vector<TextPart> &parts, const QString &text, const FormatRanges &formats,
                     const TextShape &shape, int unchanged)
{
    parts.resize(reusableParts(parts, shape, unchanged));
    const QTextOption option = optionFor(text, shape);
    qint64 start = parts.empty() ? 0 : parts.back().start + parts.back().length;
    qreal y = partsHeight(parts);
    do {
        TextPart part;
        part.start = static_cast<int>(start);
        part.position = { 0, y };
        const qint64 window = qMin<qint64>(text.size() - start, segmentLength + 2 * lookAhead);
        const bool last = start + window >= text.size();
        part.layout = std::make_unique<QTextLayout>(text.mid(start, window), shape.face->font());
        part.layout->setTextOption(option);
        part.layout->setFormats(formatsWithin(formats, part.start, static_cast<int>(window)));
        breakLines(part, shape, last ? window + 1 : segmentLength);
        start += qMax(part.length, 1);
        y += part.height;
        parts.push_back(std::move(part));
    } while (start < text.size());
}

TextPart layoutText(const QString &text, const FormatRanges &formats, const TextShape &shape)
{
    TextPart part;
    part.layout = std::make_unique<QTextLayout>(text, shape.face->font());
    part.layout->setTextOption(optionFor(text, shape));
    part.layout->setFormats(formats);
    breakLines(part, shape, text.size() + 1);
    return part;
}

qreal partsHeight(const std::vector<TextPart> &parts)
{
    return parts.empty() ? 0 : parts.back().position.y() + parts.back().height;
}

qreal partsNaturalWidth(const std::vector<TextPart> &parts)
{
    qreal width = 0;
    for (const TextPart &part : parts)
        width = qMax(width, part.naturalWidth);
    return width;
}

} // namespace lokal::ui
