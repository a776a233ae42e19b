#include "core/demo/demoreply.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lokal::demo {
namespace {

QString tour()
{
    return uR"(This answer comes from the **demo engine**: no AI, a prepared text that shows what the window can do.

## Text

Paragraphs with *emphasis*, **strong words**, ~~corrections~~, `inline code` and a [link](https://ollama.com).

1. Answers are saved while they stream.
2. Stop really stops the engine.
3. Nothing is overwritten by *edit* or *regenerate*.

- [x] write a message
- [ ] connect a real Ollama
  - install it, start it, pull a model

> Quotes keep their own colour, and a bar on the left.

## Code

```cpp
#include <iostream>

// Prints the first squares.
int main()
{
    for (int i = 1; i <= 5; ++i)
        std::cout << i * i << '\n';
}
```

```python
def greet(name: str) -> str:
    """Says hello."""
    return f"Hello, {name}!"
```

## A table

| Model | Size | Good for |
|:------|-----:|:---------|
| small | 1 GB | quick questions |
| medium | 5 GB | daily work |
| large | 20 GB | hard problems |

Ask for a *story*, *code*, a *table* or a *long* answer to see other texts.
)"_s;
}

QString story()
{
    return uR"(*(Demo engine, no AI.)*

The lighthouse keeper had stopped counting the ships years ago. They came with the dusk, small lights on a dark line, and they went with the morning, and each of them believed that the lamp burned for her alone.

One evening a boat came so close that he could read her name. **Patience**, it said, in letters that had been painted twice. He took the lantern down to the rocks and waited, because waiting was what he did best.
)"_s;
}

QString code()
{
    return uR"(*(Demo engine, no AI.)* A function that finds the median without sorting everything:

```python
from statistics import median_low

def running_median(values):
    """Yields the median after each value."""
    seen = []
    for value in values:
        seen.append(value)
        yield median_low(seen)
```

- It keeps every value: `O(n)` memory.
- For long streams use two heaps instead.
)"_s;
}

QString table()
{
    return uR"(*(Demo engine, no AI.)*

| City | Country | People | On the sea |
|:-----|:--------|-------:|:----------:|
| Porto | Portugal | 231,800 | yes |
| Lyon | France | 522,200 | no |
| Gdańsk | Poland | 486,300 | yes |
| Graz | Austria | 303,300 | no |
)"_s;
}

QString longText()
{
    QString text
        = u"*(Demo engine, no AI.)* A long answer, so that there is something to scroll and to stop.\n\n"_s;
    for (int chapter = 1; chapter <= 40; ++chapter) {
        text += u"### Part %1\n\nThis is paragraph number %1. It has a few sentences, so that "
                u"lines break and the view has "
                "something to lay out. Scroll up while it grows: the text stays where you read it. "
                "Press Stop at any time: "
                "what came is kept.\n\n"_s.arg(chapter);
    }
    return text;
}

QString proseFor(const QString &question)
{
    static const QRegularExpression greeting(
        u"^\\s*(hi|hello|hey|hallo|good (morning|evening|day))\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto mentions
        = [&](QLatin1StringView word) { return question.contains(word, Qt::CaseInsensitive); };
    if (mentions("long"_L1))
        return longText();
    if (mentions("story"_L1))
        return story();
    if (mentions("table"_L1))
        return table();
    if (mentions("code"_L1) || mentions("python"_L1) || mentions("function"_L1))
        return code();
    if (greeting.match(question).hasMatch())
        return u"Hello! I am the demo engine: **no AI**, only prepared texts. Ask me for a tour, a story, code, a table or a long answer."_s;
    return tour();
}

QJsonValue exampleFor(const QJsonObject &schema, int depth);

QJsonObject exampleObject(const QJsonObject &schema, int depth)
{
    QJsonObject object;
    const QJsonObject properties = schema[u"properties"_s].toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        object.insert(it.key(), exampleFor(it.value().toObject(), depth + 1));
    return object;
}

// The smallest value that fits the usual keywords of a JSON schema.
QJsonValue exampleFor(const QJsonObject &schema, int depth)
{
    if (depth > 8)
        return QJsonValue::Null;
    if (!schema[u"enum"_s].toArray().isEmpty())
        return schema[u"enum"_s].toArray().first();
    const QString type = schema[u"type"_s].isArray()
        ? schema[u"type"_s].toArray().first().toString()
        : schema[u"type"_s].toString();
    if (type == "object"_L1)
        return exampleObject(schema, depth);
    if (type == "array"_L1)
        return QJsonArray { exampleFor(schema[u"items"_s].toObject(), depth + 1) };
    if (type == "integer"_L1 || type == "number"_L1)
        return schema[u"minimum"_s].toDouble(1);
    if (type == "boolean"_L1)
        return true;
    if (type == "null"_L1)
        return QJsonValue::Null;
    return u"demo"_s;
}

DemoReply toolReply(const QJsonArray &tools)
{
    const QJsonObject function = tools.first().toObject()[u"function"_s].toObject();
    DemoReply reply;
    reply.toolCalls.append(
        { function[u"name"_s].toString(), exampleObject(function[u"parameters"_s].toObject(), 0) });
    return reply;
}

} // namespace

QString lastUserText(const QJsonArray &messages)
{
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        const QJsonObject message = messages[i].toObject();
        if (message[u"role"_s].toString() == "user"_L1)
            return message[u"content"_s].toString();
    }
    return {};
}

DemoReply replyTo(const QJsonArray &messages, const QJsonObject &request)
{
    const QJsonArray tools = request[u"tools"_s].toArray();
    const bool answersTool
        = !messages.isEmpty() && messages.last()[u"role"_s].toString() == "tool"_L1;
    if (!tools.isEmpty() && !answersTool)
        return toolReply(tools);

    DemoReply reply;
    const QJsonValue format = request[u"format"_s];
    QString text;
    if (format.isObject())
        text = QString::fromUtf8(
            QJsonDocument(exampleObject(format.toObject(), 0)).toJson(QJsonDocument::Compact));
    else if (format.toString() == "json"_L1)
        text = u"{\"engine\": \"demo\", \"ai\": false}"_s;
    else
        text = proseFor(lastUserText(messages));
    if (request[u"think"_s].toBool(true)) // thinking models think unless they are told not to
        reply.thinking = tokenPieces(
            u"The question is short. There is no model here, so I pick the prepared text that fits its words best, and show how thinking looks."_s);
    reply.text = tokenPieces(text);

    const int limit = request[u"options"_s].toObject()[u"num_predict"_s].toInt(-1);
    if (limit > 0 && limit < reply.thinking.size() + reply.text.size()) {
        reply.thinking = reply.thinking.first(std::min<qsizetype>(limit, reply.thinking.size()));
        reply.text = reply.text.first(limit - reply.thinking.size());
        reply.doneReason = u"length"_s;
    }
    return reply;
}

QList<double> embed(const QString &text, int dimensions)
{
    QList<double> vector(dimensions, 0.0);
    static const QRegularExpression notWord(u"\\W+"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    const QStringList words = text.toLower().split(notWord, Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QByteArray hash = QCryptographicHash::hash(word.toUtf8(), QCryptographicHash::Sha256);
        for (int i = 0; i < dimensions; ++i)
            vector[i] += (static_cast<unsigned char>(hash[i % hash.size()]) / 127.5 - 1.0);
    }
    double length = 0;
    for (const double value : std::as_const(vector))
        length += value * value;
    if (length <= 0) {
        vector[0] = 1.0;
        return vector;
    }
    for (double &value : vector)
        value /= std::sqrt(length);
    return vector;
}

} // namespace lokal::demo
