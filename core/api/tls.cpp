#include "core/api/tls.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

Error unusable(const QString &what, const QString &file)
{
    return makeError(ErrorCode::BadRequest, u"no usable %1 in %2"_s.arg(what, file));
}

QByteArray contents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Result<QSslConfiguration> loadTls(const QString &certificateFile, const QString &keyFile)
{
    const QList<QSslCertificate> chain
        = QSslCertificate::fromData(contents(certificateFile), QSsl::Pem);
    if (chain.isEmpty())
        return unusable(u"certificate"_s, certificateFile);
    const QByteArray keyText = contents(keyFile);
    QSslKey key(keyText, QSsl::Rsa);
    if (key.isNull())
        key = QSslKey(keyText, QSsl::Ec);
    if (key.isNull())
        return unusable(u"private key"_s, keyFile);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(
        QSslSocket::VerifyNone); // clients show credentials, not certificates
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    return configuration;
}

} // namespace lokal::api
