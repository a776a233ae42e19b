#include "core/secrets/setuptokenfile.h"

#include "core/common/log.h"
#include "core/secrets/privatefile.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace lokal {

SetupTokenFile::SetupTokenFile(const QString &dataDirectory)
    : m_path(QDir(dataDirectory).filePath(u"setup-token"_s))
{
}

void SetupTokenFile::put(const QString &token)
{
    // Not the only way to the token: it is printed as well.
    if (const Status written = writePrivateFile(m_path, token.toLatin1() + '\n'); !written)
        qCWarning(logApp).noquote()
            << "the setup token could not be written to a file:" << written.error().detail;
}

void SetupTokenFile::clear()
{
    const Status removed = removePrivateFile(m_path);
    if (!removed && removed.error().code != ErrorCode::NotFound)
        qCWarning(logApp).noquote()
            << "the setup token's file could not be deleted:" << removed.error().detail;
}

} // namespace lokal
