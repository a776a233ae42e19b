#include "ui/common/errortext.h"

#include "ui/common/visibletext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(lokal::ui::ErrorText)
public:
    static ErrorText request(ErrorCode code);
    static ErrorText access(ErrorCode code, const QVariantMap &args);
    static ErrorText conflict(ErrorCode code);
    static ErrorText model(ErrorCode code, const QVariantMap &args);
    static ErrorText engine(ErrorCode code, const QVariantMap &args);
    static ErrorText storage(ErrorCode code);
    static QString tryAgainIn(const QVariantMap &args);
    static QString modelOr(const QVariantMap &args, const QString &otherwise);
};

QString number(const QVariantMap &args, const QString &key)
{
    return QLocale().toString(args.value(key).toLongLong());
}

QString Sentences::tryAgainIn(const QVariantMap &args)
{
    const int seconds = args.value(u"retry_after"_s).toInt();
    return seconds > 0 ? tr("Try again in %n second(s).", nullptr, seconds)
                       : tr("Try again in a moment.");
}

QString Sentences::modelOr(const QVariantMap &args, const QString &otherwise)
{
    const QString name = visibleText(args.value(u"model"_s).toString());
    return name.isEmpty() ? otherwise : name;
}

ErrorText Sentences::request(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidJson:
        return { tr("The data is not valid JSON"),
                 tr("A bracket, comma or quotation mark is probably missing."),
                 {} };
    case ErrorCode::InvalidField:
        return { tr("Something in the form is not right"),
                 tr("Correct what is marked and try again."),
                 {} };
    case ErrorCode::UnknownField:
        return { tr("There is a field that is not known here"),
                 tr("Check its spelling; the file may come from a newer version."),
                 {} };
    case ErrorCode::ReadOnly:
        return { tr("That cannot be changed"), tr("Only the other fields can be edited."), {} };
    case ErrorCode::BodyTooLarge:
        return { tr("That is too large"), tr("Shorten the text, or send it in parts."), {} };
    case ErrorCode::UriTooLong:
    case ErrorCode::HeadersTooLarge:
        return { tr("The request is too long"), tr("Use a shorter search or fewer filters."), {} };
    case ErrorCode::UnsupportedMediaType:
        return { tr("This kind of file is not supported"),
                 tr("Use plain text or one of the usual image formats."),
                 {} };
    case ErrorCode::RequestTimeout:
        return { tr("The request took too long to arrive"),
                 tr("The connection may be slow or interrupted. Try again."),
                 {} };
    case ErrorCode::NotImplemented:
        return { tr("That is not available in this version"),
                 tr("A newer version may be able to do it."),
                 {} };
    case ErrorCode::MethodNotAllowed:
    case ErrorCode::LengthRequired:
    case ErrorCode::IdempotencyMismatch:
    default:
        return { tr("The request could not be understood"),
                 tr("The program that sent it probably belongs to another version."),
                 {} };
    }
}

ErrorText Sentences::access(ErrorCode code, const QVariantMap &args)
{
    switch (code) {
    case ErrorCode::InvalidCredentials:
        return { tr("User name or password is wrong"),
                 tr("Check both, and whether caps lock is on."),
                 {} };
    case ErrorCode::WrongPassword:
        return { tr("The current password is wrong"),
                 tr("Type the password with which you signed in."),
                 {} };
    case ErrorCode::InvalidToken:
        return { tr("Your sign-in has ended"), tr("Sign in again to go on."), {} };
    case ErrorCode::TwoCredentials:
        return { tr("Two different credentials were sent"),
                 tr("Use either a key or a sign-in, not both."),
                 {} };
    case ErrorCode::HostNotAllowed:
        return { tr("This address is not allowed"),
                 tr("Use the address that is shown in the settings under API."),
                 {} };
    case ErrorCode::OriginNotAllowed:
        return { tr("This web page is not allowed to ask"),
                 tr("An administrator can allow it in the settings under API."),
                 {} };
    case ErrorCode::RegistrationClosed:
        return { tr("New accounts cannot be created here"),
                 tr("Ask an administrator to make one for you."),
                 {} };
    case ErrorCode::RateLimited:
        return { tr("Too many attempts"), tryAgainIn(args), {} };
    default:
        return { tr("You are not allowed to do that"),
                 tr("An administrator of this installation can grant the right."),
                 {} };
    }
}

ErrorText Sentences::conflict(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return { tr("That does not exist any more"),
                 tr("It was probably deleted in the meantime."),
                 {} };
    case ErrorCode::NameTaken:
        return { tr("This name is already in use"), tr("Choose another name."), {} };
    case ErrorCode::AlreadyGenerating:
        return { tr("An answer is already being written in this chat"),
                 tr("Wait for it to finish, or stop it."),
                 {} };
    case ErrorCode::ConfigInUse:
        return { tr("Chats still use this configuration"),
                 tr("Move them to another configuration first."),
                 {} };
    case ErrorCode::SetupDone:
        return { tr("The first account already exists"),
                 tr("Sign in, or ask an administrator for an account."),
                 {} };
    case ErrorCode::LastAdmin:
        return { tr("This is the last administrator"),
                 tr("Make somebody else an administrator first."),
                 {} };
    default:
        return { tr("It was changed somewhere else in the meantime"),
                 tr("Look at the current state and make your change again."),
                 {} };
    }
}

