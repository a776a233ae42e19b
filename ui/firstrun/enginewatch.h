#pragma once

#include "ui/shell/backend.h"
#include "ui/signin/countdown.h"

namespace lokal::ui {

/// Asks the engine again and again until it answers with models. Asks nothing while it is off.
class EngineWatch : public QObject
{
    Q_OBJECT
public:
    explicit EngineWatch(Models &models, QObject *parent = nullptr);

    void setOn(bool on);
    /// Asks at once.
    void askNow();
    /// Only an address that works is kept; otherwise it goes back to the one before. tested() comes
    /// either way.
    void tryAddress(const QString &address);

    const EngineStatus &status() const { return m_status; }
    const QList<Model> &models() const { return m_found; }
    /// -1 while the engine answers, but does not tell its models.
    qsizetype modelCount() const { return m_listFailed ? -1 : m_found.size(); }
    /// 0 while it asks, or will not ask again.
    int secondsToNext() const { return m_pause.secondsLeft(); }

Q_SIGNALS:
    /// status(), models() or secondsToNext() changed.
    void changed();
    /// @p problem is empty when the address serves; else what is wrong.
    void tested(const lokal::EngineStatus &status, const QString &problem);

private:
    void take(const EngineStatus &status);
    void askModels();
    void askLater();
    void addressTried(const QString &before, const Result<EngineStatus> &result);

    Models &m_models;
    EngineStatus m_status;
    QList<Model> m_found;
    Countdown m_pause;
    bool m_on = false;
    bool m_asking = false;
    bool m_listFailed = false;
    bool m_testing = false; ///< what is heard now is about an address that may not stay
};

} // namespace lokal::ui
