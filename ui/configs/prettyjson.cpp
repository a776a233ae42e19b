#include "ui/configs/prettyjson.h"

namespace lokal::ui {
namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

qsizetype stringEnd(const QByteArray &json, qsizetype start)
{
    qsizetype at = start + 1;
    while (at < json.size() && json[at] != '"')
        at += json[at] == '\\' ? 2 : 1;
    return qMin(at + 1, json.size());
}

char nextInk(const QByteArray &json, qsizetype at)
{
    while (at < json.size() && isSpace(json[at]))
        ++at;
    return at < json.size() ? json[at] : '\0';
}

} // namespace

QByteArray prettyJson(const QByteArray &json)
{
    QByteArray out;
    int depth = 0;
    const auto newLine = [&] { out += '\n' + QByteArray(2 * qsizetype(depth), ' '); };
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"') {
            const qsizetype end = stringEnd(json, i);
            out += json.mid(i, end - i);
            i = end - 1;
        } else if (c == '{' || c == '[') {
            out += c;
            const char next = nextInk(json, i + 1);
            if (next == '}' || next == ']')
                continue;
            ++depth;
            newLine();
        } else if (c == '}' || c == ']') {
            if (!out.endsWith('{') && !out.endsWith('[')) {
                depth = qMax(0, depth - 1);
                newLine();
            }
            out += c;
        } else if (c == ',') {
            out += c;
            newLine();
        } else if (c == ':') {
            out += ": ";
        } else if (!isSpace(c)) {
            out += c;
        }
    }
    return out;
}

} // namespace lokal::ui