ErrorText Sentences::model(ErrorCode code, const QVariantMap &args)
{
    if (code == ErrorCode::ModelNotInstalled)
        return { tr("%1 is not installed").arg(modelOr(args, tr("The model"))),
                 tr("Get it, or choose another model."),
                 {} };
    if (code == ErrorCode::CapabilityMissing)
        return { tr("%1 cannot do that").arg(modelOr(args, tr("This model"))),
                 tr("Choose a model that can read images, use tools or think, as needed."),
                 {} };
    const QString help
        = tr("Leave out older turns, shorten the message, or choose a larger context.");
    const bool known = args.contains(u"needed"_s) && args.contains(u"window"_s);
    //: %1 and %2 are numbers of tokens
    const QString numbers = tr("It needs about %1 tokens; the model sees %2.")
                                .arg(number(args, u"needed"_s), number(args, u"window"_s));
    return { tr("The chat does not fit into the context any more"),
             known ? numbers + u' ' + help : help,
             {} };
}

ErrorText Sentences::engine(ErrorCode code, const QVariantMap &args)
{
    switch (code) {
    case ErrorCode::EngineUnreachable:
        return { tr("Ollama is not reachable"),
                 tr("It is probably not running, or its address has changed. Start it, or look at "
                    "the engine settings."),
                 {} };
    case ErrorCode::EngineTimeout:
        return { tr("Ollama did not answer in time"),
                 tr("A large model may still be loading. Wait a little, or use a smaller one."),
                 {} };
    case ErrorCode::EngineBusy:
        return { tr("Ollama is busy"), tryAgainIn(args), {} };
    case ErrorCode::QueueFull:
        return { tr("Too many people are waiting for an answer"), tryAgainIn(args), {} };
    case ErrorCode::Overloaded:
        return { tr("The computer is too busy at the moment"), tryAgainIn(args), {} };
    case ErrorCode::EngineProtocol:
        return { tr("Ollama gave an answer that could not be read"),
                 tr("Something else may be running at that address, or its version does not fit. "
                    "What came so far is kept."),
                 {} };
    case ErrorCode::Interrupted:
        return { tr("The answer was interrupted"),
                 tr("The program ended while it was being written. What came so far is kept."),
                 {} };
    case ErrorCode::Cancelled:
        return { tr("Stopped"), tr("What came so far is kept."), {} };
    default:
        return { tr("Ollama reported an error"),
                 tr("Often the computer ran out of memory, or Ollama was restarted. Try again, or "
                    "use a smaller model."),
                 {} };
    }
}

ErrorText Sentences::storage(ErrorCode code)
{
    switch (code) {
    case ErrorCode::StorageFull:
        return { tr("The disk is full"),
                 tr("Nothing can be saved until there is room again."),
                 {} };
    case ErrorCode::StorageReadOnly:
        return { tr("The data cannot be changed"),
                 tr("The folder with the data is write-protected. Make it writable and start Lokal "
                    "again."),
                 {} };
    case ErrorCode::StorageBusy:
        return { tr("The data is in use"),
                 tr("Another program may have it open. Try again in a moment."),
                 {} };
    default:
        return { tr("The data could not be read or written"),
                 tr("The disk may be damaged or not connected. A backup may help."),
                 {} };
    }
}

ErrorText textOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidToken:
    case ErrorCode::InvalidCredentials:
    case ErrorCode::Forbidden:
    case ErrorCode::HostNotAllowed:
    case ErrorCode::OriginNotAllowed:
    case ErrorCode::RegistrationClosed:
    case ErrorCode::WrongPassword:
    case ErrorCode::TwoCredentials:
    case ErrorCode::RateLimited:
        return Sentences::access(error.code, error.args);
    case ErrorCode::NotFound:
    case ErrorCode::NameTaken:
    case ErrorCode::AlreadyGenerating:
    case ErrorCode::ConfigInUse:
    case ErrorCode::SetupDone:
    case ErrorCode::LastAdmin:
    case ErrorCode::Conflict:
    case ErrorCode::Stale:
        return Sentences::conflict(error.code);
    case ErrorCode::ModelNotInstalled:
    case ErrorCode::ContextExceeded:
    case ErrorCode::CapabilityMissing:
        return Sentences::model(error.code, error.args);
    case ErrorCode::EngineError:
    case ErrorCode::EngineProtocol:
    case ErrorCode::EngineUnreachable:
    case ErrorCode::EngineBusy:
    case ErrorCode::QueueFull:
    case ErrorCode::Overloaded:
    case ErrorCode::EngineTimeout:
    case ErrorCode::Interrupted:
    case ErrorCode::Cancelled:
        return Sentences::engine(error.code, error.args);
    case ErrorCode::StorageBusy:
    case ErrorCode::StorageError:
    case ErrorCode::StorageReadOnly:
    case ErrorCode::StorageFull:
        return Sentences::storage(error.code);
    case ErrorCode::Internal:
        return { Sentences::tr("Something went wrong in the program"),
                 Sentences::tr(
                     "Try again. If it happens again, the details help to find the cause."),
                 {} };
    default:
        return Sentences::request(error.code);
    }
}

} // namespace

ErrorText errorText(const lokal::Error &error)
{
    ErrorText text = textOf(error);
    for (const FieldError &field : error.fields)
        text.fields.append(u"%1: %2"_s.arg(visibleText(field.field), visibleText(field.message)));
    return text;
}

} // namespace lokal::ui
