#include "core/accounts/setuptoken.h"

#include "core/accounts/tokens.h"

namespace lokal {

SetupToken::SetupToken(SetupTokenPlace &place)
    : m_place(place)
{
}

QString SetupToken::issue()
{
    const QString token = newOpaqueToken();
    m_token = token.toUtf8();
    m_place.put(token);
    return token;
}

bool SetupToken::matches(const QString &presented) const
{
    return isIssued() && equalInConstantTime(presented.toUtf8(), m_token);
}

void SetupToken::withdraw()
{
    m_token.clear();
    m_place.clear();
}

} // namespace lokal
