#include "core/models/modelname.h"

using namespace Qt::StringLiterals;

namespace lokal {

QString canonicalModelName(const QString &name)
{
    QString canonical = name.trimmed().toLower();
    const auto dropFront = [&canonical](QLatin1StringView part) {
        if (canonical.startsWith(part))
            canonical.remove(0, part.size());
    };
    dropFront("registry.ollama.ai/"_L1);
    if (canonical.count(u'/') == 1) // of another host it is a folder like any other
        dropFront("library/"_L1);
    const qsizetype model = canonical.lastIndexOf(u'/') + 1;
    return canonical.indexOf(u':', model) < 0 ? canonical + ":latest"_L1 : canonical;
}

bool isSameModel(const QString &a, const QString &b)
{
    return canonicalModelName(a) == canonicalModelName(b);
}

} // namespace lokal
