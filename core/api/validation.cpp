#include "core/api/validation.h"

#include "core/api/schemas.h"
#include "core/common/clock.h"
#include "core/common/names.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

constexpr double largestExactInteger = 9007199254740991.0;
constexpr qsizetype mostErrors = 20; // nobody reads more, and a body can hold a million of them

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
    FieldCheck(QString path, const Field &field, QList<FieldError> &errors)
        : m_path(std::move(path))
        , m_field(field)
        , m_errors(errors)
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
            m_errors.append({ path, message });
    }
    bool isFull() const { return m_errors.size() >= mostErrors; }
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
        FieldCheck(m_path, bounded, m_errors).checkRange(value.toDouble());
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
            if (item.size() != 2 || !item.value("text"_L1).isString()
                || !item.value("name"_L1).isString())
                fail(itemPath(i), u"must be {\"name\": text, \"text\": text}"_s);
        }
    }

    /// Only the names: the parameters are judged by those who read them.
    void checkOptions(const QJsonValue &value)
    {
        if (!value.isObject())
            return fail(u"must be an object"_s);
        const QJsonObject object = value.toObject();
        const QList<Field> fields = parameterFields();
        for (auto member = object.begin(); member != object.end() && !isFull(); ++member) {
            const bool isKnown
                = std::any_of(fields.begin(), fields.end(),
                              [&member](const Field &field) { return field.name == member.key(); });
            if (!isKnown)
                fail(m_path + u'.' + member.key(), u"is not a parameter"_s);
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

/// A query parameter as the JSON value that it stands for; the text itself when it cannot be one.
QJsonValue queryValue(const QString &text, FieldType type)
{
    static const QRegularExpression wholeNumber(u"\\A-?[0-9]{1,300}\\z"_s);
    switch (type) {
    case FieldType::Integer:
    case FieldType::Id:
        return wholeNumber.match(text).hasMatch() ? QJsonValue(text.toDouble()) : QJsonValue(text);
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

namespace {

/// Sorts the members of a body by what is wrong with them.
class BodyCheck
{
public:
    explicit BodyCheck(const BodyRules &rules)
        : m_rules(rules)
    {
    }

    std::optional<Error> check(const QJsonObject &values)
    {
        for (auto member = values.begin(); member != values.end() && m_unknown.size() < mostErrors;
             ++member)
            checkMember(member.key(), member.value());
        for (const Field &field : m_rules.fields) {
            if (field.presence == Presence::Required && !values.contains(field.name))
                m_invalid.append({ field.name, u"is required"_s });
        }
        if (!m_unknown.isEmpty())
            return fieldsError(ErrorCode::UnknownField, m_unknown);
        if (!m_fixed.isEmpty())
            return fieldsError(ErrorCode::ReadOnly, m_fixed);
        if (!m_invalid.isEmpty())
            return fieldsError(ErrorCode::InvalidField, m_invalid);
        return std::nullopt;
    }
    const QStringList &readOnly() const { return m_readOnly; }

private:
    void checkMember(const QString &name, const QJsonValue &value)
    {
        if (const Field *field = findField(m_rules.fields, name))
            FieldCheck(name, *field, m_invalid).check(value);
        else if (!m_rules.entity || !findField(m_rules.entity->fields, name))
            m_unknown.append({ name, u"is not a known field"_s });
        else if (m_rules.mayRepeatReadOnly)
            m_readOnly.append(name);
        else
            m_fixed.append({ name, u"cannot be set"_s });
    }

    const BodyRules &m_rules;
    QStringList m_readOnly;
    QList<FieldError> m_unknown, m_fixed, m_invalid;
};

} // namespace

Result<CheckedBody> checkedBody(const QByteArray &text, const BodyRules &rules)
{
    const Result<JsonObject> body = parseStrictObject(text.isEmpty() ? QByteArray("{}") : text);
    if (!body)
        return body.error();
    BodyCheck check(rules);
    if (auto fault = check.check(body->values()))
        return *fault;
    CheckedBody checked { *body, check.readOnly(), {} };
    if (!rules.fingerprintOf.isEmpty()) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(rules.fingerprintOf);
        hash.addData(QByteArrayView("\n"));
        hash.addData(text);
        checked.fingerprint = hash.result();
    }
    return checked;
}

std::optional<Error> checkUnchanged(const JsonObject &body, const QStringList &names,
                                    const QByteArray &storedJson)
{
    if (names.isEmpty())
        return std::nullopt;
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
