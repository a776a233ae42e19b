#pragma once

#include <QSslSocket>
#include <QTcpSocket>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace lokal::api {

/// Hands bytes straight to the kernel when nothing waits before them, and says how many it took;
/// the rest is for QTcpSocket::write(). Qt would copy them and switch a write notifier on and off,
/// which is a tenth of what a streamed token costs. 0 with TLS, after a fault, and where there is
/// no send().
inline qint64 writeDirectly(QTcpSocket *socket, QByteArrayView bytes)
{
#if defined(Q_OS_UNIX) && defined(MSG_NOSIGNAL)
    if (socket->bytesToWrite() > 0 || qobject_cast<QSslSocket *>(socket))
        return 0;
    return qMax<qint64>(0,
                        ::send(int(socket->socketDescriptor()), bytes.data(), size_t(bytes.size()),
                               MSG_DONTWAIT | MSG_NOSIGNAL));
#else
    Q_UNUSED(socket)
    Q_UNUSED(bytes)
    return 0;
#endif
}

} // namespace lokal::api
