#include "core/api/description.h"
#include "core/api/problem.h"
#include "core/api/schemas.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

QString anchorOf(const QString &text)
{
    QString anchor;
    for (const QChar c : text.toLower())
        anchor += c.isLetterOrNumber() ? c : QChar(u'-');
    return anchor;
}

/// The path as people read it; the table's "{name+}" takes the rest of a path.
QString pathOf(const Route &route)
{
    return QString(route.path).replace("+}"_L1, "}"_L1);
}

QString anchorOf(const Route &route)
{
    return anchorOf(QString::fromLatin1(route.method) + pathOf(route));
}

QString schemaLink(const QString &name)
{
    return u"<a href=\"#schema-%1\">%2</a>"_s.arg(anchorOf(name), escaped(name));
}

QString rightsText(const Route &route)
{
    if (route.access == Access::Open)
        return u"no credential needed"_s;
    if (route.access == Access::LoginOnly)
        return u"a login; no API key"_s;
    return u"a login, or a key with "_s + scopeNames(route.scopes | Scope::All).join(u" / "_s);
}

QString typeName(const Field &field)
{
    // clang-format off
    switch (field.type) {
    case FieldType::Text: return u"text"_s;
    case FieldType::Boolean: return u"true or false"_s;
    case FieldType::Integer: return u"whole number"_s;
    case FieldType::Number: return u"number"_s;
    case FieldType::Id: return u"id"_s;
    case FieldType::Timestamp: return u"time"_s;
    case FieldType::TextList: return u"list of texts"_s;
    case FieldType::IdList: return u"list of ids"_s;
    case FieldType::Object: return field.schema.isEmpty() ? u"object"_s : schemaLink(field.schema);
    case FieldType::List:
        return field.schema.isEmpty() ? u"list of objects"_s : u"list of "_s + schemaLink(field.schema);
    case FieldType::Format: return u"\"text\", \"json\" or a JSON schema"_s;
    case FieldType::Think: return u"true, false, low, medium, high or max"_s;
    case FieldType::KeepAlive: return u"seconds, or a duration like \"5m\""_s;
    case FieldType::Images: return u"list of base64 texts"_s;
    case FieldType::Documents: return u"list of {name, text}"_s;
    case FieldType::Options: return schemaLink(u"Options"_s);
    }
    // clang-format on
    return {};
}

QString number(double value)
{
    return QString::number(value, 'g', 16);
}

QString boundsText(const Field &field)
{
    const QString unit = field.type == FieldType::Text || field.type == FieldType::TextList
        ? u" characters"_s
        : QString();
    QString text;
    if (field.minimum && field.maximum)
        text = u", "_s + number(*field.minimum) + u" to "_s + number(*field.maximum) + unit;
    else if (field.minimum)
        text = u", from "_s + number(*field.minimum) + unit;
    if (field.maximumItems > 0)
        text += u", at most %1"_s.arg(field.maximumItems);
    return text;
}

QString typeText(const Field &field)
{
    QString text = field.oneOf.isEmpty() || field.oneOf.size() > 10 ? typeName(field) : QString();
    if (text.isEmpty())
        text = u"<code>"_s + field.oneOf.join(u"</code> <code>"_s) + u"</code>"_s;
    text += boundsText(field);
    return field.nullable == Nullable::Yes ? text + u", or null"_s : text;
}

QString fieldRows(const QList<Field> &fields, const QString &place)
{
    QString html;
    for (const Field &field : fields) {
        const bool isNeeded = field.presence == Presence::Required;
        html += u"<tr><td><code>"_s + escaped(field.name) + u"</code>"_s
            + (isNeeded ? u"<b title=\"required\">*</b>"_s : QString()) + u"</td>"_s
            + (place.isEmpty() ? QString() : u"<td>"_s + place + u"</td>"_s) + u"<td>"_s
            + typeText(field) + u"</td><td>"_s + escaped(field.summary) + u"</td></tr>\n"_s;
    }
    return html;
}

