#pragma once

#include <QList>
#include <QString>
#include <QVariantMap>

namespace lokal {

/// Kinds that a caller would handle differently.
enum class ErrorKind
{
    InvalidInput,
    Unauthorized,
    Forbidden,
    NotFound,
    Conflict,
    Busy, ///< too much at the moment; trying again later can succeed
    Unreachable,
    Timeout,
    Cancelled,
    Protocol,
    Storage,
    Internal,
};

/// The stable codes that both doors show; names and meanings as in the API's description.
/// Append only; the text of a code comes from codeName().
enum class ErrorCode
{
    BadRequest,
    InvalidJson,
    TwoCredentials,
    InvalidToken,
    InvalidCredentials,
    Forbidden,
    HostNotAllowed,
    OriginNotAllowed,
    RegistrationClosed,
    WrongPassword,
    NotFound,
    MethodNotAllowed,
    RequestTimeout,
    NameTaken,
    AlreadyGenerating,
    ConfigInUse,
    SetupDone,
    LastAdmin,
    Conflict,
    LengthRequired,
    Stale,
    BodyTooLarge,
    UriTooLong,
    UnsupportedMediaType,
    InvalidField,
    UnknownField,
    ReadOnly,
    ModelNotInstalled,
    ContextExceeded,
    CapabilityMissing,
    IdempotencyMismatch,
    RateLimited,
    HeadersTooLarge,
    NotImplemented,
    EngineError,
    EngineProtocol,
    EngineUnreachable,
    EngineBusy,
    QueueFull,
    Overloaded,
    StorageBusy,
    StorageError,
    StorageReadOnly,
    EngineTimeout,
    StorageFull,
    Interrupted,
    Cancelled,
    Internal,
};

/// One wrong field of a request: its JSON path ("stop_sequences[2]") and what would be right.
struct FieldError
{
    QString field;
    QString message;
    bool operator==(const FieldError &) const = default;
};

/// An expected failure. A value; crosses threads freely.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    ErrorCode code = ErrorCode::Internal;
    QVariantMap args; ///< for the sentence: "model", "window", "needed", "retry_after" (seconds) …
    QString detail; ///< for logs and the "Details" fold, never the main sentence; may be the
                    ///< engine's own words
    QList<FieldError> fields; ///< only with InvalidField, UnknownField, ReadOnly, NameTaken

    bool operator==(const Error &) const = default;
};

/// The wire name of a code ("invalid_field"). Never empty.
QString codeName(ErrorCode code);
/// The inverse; Internal for an unknown name.
ErrorCode codeFromName(QStringView name);
/// The HTTP status that goes with a code (product contract §5).
int httpStatus(ErrorCode code);
/// The kind that goes with a code.
ErrorKind kindOf(ErrorCode code);

/// Builds an error whose kind follows from the code.
Error makeError(ErrorCode code, const QString &detail = {}, const QVariantMap &args = {});
/// 422 invalid_field for one field.
Error invalidField(const QString &field, const QString &message);

} // namespace lokal
