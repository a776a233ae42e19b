#include "core/api/problem.h"

#include "core/common/publictext.h"

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

int retryAfterSeconds(const Error &error)
{
    return qMax(1, error.args.value(u"retry_after"_s, 1).toInt());
}

bool isOfEngine(ErrorKind kind)
{
    return kind == ErrorKind::Unreachable || kind == ErrorKind::Protocol
        || kind == ErrorKind::Timeout;
}

enum class Beginning
{
    AsItIs, ///< a field's name
    Capital
};

/// With a full stop at its end, whoever wrote it.
QString asSentence(const QString &text, Beginning beginning)
{
    QString trimmed = text.trimmed();
    if (beginning == Beginning::Capital && !trimmed.isEmpty())
        trimmed[0] = trimmed[0].toUpper();
    const bool isEnded = trimmed.endsWith(u'.') || trimmed.endsWith(u'!') || trimmed.endsWith(u'?');
    return isEnded ? trimmed : trimmed + u'.';
}

/// What a client may read about it. Storage and internal details are for the log only.
QString detailFor(const Error &error)
{
    const QString title = problemTitle(error.code);
    if (error.kind == ErrorKind::Storage || error.kind == ErrorKind::Internal)
        return title;
    if (!error.fields.isEmpty())
        return asSentence(error.fields.first().field + u' ' + error.fields.first().message,
                          Beginning::AsItIs);
    if (error.code == ErrorCode::RateLimited && error.detail.isEmpty())
        return u"%1 Try again in %2 seconds."_s.arg(title).arg(retryAfterSeconds(error));
    if (error.detail.isEmpty())
        return title;
    const QString detail = asSentence(withoutPaths(error.detail), Beginning::Capital);
    // The engine's own words say nothing of whose they are.
    return isOfEngine(error.kind) ? title + u' ' + detail : detail;
}

HttpHeaders headersFor(const Error &error, int status)
{
    HttpHeaders headers;
    if (status == 401)
        headers.append(HttpHeader { "WWW-Authenticate", "Bearer realm=\"lokal-ai\"" });
    if (status == 429 || status == 503)
        headers.append(HttpHeader { "Retry-After", QByteArray::number(retryAfterSeconds(error)) });
    if (status == 415)
        headers.append(HttpHeader { "Accept", "application/json" });
    if (status == 405)
        headers.append(HttpHeader { "Allow", error.args.value(u"allow"_s).toString().toLatin1() });
    return headers;
}

} // namespace