QString fieldTable(const QString &rows, const QStringList &headings)
{
    return u"<table><thead><tr><th>"_s + headings.join(u"</th><th>"_s)
        + u"</th></tr></thead><tbody>\n"_s + rows + u"</tbody></table>\n"_s;
}

/// A value for the example of a field.
QJsonValue sampleOf(const Field &field)
{
    if (!field.oneOf.isEmpty())
        return field.type == FieldType::TextList ? QJsonValue(QJsonArray { field.oneOf.first() })
                                                 : QJsonValue(field.oneOf.first());
    if (field.type == FieldType::Id)
        return 1;
    static const QHash<QString, QString> texts {
        { u"username"_s, u"anna"_s },          { u"password"_s, u"correct horse battery"_s },
        { u"content"_s, u"Hello!"_s },         { u"name"_s, u"my first"_s },
        { u"model_name"_s, u"llama3.2:3b"_s },
    };
    return texts.value(field.name, u"..."_s);
}

QString curlText(const Route &route)
{
    QString path = pathOf(route);
    path.replace("{model_name}"_L1, "llama3.2:3b"_L1);
    while (path.contains(u'{'))
        path.replace(path.indexOf(u'{'), path.indexOf(u'}') - path.indexOf(u'{') + 1, u"1"_s);
    QJsonObject body;
    for (const Field &field : route.body) {
        if (field.presence == Presence::Required)
            body.insert(field.name, sampleOf(field));
    }
    const bool streams = route.answer == Answer::AnswerOrStream || route.answer == Answer::Stream;
    if (body.isEmpty() && route.method == "PUT" && !route.body.isEmpty())
        body.insert(route.body.first().name, sampleOf(route.body.first()));
    QString text = streams ? u"curl -N"_s : u"curl"_s;
    if (route.method != "GET")
        text += u" -X "_s + QString::fromLatin1(route.method);
    text += u" $LOKAL"_s + path;
    if (route.access != Access::Open)
        text += u" \\\n  -H \"Authorization: Bearer $KEY\""_s;
    if (!body.isEmpty())
        text += u" \\\n  -H \"Content-Type: application/json\" \\\n  -d '"_s
            + QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)) + u'\'';
    return text;
}

QString answerText(const Route &route)
{
    const QString object = route.response ? schemaLink(route.response->name) : QString();
    const QString stream = u"<b>200</b> an <a href=\"#events\">event stream</a>"_s;
    // clang-format off
    switch (route.answer) {
    case Answer::Nothing: return u"<b>204</b> nothing"_s;
    case Answer::Object: return u"<b>%1</b> "_s.arg(route.status) + object;
    case Answer::List: return u"<b>200</b> a <a href=\"#lists\">list</a> of "_s + object;
    case Answer::AnswerOrStream: return stream + u"; with <code>\"stream\": false</code> <b>201</b> "_s + object;
    case Answer::EditOrStream:
        return u"<b>201</b> "_s + object + u"; with <code>\"run\": true</code> "_s + stream
            + u" or <b>201</b> "_s + schemaLink(answerSchema().name);
    case Answer::Stream: return stream + u"; <b>204</b> when nothing is running"_s;
    case Answer::Bytes: return u"<b>200</b> the bytes, as a download"_s;
    case Answer::Page: return u"<b>200</b> "_s + QString::fromLatin1(route.pageType);
    }
    // clang-format on
    return {};
}

QString routeHtml(const Route &route)
{
    const QString method = QString::fromLatin1(route.method);
    QString html = u"<section class=\"route\" id=\""_s + anchorOf(route)
        + u"\">\n<h3><span class=\"method "_s + method.toLower() + u"\">"_s + method
        + u"</span> <code>"_s + escaped(pathOf(route)) + u"</code></h3>\n<p>"_s
        + escaped(route.summary) + u"</p>\n<p class=\"rights\">Needs "_s
        + escaped(rightsText(route)) + u".</p>\n"_s;
    const QString rows = fieldRows(route.query, u"query"_s) + fieldRows(route.body, u"body"_s);
    if (!rows.isEmpty())
        html += fieldTable(rows, { u"name"_s, u"in"_s, u"value"_s, u""_s });
    html += u"<p>Answer: "_s + answerText(route) + u"</p>\n"_s;
    return html + u"<pre><code>"_s + escaped(curlText(route)) + u"</code></pre>\n</section>\n"_s;
}

