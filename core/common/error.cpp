#include "core/common/error.h"

#include <array>
#include <iterator>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

struct CodeFacts
{
    ErrorCode code;
    const char *name;
    int status;
    ErrorKind kind;
};

using enum ErrorKind;

// One row per code; the order is that of the enum.
constexpr CodeFacts facts[] = {
    { ErrorCode::BadRequest, "bad_request", 400, InvalidInput },
    { ErrorCode::InvalidJson, "invalid_json", 400, InvalidInput },
    { ErrorCode::TwoCredentials, "two_credentials", 400, InvalidInput },
    { ErrorCode::InvalidToken, "invalid_token", 401, Unauthorized },
    { ErrorCode::InvalidCredentials, "invalid_credentials", 401, Unauthorized },
    { ErrorCode::Forbidden, "forbidden", 403, Forbidden },
    { ErrorCode::HostNotAllowed, "host_not_allowed", 403, Forbidden },
    { ErrorCode::OriginNotAllowed, "origin_not_allowed", 403, Forbidden },
    { ErrorCode::RegistrationClosed, "registration_closed", 403, Forbidden },
    { ErrorCode::WrongPassword, "wrong_password", 403, Forbidden },
    { ErrorCode::NotFound, "not_found", 404, NotFound },
    { ErrorCode::MethodNotAllowed, "method_not_allowed", 405, InvalidInput },
    { ErrorCode::RequestTimeout, "request_timeout", 408, Timeout },
    { ErrorCode::NameTaken, "name_taken", 409, Conflict },
    { ErrorCode::AlreadyGenerating, "already_generating", 409, Conflict },
    { ErrorCode::ConfigInUse, "config_in_use", 409, Conflict },
    { ErrorCode::SetupDone, "setup_done", 409, Conflict },
    { ErrorCode::LastAdmin, "last_admin", 409, Conflict },
    { ErrorCode::Conflict, "conflict", 409, Conflict },
    { ErrorCode::LengthRequired, "length_required", 411, InvalidInput },
    { ErrorCode::Stale, "stale", 412, Conflict },
    { ErrorCode::BodyTooLarge, "body_too_large", 413, InvalidInput },
    { ErrorCode::UriTooLong, "uri_too_long", 414, InvalidInput },
    { ErrorCode::UnsupportedMediaType, "unsupported_media_type", 415, InvalidInput },
    { ErrorCode::InvalidField, "invalid_field", 422, InvalidInput },
    { ErrorCode::UnknownField, "unknown_field", 422, InvalidInput },
    { ErrorCode::ReadOnly, "read_only", 422, InvalidInput },
    { ErrorCode::ModelNotInstalled, "model_not_installed", 422, InvalidInput },
    { ErrorCode::ContextExceeded, "context_exceeded", 422, InvalidInput },
    { ErrorCode::CapabilityMissing, "capability_missing", 422, InvalidInput },
    { ErrorCode::IdempotencyMismatch, "idempotency_mismatch", 422, InvalidInput },
    { ErrorCode::RateLimited, "rate_limited", 429, Busy },
    { ErrorCode::HeadersTooLarge, "headers_too_large", 431, InvalidInput },
    { ErrorCode::NotImplemented, "not_implemented", 501, InvalidInput },
    { ErrorCode::EngineError, "engine_error", 502, Protocol },
    { ErrorCode::EngineProtocol, "engine_protocol", 502, Protocol },
    { ErrorCode::EngineUnreachable, "engine_unreachable", 503, Unreachable },
    { ErrorCode::EngineBusy, "engine_busy", 503, Busy },
    { ErrorCode::QueueFull, "queue_full", 503, Busy },
    { ErrorCode::Overloaded, "overloaded", 503, Busy },
    { ErrorCode::StorageBusy, "storage_busy", 503, Storage },
    { ErrorCode::StorageError, "storage_error", 503, Storage },
    { ErrorCode::StorageReadOnly, "storage_read_only", 503, Storage },
    { ErrorCode::EngineTimeout, "engine_timeout", 504, Timeout },
    { ErrorCode::StorageFull, "storage_full", 507, Storage },
    { ErrorCode::Interrupted, "interrupted", 503, Internal },
    { ErrorCode::Cancelled, "cancelled", 503, Cancelled },
    { ErrorCode::Internal, "internal", 500, Internal },
};
static_assert(std::size(facts) == size_t(ErrorCode::Internal) + 1);

const CodeFacts &factsOf(ErrorCode code)
{
    return facts[size_t(code)];
}

} // namespace

QString codeName(ErrorCode code)
{
    return QString::fromLatin1(factsOf(code).name);
}

ErrorCode codeFromName(QStringView name)
{
    for (const CodeFacts &row : facts) {
        if (name == QLatin1StringView(row.name))
            return row.code;
    }
    return ErrorCode::Internal;
}

int httpStatus(ErrorCode code)
{
    return factsOf(code).status;
}

ErrorKind kindOf(ErrorCode code)
{
    return factsOf(code).kind;
}

Error makeError(ErrorCode code, const QString &detail, const QVariantMap &args)
{
    return Error { kindOf(code), code, args, detail, {} };
}

Error invalidField(const QString &field, const QString &message)
{
    Error error = makeError(ErrorCode::InvalidField);
    error.fields.append({ field, message });
    return error;
}

} // namespace lokal
