#pragma once

#include "core/demo/demoscript.h"

#include <QJsonArray>
#include <QJsonObject>

namespace lokal::demo {

/// A tool call that the demo model makes.
struct DemoToolCall
{
    QString name;
    QJsonObject arguments;
};

/// What the demo model answers to a request.
struct DemoReply
{
    QStringList thinking;
    QStringList text;
    QList<DemoToolCall> toolCalls;
    QString doneReason = QStringLiteral("stop");
};

/// Answers with Markdown that shows what the window can do; plainly labelled "no AI".
/// @param messages of /api/chat, oldest first
/// @param request the whole body: format, tools, think and options are honoured; without `think` it
/// thinks, and num_predict counts thinking, too, as with a real thinking model
DemoReply replyTo(const QJsonArray &messages, const QJsonObject &request);

/// The text of the last user message.
QString lastUserText(const QJsonArray &messages);

/// A stable vector of unit length made from the words of a text: equal texts have equal vectors,
/// texts with common words are near each other.
QList<double> embed(const QString &text, int dimensions);

} // namespace lokal::demo
