#include "app/common/unixsignals.h"

#include <QSocketNotifier>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace lokal::app {
namespace {

// A signal handler may only use file descriptors that exist before it runs.
int wakeUp[2] = { -1, -1 };

void onSignal(int number)
{
    const char byte = char(number);
    [[maybe_unused]] const ssize_t ignored = ::write(wakeUp[0], &byte, 1);
}

} // namespace

UnixSignals::UnixSignals(QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, wakeUp) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(wakeUp[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char number = 0;
        if (::read(wakeUp[1], &number, 1) == 1)
            Q_EMIT endRequested(number);
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int number : { SIGTERM, SIGINT, SIGHUP })
        ::sigaction(number, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN); // NOLINT: the only action possible
}

UnixSignals::~UnixSignals()
{
    for (const int number : { SIGTERM, SIGINT, SIGHUP })
        ::signal(number, SIG_DFL); // NOLINT: the only action possible
    m_notifier.reset();
    for (int &descriptor : wakeUp) {
        ::close(descriptor);
        descriptor = -1;
    }
}

} // namespace lokal::app
