#pragma once

#include <QByteArray>
#include <QString>

namespace lokal {

/// Where the person at the computer finds the setup token: a 0600 file in the data directory.
class SetupTokenPlace
{
public:
    virtual ~SetupTokenPlace() = default;
    /// Replaces what was there.
    virtual void put(const QString &token) = 0;
    /// Nothing may be left; quiet when there was nothing.
    virtual void clear() = 0;
};

/// The one-time proof that whoever makes the first account can read this computer's files (A1).
class SetupToken
{
public:
    explicit SetupToken(SetupTokenPlace &place);

    bool isIssued() const { return !m_token.isEmpty(); }
    /// Makes a token of 256 bits and puts it in its place.
    QString issue();
    /// False for everything while none is issued.
    bool matches(const QString &presented) const;
    void withdraw();

private:
    SetupTokenPlace &m_place;
    QByteArray m_token;
};

} // namespace lokal
