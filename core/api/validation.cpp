#include "core/api/validation.h"

#include "core/api/fieldcheck.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

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
    FieldFaults faults;
    for (const Field &field : fields) {
        if (values.contains(field.name))
            checkField(field, queryValue(values.value(field.name), field.type), faults);
        else if (field.presence == Presence::Required)
            faults.invalid.append({ field.name, u"is required"_s });
    }
    if (faults.invalid.isEmpty())
        return std::nullopt;
    return fieldsError(ErrorCode::InvalidField, faults.invalid);
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
        for (auto member = values.begin();
             member != values.end() && m_faults.unknown.size() < mostFieldErrors; ++member)
            checkMember(member.key(), member.value());
        for (const Field &field : m_rules.fields) {
            if (field.presence == Presence::Required && !values.contains(field.name))
                m_faults.invalid.append({ field.name, u"is required"_s });
        }
        if (!m_faults.unknown.isEmpty())
            return fieldsError(ErrorCode::UnknownField, m_faults.unknown);
        if (!m_fixed.isEmpty())
            return fieldsError(ErrorCode::ReadOnly, m_fixed);
        if (!m_faults.invalid.isEmpty())
            return fieldsError(ErrorCode::InvalidField, m_faults.invalid);
        return std::nullopt;
    }
    const QStringList &readOnly() const { return m_readOnly; }

private:
    void checkMember(const QString &name, const QJsonValue &value)
    {
        if (const Field *field = findField(m_rules.fields, name))
            checkField(*field, value, m_faults);
        else if (!m_rules.entity || !findField(m_rules.entity->fields, name))
            m_faults.unknown.append({ name, u"is not a known field"_s });
        else if (m_rules.mayRepeatReadOnly)
            m_readOnly.append(name);
        else
            m_fixed.append({ name, u"cannot be set"_s });
    }

    const BodyRules &m_rules;
    QStringList m_readOnly;
    QList<FieldError> m_fixed;
    FieldFaults m_faults;
};

/// The pictures of a body that is right.
QList<QByteArray> decodedImages(const QJsonObject &values, const QList<Field> &fields)
{
    QList<QByteArray> images;
    for (const Field &field : fields) {
        if (field.type != FieldType::Images)
            continue;
        const QJsonArray items = values.value(field.name).toArray();
        for (const QJsonValue &item : items)
            images.append(QByteArray::fromBase64(item.toString().toLatin1()));
    }
    return images;
}

} // namespace

Result<CheckedBody> checkedBody(const QByteArray &text, const BodyRules &rules)
{
    const Result<JsonObject> body = parseStrictObject(text.isEmpty() ? QByteArray("{}") : text);
    if (!body)
        return body.error();
    BodyCheck check(rules);
    if (auto fault = check.check(body->values()))
        return *fault;
    CheckedBody checked {
        *body, check.readOnly(), decodedImages(body->values(), rules.fields), {}
    };
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
