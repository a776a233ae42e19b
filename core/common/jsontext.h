#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonValue>

namespace lokal {

/// The compact JSON text of a value.
QByteArray jsonText(const QJsonValue &value);

/// Puts an object together as text, member by member. QJsonObject would sort the keys of a schema,
/// after which the model writes them in another order.
class JsonObjectText
{
public:
    void addText(QByteArrayView name, const QByteArray &json)
    {
        if (m_text.size() > 1)
            m_text += ',';
        m_text += '"';
        m_text += name;
        m_text += "\":";
        m_text += json;
    }
    QByteArray text() const { return m_text + '}'; }

private:
    QByteArray m_text = "{";
};

} // namespace lokal
