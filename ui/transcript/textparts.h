#pragma once

#include "ui/markdown/block.h"
#include "ui/transcript/transcriptstyle.h"

#include <QPointF>
#include <QTextLayout>

#include <memory>
#include <vector>

namespace lokal::ui {

/// A piece of a block's text with its lines; empty layout: not made yet.
struct TextPart
{
    std::unique_ptr<QTextLayout> layout;
    QPointF position; ///< relative to the block's content
    int start = 0; ///< of the block's flat text
    int length = 0; ///< characters that have lines
    qreal width = 0; ///< that it was broken for
    qreal naturalWidth = 0; ///< of the longest line
    qreal height = 0;
};

/// How a text is to be broken into lines.
struct TextShape
{
    const TextFace *face = nullptr;
    qreal width = 0; ///< 0: never wrap
    Qt::Alignment alignment = Qt::AlignLeft;
};

using FormatRanges = QVector<QTextLayout::FormatRange>;

/// True for the addresses a person may open from a transcript: http, https and mailto.
bool isOpenableLink(const QString &target);
/// The address as the network would see it (punycode host, no control characters).
QString linkForDisplay(const QString &target);
/// Bidirectional controls replaced one to one by a visible sign; '\n' by a line separator.
QString displayText(QStringView text, bool exposeBidi);

/// Character formats for the spans of a text.
FormatRanges spanFormats(const QString &text, const QVector<Span> &spans, const QStringList &links,
                         const TextFace &face, const TranscriptStyle &style);

/// Breaks @p text into parts of about 2,000 characters that end at a line's end, so that a growing
/// text costs only its tail. Parts that end @p keep or more characters before the first difference
/// are reused.
/// @param parts what an earlier call made for a text equal up to @p unchanged (0: nothing to reuse)
void layoutParagraph(std::vector<TextPart> &parts, const QString &text, const FormatRanges &formats,
                     const TextShape &shape, int unchanged);
/// One part for a short text: labels, cells, captions.
TextPart layoutText(const QString &text, const FormatRanges &formats, const TextShape &shape);

qreal partsHeight(const std::vector<TextPart> &parts);
qreal partsNaturalWidth(const std::vector<TextPart> &parts);

} // namespace lokal::ui
