#pragma once

#include "core/common/deferred.h"

#include <QHash>
#include <QList>
#include <QString>

namespace lokal {

/// Callers who ask for the same while it is being asked: one request answers them all. One thread.
template <typename T> class Joined
{
public:
    /// Calls `ask` unless the same is being asked already; it leads to finish(), later.
    template <typename Ask> Future<T> join(const QString &key, Ask ask)
    {
        const Deferred<T> caller;
        QList<Deferred<T>> &callers = m_callers[key];
        callers.append(caller);
        if (callers.size() == 1)
            ask();
        return caller.future();
    }
    void finish(const QString &key, const Result<T> &result)
    {
        // Taken out first: who is answered may ask again at once.
        const QList<Deferred<T>> callers = m_callers.take(key);
        for (const Deferred<T> &caller : callers)
            caller.finish(result);
    }

private:
    QHash<QString, QList<Deferred<T>>> m_callers;
};

} // namespace lokal
