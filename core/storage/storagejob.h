#pragma once

#include "core/common/result.h"
#include "core/storage/sqlitedatabase.h"

#include <QPromise>

#include <optional>
#include <type_traits>
#include <utility>

namespace lokal {

/// Work for a storage thread, with the promise of its result. Finished exactly once: a job that is
/// dropped (at shutdown) finishes with storage_error.
class StorageJob
{
public:
    StorageJob() = default;
    virtual ~StorageJob() = default;
    Q_DISABLE_COPY_MOVE(StorageJob)

    /// Does the work and keeps the result for finish(). False when it failed, so that its changes
    /// have to be undone. May be called again when a transaction has to be repeated.
    virtual bool run(SqliteDatabase &database) = 0;
    /// Hands out the kept result.
    virtual void finish() = 0;
    virtual void fail(const Error &error) = 0;
};

template <typename Work> class JobOf final : public StorageJob
{
public:
    using Outcome = std::invoke_result_t<Work &, SqliteDatabase &>;

    explicit JobOf(Work work)
        : m_work(std::move(work))
    {
        m_promise.start();
    }
    ~JobOf() override
    {
        if (!m_isFinished)
            fail(makeError(ErrorCode::StorageError, QStringLiteral("storage is closed")));
    }

    QFuture<Outcome> future() { return m_promise.future(); }

    bool run(SqliteDatabase &database) override
    {
        m_outcome = m_work(database);
        if (database.failed())
            m_outcome = database.failure();
        return m_outcome->ok();
    }
    void finish() override
    {
        m_isFinished = true;
        m_promise.addResult(std::move(*m_outcome));
        m_promise.finish();
    }
    void fail(const Error &error) override
    {
        m_outcome = error;
        finish();
    }

private:
    Work m_work;
    QPromise<Outcome> m_promise;
    std::optional<Outcome> m_outcome;
    bool m_isFinished = false;
};

} // namespace lokal
