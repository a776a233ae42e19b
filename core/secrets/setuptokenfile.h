#pragma once

#include "core/accounts/setuptoken.h"

namespace lokal {

/// The file `setup-token` in the data directory, 0600, there only while the first account needs it.
class SetupTokenFile final : public SetupTokenPlace
{
public:
    explicit SetupTokenFile(const QString &dataDirectory);

    void put(const QString &token) override;
    void clear() override;

private:
    const QString m_path;
};

} // namespace lokal
