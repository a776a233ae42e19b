#include "core/api/tls.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

Error unusable(const QString &why)
{
    return makeError(ErrorCode::BadRequest, why);
}

QByteArray contents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSslKey keyFrom(const QByteArray &text)
{
    const QSslKey key(text, QSsl::Rsa);
    return key.isNull() ? QSslKey(text, QSsl::Ec) : key;
}

/// A connection of this process with itself; gives back one end.
class Loop
{
public:
    Loop()
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *general = reinterpret_cast<sockaddr *>(&address); // NOLINT: how sockets are called
        m_isOpen = ::bind(m_listener, general, size) == 0 && ::listen(m_listener, 1) == 0
            && ::getsockname(m_listener, general, &size) == 0
            && ::connect(m_far, general, size) == 0;
    }
    ~Loop()
    {
        ::close(m_far);
        ::close(m_listener);
    }
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

    int takeNearEnd() { return m_isOpen ? ::accept(m_listener, nullptr, nullptr) : -1; }

private:
    int m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int m_far = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool m_isOpen = false;
};

/// Whether the library can serve with these; it looks only when a handshake begins, and Qt has no
/// other question for it.
bool canServe(const QSslConfiguration &configuration)
{
    Loop loop;
    QSslSocket socket;
    if (!socket.setSocketDescriptor(loop.takeNearEnd()))
        return true; // nothing can be said
    socket.setSslConfiguration(configuration);
    socket.startServerEncryption();
    return socket.error() == QAbstractSocket::UnknownSocketError;
}

} // namespace

Result<QSslConfiguration> loadTls(const QString &certificateFile, const QString &keyFile)
{
    const QList<QSslCertificate> chain
        = QSslCertificate::fromData(contents(certificateFile), QSsl::Pem);
    if (chain.isEmpty())
        return unusable(u"There is no usable certificate (PEM) in "_s + certificateFile);
    const QSslKey key = keyFrom(contents(keyFile));
    if (key.isNull())
        return unusable(u"There is no usable private key (RSA or EC, PEM, not encrypted) in "_s
                        + keyFile);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(
        QSslSocket::VerifyNone); // clients show credentials, not certificates
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    if (!canServe(configuration))
        return unusable(u"The key in "_s + keyFile + u" does not belong to the certificate in "_s
                        + certificateFile);
    return configuration;
}

} // namespace lokal::api
