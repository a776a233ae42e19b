#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace lokal::demo {

/// What happens in the middle of an answer.
enum class Fault
{
    None,
    Cut, ///< the connection closes without the closing chunk
    EndWithoutDone, ///< the stream ends properly, but no line says "done"
    ErrorLine, ///< a last line {"error": …}
    Garbage, ///< a line that is no JSON
    Hang, ///< nothing more comes, the connection stays open
};

/// One scripted answer of the demo engine.
struct ScriptStep
{
    QString expect; ///< the last user message must contain it; otherwise the request is answered
                    ///< with 500
    QString model; ///< empty: any
    int status = 200; ///< other: `error` is the body's text
    QString error;
    QStringList thinking; ///< pieces, a line each
    QStringList reply; ///< pieces, a line each
    int delayMs = 0; ///< silence before the first byte
    std::optional<double> rate; ///< tokens per second; 0 = as fast as the socket takes them
    Fault fault = Fault::None;
    int faultAfter = -1; ///< after so many pieces; −1: behind the last
    QString doneReason = QStringLiteral("stop");
};

/// Steps for chat and generate requests, taken in order. When they are used up the demo engine
/// answers as usual, or the last step repeats.
struct Script
{
    QList<ScriptStep> steps;
    bool repeatLast = false;

    /// Reads {"steps": [{"expect", "model", "status", "error", "thinking", "reply" (text or list),
    /// "delay_ms", "rate", "fault", "fault_after", "done_reason"}], "repeat_last"}. nullopt and a
    /// sentence in `problem` when it is wrong.
    static std::optional<Script> parse(const QByteArray &json, QString *problem);
};

/// Cuts a text into pieces as a model would send them: words with the blank before them.
QStringList tokenPieces(const QString &text);

} // namespace lokal::demo
