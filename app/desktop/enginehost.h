#pragma once

#include "app/common/composition.h"
#include "ui/shell/backend.h"
#include "ui/shell/startfailure.h"

#include <QThread>

#include <memory>

namespace lokal::app {

/// Runs the composition in the engine thread on behalf of the window. GUI thread; its signals are
/// emitted there too.
class EngineHost final : public QObject
{
    Q_OBJECT
public:
    explicit EngineHost(const Options &options, QObject *parent = nullptr);
    /// Stops what stop() did not; waits for it.
    ~EngineHost() override;

    /// Opens the data and starts everything, in the engine thread.
    void start();
    /// Ends answers and closes the data. Waits, 5 s at most; for the end of the program only.
    void stop();
    /// What the window may call; valid after ready().
    ui::Backend backend();

Q_SIGNALS:
    void ready();
    /// The data is in use; `cameForward` when that is a desktop program which shows its window now.
    void inUse(bool cameForward, const lokal::ui::StartFailure &failure);
    void failed(int exitCode, const lokal::ui::StartFailure &failure);
    void raiseRequested();

private:
    void open();
    void compose(std::unique_ptr<Storage> storage, std::shared_ptr<SecretStore> secrets);
    void askToRaise(const ui::StartFailure &failure);
    ui::StartFailure failureOf(const OpenFailure &failure) const;
    ui::StartFailure failureOf(ui::StartFailure::Kind kind, const Error &error) const;

    const Options m_options;
    SystemClock m_clock;
    QThread m_thread;
    QObject *m_home; ///< lives in the engine thread; context of what runs there
    std::unique_ptr<Composition> m_root; ///< engine thread only
    bool m_readOnly = false; ///< written before ready()
};

} // namespace lokal::app
