#pragma once

#include "core/models/modelengine.h"
#include "core/ollama/ndjsonreader.h"
#include "core/ollama/ollamaerrors.h"

#include <QChar>

#include <optional>
#include <variant>

namespace lokal {

/// How an answer ended.
using AnswerOutcome = std::variant<GenerationEnd, Error>;

/// What one line of an answer brought. Texts may be empty.
struct AnswerPart
{
    QString thinking;
    QString text;
    std::optional<AnswerOutcome> outcome; ///< set in the last part only
};

/// Joins a character that came as two halves in two pieces; a half that stays alone is U+FFFD.
class SurrogateJoiner
{
public:
    QString add(const QString &piece);
    /// What is still held back, at the end.
    QString flush();

private:
    QChar m_held; ///< null: none
};

/// The body of a successful /api/chat or /api/generate, from bytes to parts. Pure: knows nothing of
/// the network, and gives the same parts wherever the bytes were cut.
class OllamaAnswer
{
public:
    explicit OllamaAnswer(OllamaErrorContext context,
                          qsizetype maximumLine = NdjsonReader::defaultMaximumLine);

    /// The next bytes of the body.
    void feed(const QByteArray &bytes);
    /// The next part; nullopt: more bytes are needed, or the outcome was given already.
    std::optional<AnswerPart> takePart();
    /// The body is over in the proper way.
    AnswerPart close();

private:
    AnswerPart partOf(const QByteArray &line);
    AnswerPart failed(const Error &error);

    OllamaErrorContext m_context;
    NdjsonReader m_reader;
    QByteArray m_glued; ///< what followed on the line of the last part
    SurrogateJoiner m_text, m_thinking;
    qsizetype m_bytesWithoutText = 0; ///< what came since the last text
    bool m_isOver = false;
};

} // namespace lokal
