#include "core/ollama/ollamaanswer.h"

#include "core/ollama/ollamaparser.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

/// An engine may send lines without text for a while, but not for ever.
constexpr qsizetype mostBytesWithoutText = qsizetype(16) << 20;

QString withoutLoneSurrogates(QString text)
{
    if (text.isValidUtf16())
        return text;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text.at(i).isSurrogate())
            continue;
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            ++i;
        else
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

} // namespace

QString SurrogateJoiner::add(const QString &piece)
{
    if (piece.isEmpty())
        return {};
    QString joined = m_held.isNull() ? piece : m_held + piece;
    m_held = {};
    if (joined.back().isHighSurrogate()) {
        m_held = joined.back();
        joined.chop(1);
    }
    return withoutLoneSurrogates(std::move(joined));
}

QString SurrogateJoiner::flush()
{
    return std::exchange(m_held, {}).isNull() ? QString()
                                              : QString(QChar(QChar::ReplacementCharacter));
}

OllamaAnswer::OllamaAnswer(OllamaErrorContext context, qsizetype maximumLine)
    : m_context(std::move(context))
    , m_reader(maximumLine)
{
}

void OllamaAnswer::feed(const QByteArray &bytes)
{
    if (m_isOver)
        return;
    m_bytesWithoutText += bytes.size();
    m_reader.feed(bytes);
}

std::optional<AnswerPart> OllamaAnswer::takePart()
{
    if (m_isOver)
        return std::nullopt;
    if (!m_glued.isEmpty())
        return partOf(std::exchange(m_glued, {}));
    if (const auto line = m_reader.takeLine())
        return partOf(*line);
    if (m_reader.overflowed())
        return failed(makeError(ErrorCode::EngineProtocol, u"a line of the answer is too long"_s));
    if (m_bytesWithoutText > mostBytesWithoutText)
        return failed(makeError(ErrorCode::EngineProtocol, u"the answer goes on without text"_s));
    return std::nullopt;
}

AnswerPart OllamaAnswer::close()
{
    AnswerPart last;
    QByteArray rest = m_reader.takeRest().value_or(QByteArray());
    while (!rest.isEmpty() && !last.outcome) {
        const AnswerPart part = partOf(rest);
        last.text += part.text;
        last.thinking += part.thinking;
        last.outcome = part.outcome;
        rest = std::exchange(m_glued, {});
    }
    if (!last.outcome) {
        AnswerPart end = failed(
            makeError(ErrorCode::EngineProtocol, u"the answer ended without its last line"_s));
        last.text += end.text;
        last.thinking += end.thinking;
        last.outcome = end.outcome;
    }
    return last;
}

AnswerPart OllamaAnswer::partOf(const QByteArray &line)
{
    const auto parsed = ollamaparser::answerLine(line);
    // An engine that passes on another one's answer adds its error without a line feed.
    if (const qsizetype end = parsed ? 0 : ollamaparser::endOfFirstValue(line); end > 0) {
        m_glued = line.sliced(end);
        return partOf(line.first(end));
    }
    if (!parsed)
        return failed(parsed.error());
    if (!parsed->error.isEmpty())
        return failed(ollamaErrorFromText(200, parsed->error, m_context));
    AnswerPart part { m_thinking.add(parsed->thinking), m_text.add(parsed->text), {} };
    if (parsed->isDone) {
        m_isOver = true;
        part.thinking += m_thinking.flush();
        part.text += m_text.flush();
        part.outcome = GenerationEnd { parsed->reason.isEmpty() ? u"stop"_s : parsed->reason,
                                       parsed->usage };
    }
    if (!part.text.isEmpty() || !part.thinking.isEmpty())
        m_bytesWithoutText = 0;
    return part;
}

AnswerPart OllamaAnswer::failed(const Error &error)
{
    m_isOver = true;
    return { m_thinking.flush(), m_text.flush(), error };
}

} // namespace lokal
