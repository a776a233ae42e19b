#include "core/ollama/ollamaerrors.h"

#include "core/common/publictext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

/// An error text taken apart.
struct EngineWords
{
    QString text;
    std::optional<qint64> window, needed;
};

std::optional<qint64> positive(const QJsonValue &value)
{
    const qint64 number = value.isDouble() ? qint64(value.toDouble()) : 0;
    return number > 0 ? std::optional(number) : std::nullopt;
}

/// Ollama's child process answers with JSON, which Ollama passes on as a text in its own JSON.
EngineWords unwrapped(const QString &text)
{
    EngineWords words { text.trimmed(), {}, {} };
    for (int level = 0; level < 4 && words.text.startsWith(u'{'); ++level) {
        const QJsonObject object = QJsonDocument::fromJson(words.text.toUtf8()).object();
        const QJsonValue inner = object.value("error"_L1);
        const QJsonObject error = inner.isObject() ? inner.toObject() : object;
        const QString message
            = inner.isString() ? inner.toString() : error.value("message"_L1).toString();
        if (message.isEmpty())
            break;
        if (const auto window = positive(error.value("n_ctx"_L1)))
            words.window = window;
        if (const auto needed = positive(error.value("n_prompt_tokens"_L1)))
            words.needed = needed;
        words.text = message.trimmed();
    }
    return words;
}

bool isAboutContext(const QString &text)
{
    static constexpr std::array signs { "exceed"_L1, "too large"_L1, "too long"_L1, "longer"_L1 };
    return text.contains("context"_L1, Qt::CaseInsensitive)
        && !text.contains("deadline"_L1, Qt::CaseInsensitive) // Go's "context deadline exceeded"
        && std::any_of(signs.begin(), signs.end(), [&](QLatin1StringView sign) {
               return text.contains(sign, Qt::CaseInsensitive);
           });
}

/// "request (4390 tokens) exceeds the available context size (4096 tokens)"
void readTokenCounts(EngineWords &words)
{
    static const QRegularExpression counts(u"\\((\\d+) tokens\\).*\\((\\d+) tokens\\)"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = counts.match(words.text);
    if (!match.hasMatch())
        return;
    if (!words.needed)
        words.needed = match.captured(1).toLongLong();
    if (!words.window)
        words.window = match.captured(2).toLongLong();
}

/// The ability that a model lacks, as Ollama names it; empty when the text speaks of something
/// else.
QString missingCapability(const QString &text)
{
    static const QRegularExpression lack(
        u"does not support (thinking|tools|vision|images?|audio|insert|chat|generate|embeddings?)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (const auto match = lack.match(text); match.hasMatch())
        return match.captured(1).toLower();
    if (text.contains("image input is not supported"_L1, Qt::CaseInsensitive))
        return u"vision"_s;
    return {};
}

QVariantMap argumentsFor(const OllamaErrorContext &context, const EngineWords &words)
{
    QVariantMap args { { u"text"_s, withoutPaths(words.text) } };
    if (!context.model.isEmpty())
        args.insert(u"model"_s, context.model);
    return args;
}

Error contextExceeded(EngineWords words, const OllamaErrorContext &context)
{
    readTokenCounts(words);
    QVariantMap args = argumentsFor(context, words);
    if (const auto window = words.window ? words.window : context.window)
        args.insert(u"window"_s, *window);
    if (words.needed)
        args.insert(u"needed"_s, *words.needed);
    return makeError(ErrorCode::ContextExceeded, words.text, args);
}

/// What is not Ollama's JSON: a proxy's page, another program, or one of Ollama's few bare answers.
Error errorFromBareAnswer(int status, const QByteArray &body)
{
    const QString shown = u"HTTP status %1: %2"_s.arg(status).arg(
        QString::fromUtf8(body.trimmed().first(std::min<qsizetype>(body.trimmed().size(), 200))));
    if (!body.trimmed().isEmpty())
        return makeError(ErrorCode::EngineProtocol, shown);
    if (status == 403)
        return makeError(ErrorCode::EngineError,
                         u"HTTP status 403: the engine refuses this Host or Origin"_s);
    return makeError(ErrorCode::EngineError,
                     u"HTTP status %1 without an explanation"_s.arg(status));
}

} // namespace

Error ollamaErrorFromAnswer(int status, const QByteArray &body, const OllamaErrorContext &context)
{
    if (status >= 300 && status < 400)
        return makeError(ErrorCode::EngineProtocol, u"HTTP status %1: a redirect"_s.arg(status));
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QJsonValue error = object.value("error"_L1);
    if (error.isString() && !error.toString().isEmpty())
        return ollamaErrorFromText(status, error.toString(), context);
    if (error.isObject()) {
        const QByteArray inner = QJsonDocument(error.toObject()).toJson(QJsonDocument::Compact);
        return ollamaErrorFromText(status, QString::fromUtf8(inner), context);
    }
    return errorFromBareAnswer(status, body);
}

Error ollamaErrorFromNetwork(const QNetworkReply &reply, bool wasSent)
{
    switch (reply.error()) {
    // Also after the request had left: over a connection that had gone stale, and Qt tried again.
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
        return makeError(ErrorCode::EngineUnreachable, reply.errorString());
    default:
        return makeError(wasSent ? ErrorCode::EngineError : ErrorCode::EngineUnreachable,
                         reply.errorString());
    }
}

Error ollamaErrorFromText(int status, const QString &text, const OllamaErrorContext &context)
{
    const EngineWords words = unwrapped(text);
    const QVariantMap args = argumentsFor(context, words);
    if (status == 404 && !context.model.isEmpty())
        return makeError(ErrorCode::ModelNotInstalled, words.text, args);
    if (status == 503 || status == 429)
        return makeError(ErrorCode::EngineBusy, words.text, args);
    if (isAboutContext(words.text))
        return contextExceeded(words, context);
    if (const QString capability = missingCapability(words.text); !capability.isEmpty()) {
        QVariantMap named = args;
        named.insert(u"capability"_s, capability);
        return makeError(ErrorCode::CapabilityMissing, words.text, named);
    }
    return makeError(ErrorCode::EngineError, words.text, args);
}

} // namespace lokal
