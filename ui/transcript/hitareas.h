#pragma once

#include "ui/transcript/transcriptlist.h"

namespace lokal::ui {

enum class AreaKind : quint8
{
    ContextChange,
    ThinkingToggle,
    CodeCopy,
    Action,
    SiblingPrevious,
    SiblingNext,
    Statistics,
    ErrorButton,
    ErrorDetails,
    ErrorCopy,
    Link,
};

/// Something in a message that can be pressed, with the mouse or from the keyboard.
struct HitArea
{
    AreaKind kind = AreaKind::Action;
    QRect rect; ///< message coordinates
    QString id; ///< action or error button id, link target
    QString name; ///< for tooltips and screen readers
    QString label; ///< drawn beside the icon, may be empty
    QString icon;
    QString reason; ///< why it is not enabled, may be empty
    int block = -1; ///< CodeCopy and Link: in which
    int start = -1; ///< Link: its first character there; an address may stand in a text twice
    bool runs = false; ///< begins an answer
    bool enabled = true;
    bool operator==(const HitArea &other) const
    {
        return kind == other.kind && id == other.id && block == other.block && start == other.start;
    }
};

/// What cannot be done now, and why, in a sentence; empty: it can.
struct Blocked
{
    QString runs; ///< begin an answer
    QString siblings; ///< go to another version
    bool operator==(const Blocked &) const = default;
};
void applyBlocked(std::vector<HitArea> &areas, const Blocked &blocked);

/// Everything to press in a message between two of its heights, top to bottom.
/// The message must have a layout.
std::vector<HitArea> hitAreas(const MessageItem &item, const TranscriptStyle &style, int top,
                              int bottom);
std::vector<HitArea> errorButtons(const MessageItem &item);
/// The row below a message: the pager "2/3" of an answer, copy, regenerate …, its numbers.
std::vector<HitArea> actionRow(const MessageItem &item, const TranscriptStyle &style);
/// Where the pager's "2/3" stands; null without siblings.
QRect pagerTextRect(const MessageItem &item, const TranscriptStyle &style);
/// "qwen3:8b · 412 tokens · …", preceded by how the answer ended if it was cut off.
QString metaText(const TranscriptMessage &message);
QRect codeCopyRect(const MessageItem &item, const TranscriptStyle &style, int block);
QRect errorCopyRect(const MessageLayout &layout, const TranscriptStyle &style);

} // namespace lokal::ui
