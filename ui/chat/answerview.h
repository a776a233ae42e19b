#pragma once

#include "core/chat/chatevent.h"
#include "ui/chat/messagetext.h"

#include <QElapsedTimer>

namespace lokal::ui {

class TranscriptView;

/// Shows one running answer in the transcript: phases, then thinking and text as they come.
class AnswerView
{
public:
    explicit AnswerView(TranscriptView &view);

    /// The answer as it was announced, with the text that it continues.
    void start(const ChatMessage &message, const QString &model);
    void clear() { m_id = 0; }
    qint64 id() const { return m_id; }
    bool isActive() const { return m_id != 0; }

    void showQueued(int position);
    void showPhase(const QString &phase, qint64 promptTokens);
    void addThinking(const QString &text, qint64 number);
    void addText(const QString &text, qint64 number);
    /// The final state.
    void finish(const ChatMessage &message, const std::optional<Error> &error);

private:
    void show(const PhaseText &text);
    void beginText(qint64 number);
    void updateRate(qint64 number);
    TranscriptMessage current() const;

    TranscriptView &m_view;
    qint64 m_id = 0;
    QString m_model;
    QDateTime m_sinceUtc;
    QElapsedTimer m_writing; ///< from the first token on
    qint64 m_firstNumber = 0; ///< event number of the first token
    qint64 m_rateShownMs = 0;
};

} // namespace lokal::ui
