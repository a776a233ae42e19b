#include "ui/transcript/transcriptstyle.h"

#include "ui/markdown/block.h"

#include <QFontMetricsF>

using namespace Qt::StringLiterals;

namespace lokal::ui {

static constexpr quint8 variantMask = SpanBold | SpanItalic | SpanCode;

const QFont &TextFace::fontFor(quint8 spanFlags) const
{
    // Math that could not be made readable keeps its TeX, as code.
    const bool readableMath = (spanFlags & SpanMath) && !(spanFlags & SpanCode);
    return readableMath ? math : variants[spanFlags & variantMask];
}

static void measure(TextFace &face, qreal spacing)
{
    const QFontMetricsF metrics(face.font());
    face.height = metrics.height();
    face.ascent = metrics.ascent();
    face.lineHeight = face.height * spacing;
}

TranscriptStyle::TranscriptStyle(const Theme &theme)
    : m_theme(theme)
{
    reload();
}

TextFace TranscriptStyle::makeFace(qreal size, qreal spacing, QFont::Weight weight) const
{
    TextFace face;
    for (quint8 flags = 0; flags < face.variants.size(); ++flags) {
        const bool bold = flags & SpanBold;
        QFont font = flags & SpanCode ? m_theme.monoFont(size * 13 / 15)
                                      : m_theme.textFont(size, bold ? QFont::DemiBold : weight);
        if (flags & SpanCode && bold)
            font.setWeight(QFont::DemiBold);
        font.setItalic(flags & SpanItalic);
        face.variants[flags] = font;
    }
    face.math = face.font();
    face.math.setFamilies({ u"STIX Two Text"_s, u"DejaVu Serif"_s, u"Noto Serif"_s, u"serif"_s });
    face.math.setItalic(true);
    measure(face, spacing);
    return face;
}

TextFace TranscriptStyle::makeMonoFace(qreal size, qreal spacing) const
{
    TextFace face;
    face.variants.fill(m_theme.monoFont(size));
    face.math = face.font();
    measure(face, spacing);
    return face;
}

void TranscriptStyle::reload()
{
    body = makeFace(15, 1.35, QFont::Normal);
    table = makeFace(14, 1.35, QFont::Normal);
    tableHead = makeFace(14, 1.35, QFont::DemiBold);
    thinking = makeFace(13, 1.35, QFont::Normal);
    small = makeFace(12, 1.35, QFont::Normal);
    label = makeFace(13, 1.35, QFont::Normal);
    labelMedium = makeFace(13.5, 1.35, QFont::Medium);
    cause = makeFace(13.5, 1.3, QFont::Normal);
    title = makeFace(14, 1.35, QFont::DemiBold);
    phase = makeFace(14, 1.35, QFont::Medium);
    code = makeMonoFace(13, 1.25);
    detail = makeMonoFace(12, 1.3);
    m_headings = { makeFace(24, 1.3, QFont::DemiBold), makeFace(20, 1.3, QFont::DemiBold),
                   makeFace(17, 1.3, QFont::DemiBold), makeFace(15, 1.35, QFont::DemiBold) };
    codeAdvance = QFontMetricsF(code.font()).horizontalAdvance(u'0');
    const QString sample = u"the quick brown fox jumps over a lazy dog"_s;
    bodyAdvance = QFontMetricsF(body.font()).horizontalAdvance(sample) / qreal(sample.size());
}

const TextFace &TranscriptStyle::heading(int level) const
{
    return m_headings[static_cast<size_t>(qBound(1, level, 4) - 1)];
}

} // namespace lokal::ui
