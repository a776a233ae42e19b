#include "ui/chat/answerview.h"

#include "ui/transcript/transcriptview.h"

namespace lokal::ui {
namespace {

constexpr int firstRateMs = 800; // earlier it would only jump about
constexpr int rateEveryMs = 500;

} // namespace

AnswerView::AnswerView(TranscriptView &view)
    : m_view(view)
{
}

TranscriptMessage AnswerView::current() const
{
    const TranscriptList &list = m_view.list();
    const int index = list.indexOf(m_id);
    return index < 0 ? TranscriptMessage {} : list.at(index).message;
}

void AnswerView::start(const ChatMessage &message, const QString &model)
{
    m_id = message.id.value;
    m_model = model;
    m_sinceUtc
        = message.timestampUtc.isValid() ? message.timestampUtc : QDateTime::currentDateTimeUtc();
    m_writing.invalidate();
    m_firstNumber = 0;
    m_rateShownMs = 0;
    show(preparingText());
}

void AnswerView::show(const PhaseText &text)
{
    TranscriptMessage message = current();
    if (message.id == 0)
        return;
    message.phase = { text.title, text.explanation, m_sinceUtc };
    m_view.updateMessage(message);
}

void AnswerView::showQueued(int position)
{
    show(queuedText(position));
}

void AnswerView::showPhase(const QString &phase, qint64 promptTokens)
{
    show(phaseText(phase, m_model, promptTokens));
}

void AnswerView::beginText(qint64 number)
{
    if (m_writing.isValid())
        return;
    m_writing.start();
    m_firstNumber = number;
    TranscriptMessage message = current();
    if (message.id == 0)
        return;
    message.phase = {};
    message.state = TranscriptMessage::State::Streaming;
    message.meta = liveMeta(m_model, 0);
    m_view.updateMessage(message);
}

// Each token of the engine is one event, and joined events keep the last one's number.
void AnswerView::updateRate(qint64 number)
{
    const qint64 elapsed = m_writing.elapsed();
    if (elapsed < firstRateMs || elapsed - m_rateShownMs < rateEveryMs)
        return;
    m_rateShownMs = elapsed;
    TranscriptMessage message = current();
    if (message.id == 0)
        return;
    message.meta = liveMeta(m_model, double(number - m_firstNumber) * 1000 / double(elapsed));
    m_view.updateMessage(message);
}

void AnswerView::addThinking(const QString &text, qint64 number)
{
    beginText(number);
    m_view.appendThinking(m_id, text.toUtf8());
    updateRate(number);
}

void AnswerView::addText(const QString &text, qint64 number)
{
    beginText(number);
    m_view.appendText(m_id, text.toUtf8());
    updateRate(number);
}

void AnswerView::finish(const ChatMessage &message, const std::optional<Error> &error)
{
    TranscriptMessage last = transcriptMessage(message);
    const TranscriptMessage before = current();
    if (last.thinkingSeconds <= 0)
        last.thinkingSeconds = before.thinkingSeconds;
    last.siblingCount = qMax(last.siblingCount, before.siblingCount);
    if (message.siblings.isEmpty())
        last.siblingIndex = before.siblingIndex;
    last.error = errorCard(message, error);
    m_view.updateMessage(last);
    m_id = 0;
}

} // namespace lokal::ui
