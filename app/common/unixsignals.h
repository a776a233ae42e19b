#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace lokal::app {

/// Turns SIGTERM, SIGINT and SIGHUP into a signal of the event loop. One per process.
class UnixSignals : public QObject
{
    Q_OBJECT
public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    void endRequested(int signalNumber);

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace lokal::app
