#pragma once

#include "core/accounts/accounts.h"
#include "core/api/httprequest.h"
#include "core/api/jsonwriter.h"
#include "core/chat/chatmessage.h"
#include "core/chat/chatsession.h"
#include "core/common/page.h"
#include "core/configs/modelconfig.h"
#include "core/models/model.h"

namespace lokal::api {

// Entities as JSON; every field always present (product contract §4).

void writeUser(JsonWriter &json, const User &user);
void writeKey(JsonWriter &json, const ApiKey &key);
void writeConfig(JsonWriter &json, const ModelConfig &config);
void writeSession(JsonWriter &json, const ChatSession &session);
void writeMessage(JsonWriter &json, const ChatMessage &message);
void writeUsage(JsonWriter &json, const std::optional<Usage> &usage);
/// @param engines addresses, for administrators; nullopt for everybody else.
void writeModel(JsonWriter &json, const Model &model, const std::optional<QStringList> &engines);

/// What a function as above writes.
template <typename Write, typename T> QByteArray textOf(Write write, const T &value)
{
    JsonWriter json;
    write(json, value);
    return json.take();
}

QByteArray userJson(const User &user);
QByteArray registeredJson(const RegisteredUser &registered);
QByteArray loginJson(const LoginResult &login);
QByteArray createdKeyJson(const CreatedApiKey &created);
QByteArray configJson(const ModelConfig &config);
QByteArray sessionJson(const ChatSession &session);
QByteArray messageJson(const ChatMessage &message);

QByteArray pageEnd(qint64 total, int limit, qint64 offset);

/// `{"items": […], "total": n, "limit": l, "offset": o}`, cut behind the last item.
struct PageText
{
    QByteArray begin, end;
};
template <typename T, typename Write> PageText pageText(const Page<T> &page, Write write)
{
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const T &item : page.items)
        write(json, item);
    return { json.take(), pageEnd(page.total, page.limit, page.offset) };
}
template <typename T, typename Write> QByteArray pageJson(const Page<T> &page, Write write)
{
    const PageText text = pageText(page, write);
    return text.begin + text.end;
}

/// A part of a list that is whole in memory.
template <typename T> Page<T> pageOf(const QList<T> &all, const PageRequest &wanted)
{
    const qsizetype begin = qsizetype(qMin<qint64>(wanted.offset, all.size()));
    return { all.mid(begin, wanted.limit), all.size(), wanted.limit, wanted.offset };
}

HttpHeader eTag(qint64 revision);
/// 0 for a tag that is not one of ours.
qint64 revisionFromETag(const QByteArray &tag);

} // namespace lokal::api