QString problemTitle(ErrorCode code)
{
    // clang-format off
    switch (code) {
    case ErrorCode::BadRequest: return u"The request is malformed."_s;
    case ErrorCode::InvalidJson: return u"The body is not valid JSON."_s;
    case ErrorCode::TwoCredentials: return u"The request carries two different credentials."_s;
    case ErrorCode::InvalidToken: return u"The credential is missing, wrong or no longer valid."_s;
    case ErrorCode::InvalidCredentials: return u"The user name or the password is wrong."_s;
    case ErrorCode::Forbidden: return u"This credential does not allow that."_s;
    case ErrorCode::HostNotAllowed: return u"The Host of the request is not allowed."_s;
    case ErrorCode::OriginNotAllowed: return u"Web pages of this origin are not allowed."_s;
    case ErrorCode::RegistrationClosed: return u"Registration is closed."_s;
    case ErrorCode::WrongPassword: return u"The current password is wrong."_s;
    case ErrorCode::NotFound: return u"There is no such thing."_s;
    case ErrorCode::MethodNotAllowed: return u"The method is not possible here."_s;
    case ErrorCode::RequestTimeout: return u"The request took too long to arrive."_s;
    case ErrorCode::NameTaken: return u"The name is taken."_s;
    case ErrorCode::AlreadyGenerating: return u"An answer is running in this session."_s;
    case ErrorCode::ConfigInUse: return u"Sessions use this configuration."_s;
    case ErrorCode::SetupDone: return u"The installation is set up already."_s;
    case ErrorCode::LastAdmin: return u"The last administrator cannot be removed."_s;
    case ErrorCode::Conflict: return u"The request conflicts with the present state."_s;
    case ErrorCode::LengthRequired: return u"A Content-Length is needed."_s;
    case ErrorCode::Stale: return u"It was changed in the meantime."_s;
    case ErrorCode::BodyTooLarge: return u"The body is too large."_s;
    case ErrorCode::UriTooLong: return u"The request line is too long."_s;
    case ErrorCode::UnsupportedMediaType: return u"The body must be application/json, not compressed."_s;
    case ErrorCode::InvalidField: return u"A field has a value that is not possible."_s;
    case ErrorCode::UnknownField: return u"A field is not known."_s;
    case ErrorCode::ReadOnly: return u"A field cannot be set."_s;
    case ErrorCode::ModelNotInstalled: return u"The model is not installed."_s;
    case ErrorCode::ContextExceeded: return u"The conversation does not fit into the context window."_s;
    case ErrorCode::CapabilityMissing: return u"The model cannot do that."_s;
    case ErrorCode::IdempotencyMismatch: return u"The Idempotency-Key was used with another request."_s;
    case ErrorCode::RateLimited: return u"Too many requests."_s;
    case ErrorCode::HeadersTooLarge: return u"The headers are too large."_s;
    case ErrorCode::NotImplemented: return u"This is not implemented."_s;
    case ErrorCode::EngineError: return u"The model engine reported an error."_s;
    case ErrorCode::EngineProtocol: return u"The model engine answered in a way that is not understood."_s;
    case ErrorCode::EngineUnreachable: return u"The model engine cannot be reached."_s;
    case ErrorCode::EngineBusy: return u"The model engine is busy."_s;
    case ErrorCode::QueueFull: return u"Too many requests wait for the model engine."_s;
    case ErrorCode::Overloaded: return u"The server is overloaded or stopping."_s;
    case ErrorCode::StorageBusy: return u"The data is locked by another program."_s;
    case ErrorCode::StorageError: return u"The data cannot be read or written."_s;
    case ErrorCode::StorageReadOnly: return u"The data is read-only."_s;
    case ErrorCode::EngineTimeout: return u"The model engine took too long."_s;
    case ErrorCode::StorageFull: return u"The disk is full."_s;
    case ErrorCode::Interrupted: return u"The answer was interrupted."_s;
    case ErrorCode::Cancelled: return u"The request was cancelled."_s;
    case ErrorCode::Internal: return u"Something unexpected happened."_s;
    }
    // clang-format on
    return {};
}

QStringList problemCodes()
{
    QStringList codes;
    for (int code = 0; code <= int(ErrorCode::Internal); ++code)
        codes.append(codeName(ErrorCode(code)));
    return codes;
}

void writeProblemMembers(JsonWriter &json, const Error &error, const QByteArray &instance,
                         const QByteArray &requestId)
{
    json.key("type").value(QString(u"urn:lokal-ai:problem:"_s + codeName(error.code)));
    json.key("title").value(problemTitle(error.code));
    json.key("status").value(httpStatus(error.code));
    json.key("detail").value(detailFor(error));
    json.key("instance").value(QString::fromLatin1(instance));
    json.key("code").value(codeName(error.code));
    json.key("request_id").value(QString::fromLatin1(requestId));
    if (!error.fields.isEmpty()) {
        json.key("errors").beginArray();
        for (const FieldError &field : error.fields)
            json.beginObject()
                .key("field")
                .value(field.field)
                .key("message")
                .value(field.message)
                .endObject();
        json.endArray();
    }
    if (error.code == ErrorCode::ContextExceeded) {
        json.key("window").value(error.args.value(u"window"_s).toLongLong());
        json.key("needed").value(error.args.value(u"needed"_s).toLongLong());
    }
}

Reply problemReply(const Error &error, const QByteArray &instance, const QByteArray &requestId,
                   const QByteArray &messageJson)
{
    JsonWriter json;
    json.beginObject();
    writeProblemMembers(json, error, instance, requestId);
    if (!messageJson.isEmpty())
        json.key("message").raw(messageJson);
    json.endObject();
    const int status = httpStatus(error.code);
    return { status, "application/problem+json", headersFor(error, status), json.take() };
}

} // namespace lokal::api
