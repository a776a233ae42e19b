#include "core/api/validation.h"

#include "core/api/schemas.h"
#include "core/common/clock.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

constexpr double largestExactInteger = 9007199254740992.0;

class FieldCheck
{
public:
    FieldCheck(QString path, const Field &field, QList<FieldError> &errors)
        : m_path(std::move(path))
        , m_field(field)
        , m_errors(errors)
    {
    }

    void check(const QJsonValue &value)
    {
        if (value.isNull()) {
            if (m_field.nullable == Nullable::No)
                fail(u"must not be null"_s);
            return;
        }
        // clang-format off
        switch (m_field.type) {
        case FieldType::Text: return checkText(value, m_path);
        case FieldType::Boolean: return require(value.isBool(), u"must be true or false"_s);
        case FieldType::Integer: return checkInteger(value);
        case FieldType::Number: return checkNumber(value);
        case FieldType::Id: return checkId(value);
        case FieldType::Timestamp: return checkTimestamp(value);
        case FieldType::TextList: return checkTexts(value);
        case FieldType::NumberList:
        case FieldType::ObjectList: return require(value.isArray(), u"must be a list"_s);
        case FieldType::Object: return require(value.isObject(), u"must be an object"_s);
        case FieldType::Format: return checkFormat(value);
        case FieldType::Think: return checkThink(value);
        case FieldType::KeepAlive: return checkKeepAlive(value);
        case FieldType::Images: return checkImages(value);
        case FieldType::Documents: return checkDocuments(value);
        case FieldType::Options: return checkOptions(value);
        }
        // clang-format on
    }

private:
    void fail(const QString &message) { fail(m_path, message); }
    void fail(const QString &path, const QString &message) { m_errors.append({ path, message }); }
    void require(bool right, const QString &message)
    {
        if (!right)
            fail(message);
    }

