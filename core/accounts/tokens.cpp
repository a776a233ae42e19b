#include "core/accounts/tokens.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qsizetype publicIdLength = 12;
constexpr qsizetype secretLength = 43;
constexpr int secretBytes = 32;
constexpr auto keyStart = "lok_"_L1;
constexpr auto publicIdAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789"_L1;

bool isPublicIdCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

bool isBase64UrlCharacter(QChar c)
{
    return isPublicIdCharacter(c) || (c >= u'A' && c <= u'Z') || c == u'-' || c == u'_';
}

} // namespace

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    return bytes;
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString newOpaqueToken()
{
    return QString::fromLatin1(base64Url(randomBytes(secretBytes)));
}

QByteArray sha256(const QString &token)
{
    return QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256);
}

bool equalInConstantTime(const QByteArray &left, const QByteArray &right)
{
    if (left.size() != right.size())
        return false;
    // volatile: the optimiser must not turn this into an early exit.
    volatile unsigned char difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference = static_cast<unsigned char>(difference | (left[i] ^ right[i]));
    return difference == 0;
}

ApiKeyText ApiKeyText::generate()
{
    ApiKeyText key;
    for (qsizetype i = 0; i < publicIdLength; ++i)
        key.publicId
            += publicIdAlphabet[QRandomGenerator::system()->bounded(int(publicIdAlphabet.size()))];
    key.secret = newOpaqueToken();
    return key;
}

std::optional<ApiKeyText> ApiKeyText::parse(const QString &text)
{
    const qsizetype secretAt = keyStart.size() + publicIdLength + 1;
    if (text.size() != secretAt + secretLength || !text.startsWith(keyStart)
        || text[secretAt - 1] != u'_')
        return std::nullopt;
    // The secret may hold underscores itself; only the second one of the whole separates.
    const ApiKeyText key { text.mid(keyStart.size(), publicIdLength), text.mid(secretAt) };
    if (!std::all_of(key.publicId.begin(), key.publicId.end(), isPublicIdCharacter)
        || !std::all_of(key.secret.begin(), key.secret.end(), isBase64UrlCharacter))
        return std::nullopt;
    return key;
}

QString ApiKeyText::text() const
{
    return prefix() + u'_' + secret;
}

QString ApiKeyText::prefix() const
{
    return keyStart + publicId;
}

} // namespace lokal
