#pragma once

#include "ui/transcript/transcriptlist.h"

namespace lokal::ui {

/// Something visible that must not move while heights change: the first laid-out block in view,
/// else the first message in view.
struct ScrollAnchor
{
    qint64 messageId = 0;
    int part = 0;
    int block = -1; ///< -1: the message itself
    int offset = 0; ///< of its top, from the viewport's top
    qreal fraction = 0; ///< how much of it is above the viewport's top, 0 to 1
    int messageOffset = 0; ///< the message's top, should the block be gone
};

ScrollAnchor captureAnchor(const TranscriptList &list, int scroll, int viewportHeight);
/// An anchor on the top of one message.
ScrollAnchor anchorOnMessage(const TranscriptList &list, int index, int scroll);
/// The scroll value that puts the anchor back where it was. `byFraction` keeps the same part of a
/// block that straddles the top in view (another width) instead of the same pixels.
int scrollFor(const TranscriptList &list, const ScrollAnchor &anchor, bool byFraction);

} // namespace lokal::ui
