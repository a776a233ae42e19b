#include "core/common/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lokal {

QByteArray jsonText(const QJsonValue &value)
{
    const QByteArray array = QJsonDocument(QJsonArray { value }).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

} // namespace lokal
