#include "core/api/fieldcheck.h"

#include "core/api/schemas.h"
#include "core/common/clock.h"
#include "core/common/names.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

constexpr double largestExactInteger = 9007199254740991.0;

/// The alphabet and padding of RFC 4648, without decoding: that is done once, by whoever needs the
/// bytes.
bool isBase64(const QString &text)
{
    const auto isDigit = [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9')
            || c == u'+' || c == u'/';
    };
    QStringView digits = text;
    for (int padding = 0; padding < 2 && digits.endsWith(u'='); ++padding)
        digits.chop(1);
    return !digits.isEmpty() && text.size() % 4 == 0
        && std::all_of(digits.begin(), digits.end(), isDigit);
}

class FieldCheck
{
public:
    FieldCheck(const Field &field, FieldFaults &faults)
        : m_path(field.name)
        , m_field(field)
        , m_faults(faults)
    {
    }

    void check(const QJsonValue &value)
    {
        if (m_field.isParameter)
            return;
        if (value.isNull())
            return require(m_field.nullable == Nullable::Yes, u"must not be null"_s);
        // clang-format off
        switch (m_field.type) {
        case FieldType::Text: return checkText(value, m_path);
        case FieldType::Boolean: return require(value.isBool(), u"must be true or false"_s);
        case FieldType::Integer: return checkInteger(value);
        case FieldType::Number: return checkNumber(value);
        case FieldType::Id: return checkId(value);
        case FieldType::Timestamp: return checkTimestamp(value);
        case FieldType::TextList: return checkTexts(value);
        case FieldType::IdList:
        case FieldType::List: return require(value.isArray(), u"must be a list"_s);
        case FieldType::Object: return require(value.isObject(), u"must be an object"_s);
        case FieldType::Images: return checkImages(value);
        case FieldType::Documents: return checkDocuments(value);
        case FieldType::Options: return checkOptions(value);
        case FieldType::Format:
        case FieldType::Think:
        case FieldType::KeepAlive: return; // parameters
        }
        // clang-format on
    }

private:
    void fail(const QString &message) { fail(m_path, message); }
    void fail(const QString &path, const QString &message)
    {
        if (!isFull())
            m_faults.invalid.append({ path, message });
    }
    void failUnknown(const QString &path)
    {
        if (m_faults.unknown.size() < mostFieldErrors)
            m_faults.unknown.append({ path, u"is not a known field"_s });
    }
    bool isFull() const { return m_faults.invalid.size() >= mostFieldErrors; }
    void require(bool right, const QString &message)
    {
        if (!right)
            fail(message);
    }
    QString itemPath(qsizetype index) const
    {
        return m_path + u'[' + QString::number(index) + u']';
    }

    void checkText(const QJsonValue &value, const QString &path)
    {
        if (!value.isString())
            return fail(path, u"must be a text"_s);
        const QString text = value.toString();
        if (!m_field.oneOf.isEmpty() && !m_field.oneOf.contains(text))
            return fail(path, u"must be one of: "_s + m_field.oneOf.join(u", "_s));
        if (m_field.minimum || m_field.maximum)
            checkLength(text, path);
        if (m_field.oneLine && std::any_of(text.begin(), text.end(), [](QChar c) {
                return c.category() == QChar::Other_Control;
            }))
            fail(path, u"must not contain control characters"_s);
    }

    void checkLength(const QString &text, const QString &path)
    {
        const auto length = double(characterCount(text));
        if (length < m_field.minimum.value_or(0) || length > m_field.maximum.value_or(length))
            fail(path,
                 u"must have %1 to %2 characters"_s.arg(m_field.minimum.value_or(0))
                     .arg(m_field.maximum.value_or(0)));
    }

    void checkRange(double number)
    {
        if (m_field.minimum && number < *m_field.minimum)
            fail(u"must be at least %1"_s.arg(*m_field.minimum, 0, 'g', 16));
        else if (m_field.maximum && number > *m_field.maximum)
            fail(u"must be at most %1"_s.arg(*m_field.maximum, 0, 'g', 16));
    }

    void checkNumber(const QJsonValue &value)
    {
        if (!value.isDouble())
            return fail(u"must be a number"_s);
        checkRange(value.toDouble());
    }

    static bool isWhole(const QJsonValue &value)
    {
        return value.isDouble() && std::trunc(value.toDouble()) == value.toDouble();
    }

    void checkInteger(const QJsonValue &value)
    {
        if (!isWhole(value))
            return fail(u"must be a whole number"_s);
        Field bounded = m_field;
        bounded.maximum = m_field.maximum.value_or(largestExactInteger);
        FieldCheck(bounded, m_faults).checkRange(value.toDouble());
    }

    void checkId(const QJsonValue &value)
    {
        require(isWhole(value) && value.toDouble() > 0 && value.toDouble() <= largestExactInteger,
                u"must be an id, a positive whole number"_s);
    }

    void checkTimestamp(const QJsonValue &value)
    {
        require(value.isString() && fromRfc3339(value.toString()).isValid(),
                u"must be a time like 2026-01-31T12:00:00Z"_s);
    }

    /// The items of a list that is not too long.
    std::optional<QJsonArray> itemsOf(const QJsonValue &value, const QString &what)
    {
        if (!value.isArray()) {
            fail(u"must be a list of "_s + what);
            return std::nullopt;
        }
        const QJsonArray items = value.toArray();
        if (m_field.maximumItems > 0 && items.size() > m_field.maximumItems) {
            fail(u"must have at most %1 items"_s.arg(m_field.maximumItems));
            return std::nullopt;
        }
        return items;
    }

    void checkTexts(const QJsonValue &value)
    {
        const auto items = itemsOf(value, u"texts"_s);
        for (qsizetype i = 0; items && i < items->size() && !isFull(); ++i)
            checkText(items->at(i), itemPath(i));
    }

    void checkImages(const QJsonValue &value)
    {
        const auto items = itemsOf(value, u"base64 texts"_s);
        for (qsizetype i = 0; items && i < items->size(); ++i) {
            if (!isBase64(items->at(i).toString()))
                fail(itemPath(i), u"must be base64"_s);
        }
    }

    void checkDocuments(const QJsonValue &value)
    {
        const auto items = itemsOf(value, u"documents"_s);
        for (qsizetype i = 0; items && i < items->size(); ++i) {
            const QJsonObject item = items->at(i).toObject();
            if (!item.value("text"_L1).isString() || !item.value("name"_L1).isString())
                fail(itemPath(i), u"must be {\"name\": text, \"text\": text}"_s);
            checkMembers(item, { u"name"_s, u"text"_s }, itemPath(i));
        }
    }

    /// Only the names: the parameters are judged by those who read them.
    void checkOptions(const QJsonValue &value)
    {
        if (!value.isObject())
            return fail(u"must be an object"_s);
        QStringList names;
        for (const Field &field : parameterFields())
            names.append(field.name);
        checkMembers(value.toObject(), names, m_path);
    }

    void checkMembers(const QJsonObject &object, const QStringList &known, const QString &path)
    {
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (!known.contains(member.key()))
                failUnknown(path + u'.' + member.key());
        }
    }

    QString m_path;
    const Field &m_field;
    FieldFaults &m_faults;
};

} // namespace

void checkField(const Field &field, const QJsonValue &value, FieldFaults &faults)
{
    FieldCheck(field, faults).check(value);
}

} // namespace lokal::api
