#pragma once

#include <QStringView>

namespace lokal {

/// True when both name the same model: a missing tag means "latest".
inline bool isSameModel(QStringView a, QStringView b)
{
    const auto withoutLatest = [](QStringView name) {
        constexpr QStringView latestTag = u":latest";
        return name.endsWith(latestTag) ? name.chopped(latestTag.size()) : name;
    };
    return withoutLatest(a) == withoutLatest(b);
}

} // namespace lokal
