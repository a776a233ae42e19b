#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace lokal {

/// Bytes from the system's own generator.
QByteArray randomBytes(int count);
/// Base64url without padding, as every token of ours is written.
QByteArray base64Url(const QByteArray &bytes);
/// 256 random bits as 43 characters.
QString newOpaqueToken();
QByteArray sha256(const QString &token);
/// Takes the same time wherever the first difference is. Different lengths are unequal.
bool equalInConstantTime(const QByteArray &left, const QByteArray &right);

/// The two halves of an API key, "lok_<publicId>_<secret>".
struct ApiKeyText
{
    QString publicId; ///< 12 of a–z 0–9: how the key is found
    QString secret; ///< 43 base64url characters; only their SHA-256 is kept

    static ApiKeyText generate();
    /// nullopt for anything that generate() could not have made.
    static std::optional<ApiKeyText> parse(const QString &text);
    QString text() const;
    QString prefix() const; ///< "lok_" and the public id, what may be shown later
};

} // namespace lokal