QString sectionHtml(const QString &title, const QString &body, const QString &kind = {})
{
    return u"<section class=\""_s + kind + u"\" id=\""_s + anchorOf(title) + u"\">\n<h2>"_s
        + escaped(title) + u"</h2>\n"_s + body + u"</section>\n"_s;
}

QString routesHtml(const QList<Route> &routes)
{
    QString html, area, body;
    for (const Route &route : routes) {
        if (route.area != area && !body.isEmpty())
            html += sectionHtml(area, std::exchange(body, {}), u"area"_s);
        area = route.area;
        body += routeHtml(route);
    }
    return html + sectionHtml(area, body, u"area"_s);
}

QString eventsHtml()
{
    QString rows;
    for (const StreamEvent &event : streamEvents())
        rows += u"<tr><td><code>"_s + event.name + u"</code></td><td>"_s
            + schemaLink(event.data.name) + u"</td><td>"_s + escaped(event.data.summary)
            + u"</td></tr>\n"_s;
    return fieldTable(rows, { u"event"_s, u"data"_s, u""_s });
}

QString errorsHtml()
{
    QString rows;
    for (const QString &name : problemCodes()) {
        const ErrorCode code = codeFromName(name);
        rows += u"<tr><td>%1</td><td><code>%2</code></td><td>%3</td></tr>\n"_s.arg(
            QString::number(httpStatus(code)), name, escaped(problemTitle(code)));
    }
    return fieldTable(rows, { u"status"_s, u"code"_s, u""_s });
}

QString schemaHtml(const Schema &schema)
{
    return u"<section class=\"schema\" id=\"schema-"_s + anchorOf(schema.name) + u"\">\n<h3>"_s
        + escaped(schema.name) + u"</h3>\n<p>"_s + escaped(schema.summary) + u"</p>\n"_s
        + fieldTable(fieldRows(schema.fields, {}), { u"field"_s, u"value"_s, u""_s })
        + u"</section>\n"_s;
}

QString schemasHtml()
{
    QString html;
    for (const Schema *schema : allSchemas())
        html += schemaHtml(*schema);
    return html
        + schemaHtml({ u"Options"_s,
                       u"Parameters of one answer, put over those of its session and "
                       "its configuration."_s,
                       parameterFields() });
}

/// The table of contents: areas with their routes.
QString contentsHtml(const QList<Route> &routes)
{
    QString html, area;
    for (const Route &route : routes) {
        if (route.area != area) {
            html += (area.isEmpty() ? u""_s : u"</ul></li>\n"_s) + u"<li><a href=\"#"_s
                + anchorOf(route.area) + u"\">"_s + escaped(route.area) + u"</a><ul>\n"_s;
            area = route.area;
        }
        html += u"<li><a href=\"#"_s + anchorOf(route) + u"\"><span>"_s
            + QString::fromLatin1(route.method) + u"</span> "_s + escaped(pathOf(route))
            + u"</a></li>\n"_s;
    }
    return html + u"</ul></li>\n"_s;
}

} // namespace

QByteArray docsPage(const QList<Route> &routes)
{
    QFile file(u":/lokal/api/docs.html"_s);
    QString html = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    html.replace("<!-- contents -->"_L1, contentsHtml(routes));
    html.replace("<!-- routes -->"_L1, routesHtml(routes));
    html.replace("<!-- events -->"_L1, eventsHtml());
    html.replace("<!-- errors -->"_L1, errorsHtml());
    html.replace("<!-- schemas -->"_L1, schemasHtml());
    return html.toUtf8();
}

} // namespace lokal::api
