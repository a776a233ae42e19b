#include "core/api/requestid.h"

#include <QRandomGenerator>

namespace lokal::api {

QByteArray newRequestId()
{
    return QByteArray::number(QRandomGenerator::global()->generate64(), 16).rightJustified(16, '0');
}

} // namespace lokal::api
