// The parts of a message that are ours and not the model's: thinking row, phase, error card,
// attachments.
#include "ui/transcript/messagelayout.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(lokal::ui::MessageLayout)
};

constexpr int liveTailHeight = 190;

int roundedUp(qreal value)
{
    return static_cast<int>(std::ceil(value));
}

Caption makeCaption(const QString &text, const TextFace &face, QPoint at, int width)
{
    Caption caption;
    caption.part
        = layoutText(displayText(text, true), {}, { &face, qreal(qMax(1, width)), Qt::AlignLeft });
    caption.at = at;
    return caption;
}

int textWidth(const TextFace &face, const QString &text)
{
    return roundedUp(QFontMetricsF(face.font()).horizontalAdvance(text));
}

QString thinkingText(bool isLive, int seconds)
{
    if (isLive)
        //: While the model thinks; %1 is the running number of seconds.
        return seconds > 0 ? Text::tr("Thinking… %1 s").arg(seconds) : Text::tr("Thinking…");
    if (seconds == 1)
        return Text::tr("Thought for 1 second");
    return seconds > 0 ? Text::tr("Thought for %1 seconds").arg(seconds)
                       : Text::tr("Thought about it");
}

QString detailsText()
{
    return Text::tr("Details");
}

} // namespace

int MessageLayout::placeThinking(const TranscriptMessage &message, const MessageView &view,
                                 const TranscriptStyle &style, int y)
{
    if (message.thinking.isEmpty())
        return y;
    const double known
        = message.thinkingSeconds > 0 ? message.thinkingSeconds : view.thinkingSeconds;
    thinkingLabel = thinkingText(isThinkingLive(message), qRound(known));
    const int width = style.px(25) + textWidth(style.label, thinkingLabel) + style.px(26);
    thinkingRow = QRect(0, y, qMin(width, m_width), style.px(24));
    y = thinkingRow.bottom() + 1;
    if (!isThinkingShown(message, view))
        return y;
    y += style.px(6);
    const int left = style.px(25);
    int height = placeColumn(Thinking, style, { left, y }, m_width - left);
    if (isThinkingLive(message) && view.thinking == ThinkingFold::Automatic)
        height = qMin(height, style.px(liveTailHeight));
    m_columns[Thinking].rect.setHeight(height);
    return y + height + style.px(4);
}

int MessageLayout::placePhase(const TranscriptMessage &message, const TranscriptStyle &style, int y)
{
    const bool shown = message.isOpen() && message.source.isEmpty() && message.thinking.isEmpty()
        && !message.phase.title.isEmpty();
    if (!shown)
        return y;
    y += y > 0 ? style.px(10) : 0;
    phaseRing = QRect(style.px(1), y + style.px(2), style.px(18), style.px(18));
    const int left = style.px(28);
    phaseTitle
        = makeCaption(message.phase.title, style.phase, { left, y }, m_width - left - style.px(70));
    y += roundedUp(phaseTitle.part.height);
    if (message.phase.explanation.isEmpty())
        return y;
    phaseText = makeCaption(message.phase.explanation, style.label, { left, y }, m_width - left);
    return y + roundedUp(phaseText.part.height);
}

int MessageLayout::placeAttachments(const TranscriptMessage &message, const TranscriptStyle &style,
                                    int y)
{
    if (message.attachments.isEmpty())
        return y;
    const bool user = message.role != TranscriptMessage::Role::Assistant;
    const int height = style.px(28);
    const int gap = style.px(6);
    int right = m_width;
    int left = 0;
    for (const QString &name : message.attachments) {
        const QString shown = displayText(name, true).replace(QChar::LineSeparator, u' ');
        const int wanted = style.px(40) + textWidth(style.label, shown);
        const int width = qMin(wanted, m_width * 78 / 100);
        const bool full = user ? right - width < 0 : left + width > m_width;
        if (full) {
            y += height + gap;
            right = m_width;
            left = 0;
        }
        const QRect rect(user ? right - width : left, y, width, height);
        attachments.push_back({ rect, {}, shown, u"paperclip"_s });
        right -= width + gap;
        left += width + gap;
    }
    return y + height + style.px(8);
}

int MessageLayout::placeError(const TranscriptMessage &message, const MessageView &view,
                              const TranscriptStyle &style, int y)
{
    const ErrorCard &error = message.error;
    const int left = style.px(50);
    const int inner = m_width - left - style.px(18);
    int at = y + style.px(14);
    errorTitle = makeCaption(error.title, style.title, { left, at }, inner);
    at += roundedUp(errorTitle.part.height);
    if (!error.cause.isEmpty()) {
        errorCause = makeCaption(error.cause, style.cause, { left, at }, inner);
        at += roundedUp(errorCause.part.height);
    }
    const bool hasRow = !error.actions.isEmpty() || !error.detail.isEmpty();
    at += style.px(hasRow ? 14 : 16);
    int x = left;
    const int height = style.px(36);
    for (const ErrorAction &action : error.actions) {
        const int icon = action.icon.isEmpty() ? 0 : style.px(24);
        const int width = style.px(32) + icon + textWidth(style.labelMedium, action.label);
        if (x > left && x + width > left + inner) {
            x = left;
            at += height + style.px(8);
        }
        buttons.push_back(
            { QRect(x, at, width, height), action.id, action.label, action.icon, action.runs });
        x += width + style.px(9);
    }
    if (!error.detail.isEmpty()) {
        const QString label = m_width < style.px(600) ? QString() : detailsText();
        const int width = style.px(label.isEmpty() ? 32 : 52) + textWidth(style.labelMedium, label);
        if (x + width > m_width - style.px(14))
            at += height + style.px(8);
        errorDetails = QRect(m_width - style.px(14) - width, at, width, height);
    }
    at += hasRow ? height + style.px(14) : 0;
    if (view.detailsOpen && !error.detail.isEmpty()) {
        at += style.px(10);
        errorDetail = makeCaption(error.detail, style.detail, { left, at }, inner - style.px(90));
        at += qMax(roundedUp(errorDetail.part.height), style.px(32)) + style.px(12);
    }
    errorCard = QRect(0, y, m_width, at - y);
    return at;
}

} // namespace lokal::ui