    void checkText(const QJsonValue &value, const QString &path)
    {
        if (!value.isString())
            return fail(path, u"must be a text"_s);
        const QString text = value.toString();
        if (!m_field.oneOf.isEmpty() && !m_field.oneOf.contains(text))
            return fail(path, u"must be one of: %1"_s.arg(m_field.oneOf.join(u", "_s)));
        const auto length = double(text.size());
        if (length < m_field.minimum.value_or(0) || length > m_field.maximum.value_or(length))
            return fail(path,
                        u"must have %1 to %2 characters"_s.arg(m_field.minimum.value_or(0))
                            .arg(m_field.maximum.value_or(0)));
        if (m_field.oneLine && std::any_of(text.begin(), text.end(), [](QChar c) {
                return c.category() == QChar::Other_Control;
            }))
            fail(path, u"must not contain control characters"_s);
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

    static bool isInteger(const QJsonValue &value)
    {
        const double number = value.toDouble();
        return value.isDouble() && std::trunc(number) == number
            && std::abs(number) <= largestExactInteger;
    }

    void checkInteger(const QJsonValue &value)
    {
        if (!isInteger(value))
            return fail(u"must be a whole number"_s);
        checkRange(value.toDouble());
    }

    void checkId(const QJsonValue &value)
    {
        require(isInteger(value) && value.toDouble() > 0,
                u"must be an id, a positive whole number"_s);
    }

    void checkTimestamp(const QJsonValue &value)
    {
        require(value.isString() && fromRfc3339(value.toString()).isValid(),
                u"must be a time like 2026-01-31T12:00:00Z"_s);
    }

    void checkTexts(const QJsonValue &value)
    {
        if (!value.isArray())
            return fail(u"must be a list of texts"_s);
        const QJsonArray items = value.toArray();
        if (m_field.maximumItems > 0 && items.size() > m_field.maximumItems)
            return fail(u"must have at most %1 items"_s.arg(m_field.maximumItems));
        for (qsizetype i = 0; i < items.size(); ++i)
            checkText(items[i], u"%1[%2]"_s.arg(m_path).arg(i));
    }

    void checkFormat(const QJsonValue &value)
    {
        const bool known = value.toString() == "text"_L1 || value.toString() == "json"_L1;
        require(known || value.isObject(), u"must be \"text\", \"json\" or a JSON schema object"_s);
    }

    void checkThink(const QJsonValue &value)
    {
        static const QStringList levels { u"low"_s, u"medium"_s, u"high"_s, u"max"_s };
        require(value.isBool() || levels.contains(value.toString()),
                u"must be true, false, low, medium, high or max"_s);
    }

    void checkKeepAlive(const QJsonValue &value)
    {
        static const QRegularExpression duration(uR"(^-?(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$)"_s);
        const bool right = value.isDouble()
            || (value.isString() && value.toString().size() <= 64
                && duration.match(value.toString()).hasMatch());
        require(right, u"must be seconds or a duration like \"5m\""_s);
    }

    void checkImages(const QJsonValue &value)
    {
        if (!value.isArray())
            return fail(u"must be a list of base64 texts"_s);
        const QJsonArray items = value.toArray();
        if (m_field.maximumItems > 0 && items.size() > m_field.maximumItems)
            return fail(u"must have at most %1 items"_s.arg(m_field.maximumItems));
        for (qsizetype i = 0; i < items.size(); ++i) {
            const auto decoded = QByteArray::fromBase64Encoding(
                items[i].toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
            if (!items[i].isString()
                || decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok
                || decoded.decoded.isEmpty())
                fail(u"%1[%2]"_s.arg(m_path).arg(i), u"must be base64"_s);
        }
    }

    void checkDocuments(const QJsonValue &value)
    {
        if (!value.isArray())
            return fail(u"must be a list of documents"_s);
        const QJsonArray items = value.toArray();
        if (m_field.maximumItems > 0 && items.size() > m_field.maximumItems)
            return fail(u"must have at most %1 items"_s.arg(m_field.maximumItems));
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QJsonObject item = items[i].toObject();
            const QString title = item.value("name"_L1).toString();
            if (item.size() != 2 || !item.value("text"_L1).isString() || title.isEmpty()
                || title.size() > 200)
                fail(u"%1[%2]"_s.arg(m_path).arg(i), u"must be {\"name\": text, \"text\": text}"_s);
        }
    }

    void checkOptions(const QJsonValue &value)
    {
        if (!value.isObject())
            return fail(u"must be an object"_s);
        const QJsonObject object = value.toObject();
        const QList<Field> fields = parameterFields();
        for (auto member = object.begin(); member != object.end(); ++member) {
            const QString path = m_path + u'.' + member.key();
            const auto known
                = std::find_if(fields.begin(), fields.end(), [&member](const Field &field) {
                      return field.name == member.key();
                  });
            if (known == fields.end())
                fail(path, u"is not a parameter"_s);
            else
                FieldCheck(path, *known, m_errors).check(member.value());
        }
    }

    QString m_path;
    const Field &m_field;
    QList<FieldError> &m_errors;
};

const Field *findField(const QList<Field> &fields, const QString &name)
{
    const auto it = std::find_if(fields.begin(), fields.end(),
                                 [&name](const Field &field) { return field.name == name; });
    return it == fields.end() ? nullptr : &*it;
}

Error fieldsError(ErrorCode code, const QList<FieldError> &fields)
{
    Error error = makeError(code);
    error.fields = fields;
    return error;
}

/// A query parameter as the JSON value that it stands for.
QJsonValue queryValue(const QString &text, FieldType type)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    switch (type) {
    case FieldType::Integer:
    case FieldType::Id:
        return ok && !text.startsWith(u'+') ? QJsonValue(number) : QJsonValue(text);
    case FieldType::Boolean:
        if (text == "true"_L1 || text == "false"_L1)
            return text == "true"_L1;
        return text;
    default:
        return text;
    }
}

bool isWellEncoded(QByteArrayView text)
{
    static constexpr QByteArrayView digits = "0123456789abcdefABCDEF";
    for (qsizetype i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
        if (i + 2 >= text.size() || !digits.contains(text[i + 1]) || !digits.contains(text[i + 2]))
            return false;
    }
    return true;
}

} // namespace

