#pragma once

#include "ui/transcript/find.h"
#include "ui/transcript/hitareas.h"
#include "ui/transcript/selection.h"

class QPainter;

namespace lokal::ui {

/// What the view knows about one message while drawing it.
struct MessagePaint
{
    const TranscriptStyle &style;
    const TranscriptList &list;
    int index = 0;
    QRect clip; ///< message coordinates
    const Selection &selection;
    QVector<FindHit> hits;
    int currentHit = -1; ///< into hits
    const Blocked &blocked;
    bool actionsShown = false;
    bool focused = false; ///< keyboard focus ring around the message
    const HitArea *hovered = nullptr;
    const HitArea *focusedArea = nullptr;
    bool statisticsOpen = false; ///< the card with its numbers
    int copiedBlock = -1; ///< code card whose button says "Copied"
    bool copiedMessage = false;
    bool copiedDetails = false;
    int tick = 0; ///< of the running animation
    QString phaseSeconds;
};

/// Draws a message; the painter's origin is the message's top left corner.
void paintMessage(QPainter &painter, const MessagePaint &paint);
/// Parts of it, in messagechromepainter.cpp.
void paintErrorCard(QPainter &painter, const MessagePaint &paint);
void paintActionRow(QPainter &painter, const MessagePaint &paint);
/// "The model no longer sees what is above — Change".
void paintContextLine(QPainter &painter, const TranscriptStyle &style, QRect rect, bool hovered,
                      bool focused);
/// Where "Change" stands in it.
QRect contextChangeRect(const TranscriptStyle &style, QRect rect);
void paintFocusRing(QPainter &painter, const TranscriptStyle &style, QRect rect, qreal radius);

} // namespace lokal::ui
