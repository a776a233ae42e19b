#pragma once

#include "core/demo/demoreply.h"

#include <QElapsedTimer>

namespace lokal::demo {

/// One answer on its way out, as the lines of Ollama's wire format.
struct DemoAnswer
{
    enum class Wire
    {
        Chat,
        Generate
    };

    /// Takes what the step says. A sentence when it does not go with the request.
    QString follow(const ScriptStep &step, const QString &question);
    qsizetype pieces() const { return thinking.size() + text.size(); }
    bool isFaultDue() const { return fault != Fault::None && sent >= faultAt; }

    /// The next piece.
    QJsonObject nextLine() const;
    /// All tool calls, which go out in a line of their own.
    QJsonObject toolCallLine() const;
    /// The last line, with the numbers.
    QJsonObject lastLine() const;
    /// Everything in one object, for a request without a stream.
    QJsonObject whole() const;

    Wire wire = Wire::Chat;
    QString model;
    QStringList thinking, text;
    QList<DemoToolCall> toolCalls;
    QString doneReason;
    Fault fault = Fault::None;
    qsizetype faultAt = -1; ///< piece number
    QString faultText;
    double rate = 0; ///< pieces per second; 0: as fast as the socket takes them
    int promptTokens = 0;
    qsizetype sent = 0; ///< pieces
    bool isStreaming = true;
    bool headSent = false;
    QElapsedTimer clock;
};

} // namespace lokal::demo
