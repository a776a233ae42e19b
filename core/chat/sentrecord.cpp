#include "core/chat/sentrecord.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr char firstMessageKey[] = R"("first_message_id":)";

} // namespace

QByteArray SentRecord::toJson() const
{
    QByteArray extra;
    if (continuedLength > 0)
        extra += R"(,"continued":true,"continued_length":)" + QByteArray::number(continuedLength);
    if (context.droppedTurns > 0)
        extra += R"(,"context":{"dropped_turns":)" + QByteArray::number(context.droppedTurns) + ','
            + firstMessageKey + QByteArray::number(context.firstMessage.value)
            + R"(,"used_estimate":)" + QByteArray::number(context.usedEstimate) + '}';
    // As text: the keys of a schema in there stand in the order in which they came.
    return parameters.isEmpty() || extra.isEmpty() ? parameters
                                                   : parameters.chopped(1) + extra + '}';
}

QByteArray sentInCopy(const QByteArray &sent, const std::function<MessageId(MessageId)> &copyOf)
{
    // Most records have none; and a schema may speak of such a key, too, but ours comes last.
    const qsizetype at = sent.lastIndexOf(firstMessageKey);
    if (at < 0)
        return sent;
    const QJsonObject context = QJsonDocument::fromJson(sent).object()["context"_L1].toObject();
    const MessageId original { context["first_message_id"_L1].toInteger() };
    const MessageId copy = copyOf(original);
    if (!original.isValid() || !copy.isValid())
        return sent;
    const qsizetype number = at + qsizetype(sizeof firstMessageKey) - 1;
    return sent.first(number) + QByteArray::number(copy.value)
        + sent.sliced(number + QByteArray::number(original.value).size());
}

} // namespace lokal