qint64 idFromText(QStringView text)
{
    if (text.isEmpty() || text.size() > 18
        || !std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return 0;
    return text.toLongLong();
}

Result<QueryValues> parseQuery(const QByteArray &query)
{
    QueryValues values;
    for (QByteArray part : query.split('&')) {
        if (part.isEmpty())
            continue;
        if (!isWellEncoded(part))
            return makeError(ErrorCode::BadRequest, u"broken percent-encoding in the query"_s);
        part.replace('+', ' ');
        const qsizetype equals = part.indexOf('=');
        const QByteArray nameBytes
            = QByteArray::fromPercentEncoding(part.left(equals < 0 ? part.size() : equals));
        const QByteArray valueBytes
            = equals < 0 ? QByteArray() : QByteArray::fromPercentEncoding(part.mid(equals + 1));
        const QString name = QString::fromUtf8(nameBytes);
        const QString value = QString::fromUtf8(valueBytes);
        if (name.toUtf8() != nameBytes || value.toUtf8() != valueBytes)
            return makeError(ErrorCode::BadRequest, u"the query is not valid UTF-8"_s);
        if (values.contains(name))
            return invalidField(name, u"is given twice"_s);
        if (value.contains(QChar(u'\0')))
            return invalidField(name, u"must not contain NUL characters"_s);
        values.insert(name, value);
    }
    return values;
}

std::optional<Error> checkQuery(const QueryValues &values, const QList<Field> &fields)
{
    QList<FieldError> errors;
    for (const Field &field : fields) {
        if (values.contains(field.name))
            FieldCheck(field.name, field, errors)
                .check(queryValue(values.value(field.name), field.type));
        else if (field.presence == Presence::Required)
            errors.append({ field.name, u"is required"_s });
    }
    if (errors.isEmpty())
        return std::nullopt;
    return fieldsError(ErrorCode::InvalidField, errors);
}

std::optional<Error> checkMediaType(const HttpRequest &request)
{
    if (request.contentLength == 0)
        return std::nullopt;
    const QByteArray coding = request.header("Content-Encoding").toLower();
    const QList<QByteArray> types = request.headerValues("Content-Type");
    const QByteArray type = types.value(0).split(';').first().trimmed().toLower();
    if (types.size() != 1 || type != "application/json"
        || (!coding.isEmpty() && coding != "identity"))
        return makeError(ErrorCode::UnsupportedMediaType);
    return std::nullopt;
}

Result<JsonObject> parseBody(const HttpRequest &request)
{
    if (auto fault = checkMediaType(request))
        return *fault;
    return parseStrictObject(request.body.isEmpty() ? QByteArray("{}") : request.body);
}

std::optional<Error> checkBody(const JsonObject &body, const QList<Field> &fields,
                               const Schema *entity, QStringList *readOnly)
{
    QList<FieldError> unknown, fixed, invalid;
    const QJsonObject &values = body.values();
    for (auto member = values.begin(); member != values.end(); ++member) {
        if (const Field *field = findField(fields, member.key()))
            FieldCheck(field->name, *field, invalid).check(member.value());
        else if (!entity || !findField(entity->fields, member.key()))
            unknown.append({ member.key(), u"is not a known field"_s });
        else if (readOnly)
            readOnly->append(member.key());
        else
            fixed.append({ member.key(), u"cannot be set"_s });
    }
    for (const Field &field : fields) {
        if (field.presence == Presence::Required && !values.contains(field.name))
            invalid.append({ field.name, u"is required"_s });
    }
    if (!unknown.isEmpty())
        return fieldsError(ErrorCode::UnknownField, unknown);
    if (!fixed.isEmpty())
        return fieldsError(ErrorCode::ReadOnly, fixed);
    if (!invalid.isEmpty())
        return fieldsError(ErrorCode::InvalidField, invalid);
    return std::nullopt;
}

std::optional<Error> checkUnchanged(const JsonObject &body, const QStringList &names,
                                    const QByteArray &storedJson)
{
    const JsonObject stored(storedJson);
    QList<FieldError> fixed;
    for (const QString &name : names) {
        if (body.value(name) != stored.value(name))
            fixed.append({ name, u"cannot be changed"_s });
    }
    if (fixed.isEmpty())
        return std::nullopt;
    return fieldsError(ErrorCode::ReadOnly, fixed);
}

} // namespace lokal::api
