#pragma once

#include "core/api/call.h"
#include "core/api/render.h"

#include <functional>

namespace lokal::api {

/// Sends a list whose items are too large to be held together: those that are there, then one after
/// the other as the client takes them. What was deleted meanwhile is left out. The connection
/// closes at the end; in the middle when an item cannot be read, so that nobody takes half a list
/// for a whole one. Belongs to the exchange.
class PageStream : public QObject
{
    Q_OBJECT
public:
    using TakeItem = std::function<void(const Result<QByteArray> &)>;
    using LoadItem = std::function<void(qint64 id, TakeItem take)>;

    /// @param load gives the JSON of an item, at once or later; all parts of the answer around it
    ///        are ready
    PageStream(const CallPtr &call, const PageText &page, const QList<qint64> &further,
               LoadItem load);

private:
    void pump();
    void take(const Result<QByteArray> &item);
    void breakOff();

    CallPtr m_call;
    QList<qint64> m_further;
    QByteArray m_end;
    LoadItem m_load;
    bool m_isLoading = false;
    bool m_isBroken = false;
};

/// Answers with a page: whole when all of it was read, else as a stream.
/// @param load an item by its id, as a Future<T>
template <typename T, typename Write, typename Load>
void sendPage(const CallPtr &call, const Page<T> &page, Write write, Load load)
{
    const PageText text = pageText(page, write);
    if (page.further.isEmpty())
        return call->ok(text.begin + text.end);
    if (!call->exchange() || !call->exchange()->isOpen())
        return;
    const QPointer<QObject> context = call->context();
    new PageStream(call, text, page.further,
                   [context, write, load](qint64 id, const PageStream::TakeItem &take) {
                       whenFinished(context, load(id), [write, take](const Result<T> &item) {
                           take(item ? Result<QByteArray>(textOf(write, *item)) : item.error());
                       });
                   });
}

} // namespace lokal::api
