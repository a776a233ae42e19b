#pragma once

#include "core/api/call.h"
#include "core/api/fields.h"

#include <functional>

namespace lokal::api {

/// Who may use a route.
enum class Access
{
    Open, ///< anybody
    Credential, ///< any login or key whose scopes fit
    LoginOnly, ///< a login; API keys may not (A10)
};

/// Limits of the body (H3).
enum class BodyLimit : qint64
{
    Authentication = 8 * 1024,
    Ordinary = 1 << 20,
    Messages = 16 << 20,
};

/// What a successful answer holds, for the description.
enum class Answer
{
    Nothing,
    Object,
    List,
    AnswerOrStream,
    EditOrStream, ///< the edited message, or with "run" what AnswerOrStream gives
    Stream,
    Bytes,
    Page
};

/// Whether an object carries an ETag that If-Match can name.
enum class Tagged
{
    No,
    Yes
};

using Handler = std::function<void(const CallPtr &)>;

/// One line of the table that routes, authenticates, validates and documents.
struct Route
{
    QByteArray method;
    QString path; ///< "/sessions/{session_id}/stop"; "{model_name+}" takes the rest of the path
    QString area;
    QString summary;
    Access access = Access::Credential;
    Scopes scopes; ///< one of these suffices; a key with `all` and every login have each
    QList<Field> query;
    QList<Field> body;
    const Schema *entity = nullptr; ///< whose other fields are read-only in the body
    const Schema *response = nullptr;
    Answer answer = Answer::Object;
    int status = 200;
    Tagged tagged = Tagged::No;
    QByteArray pageType; ///< media type of a Page
    BodyLimit limit = BodyLimit::Ordinary;
    Permissions rights = Permission::User; ///< one of these suffices; none: any account may
    bool takesTurns = false; ///< a user's requests are handled one after the other
    Handler handler;
};

/// The query parameters of every list.
QList<Field> pageFields();

inline Route makeRoute(const QString &area, const QByteArray &method, const QString &path,
                       const QString &summary)
{
    Route route;
    route.area = area;
    route.method = method;
    route.path = path;
    route.summary = summary;
    return route;
}
/// A route of things that people own and chat with: reading needs the scope `read`, all else
/// `chat`.
inline Route makeChatRoute(const QString &area, const QByteArray &method, const QString &path,
                           const QString &summary)
{
    Route route = makeRoute(area, method, path, summary);
    route.scopes = method == "GET" ? Scope::Read | Scope::Chat : Scopes(Scope::Chat);
    return route;
}
/// Its answer is 204.
inline void answersNothing(Route &route)
{
    route.response = nullptr;
    route.answer = Answer::Nothing;
    route.status = 204;
}

class AnswerStreams;
class ServiceStatus;

/// What every route group gets.
struct RouteContext
{
    ApiServices &services;
    AnswerStreams &streams;
    ServiceStatus &status;
};

QList<Route> accountRoutes(const RouteContext &context);
QList<Route> configRoutes(const RouteContext &context);
QList<Route> sessionRoutes(const RouteContext &context);
QList<Route> messageRoutes(const RouteContext &context);
QList<Route> modelRoutes(const RouteContext &context);
QList<Route> serviceRoutes(const RouteContext &context);

} // namespace lokal::api
