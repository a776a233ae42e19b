#include "tests/ui/transcript/sampletranscript.h"

using namespace Qt::StringLiterals;

namespace lokal::ui::sample {
namespace {

using Role = TranscriptMessage::Role;
using State = TranscriptMessage::State;

constexpr auto answerText
    = R"(Split the answer into **blocks** and only touch the last one. Parsing is cheap; *layout* is what costs. Three rules keep the frame time flat:

1. Coalesce tokens with a `16 ms` timer instead of updating on each one.
2. Re-parse with md4c and keep the common prefix of blocks.
3. Lay out only what changed, paint only what is visible.

```cpp
void Transcript::flush() {
    auto blocks = parse(m_source);            // ~10 us per kB
    const auto keep = commonPrefix(m_blocks, blocks);
    m_blocks.replaceFrom(keep, std::move(blocks));
    for (size_t i = keep; i < m_blocks.size(); ++i)
        m_blocks[i].layout(m_width);          // usually one block
    updateHeights(keep);
}
```

## Cost per frame

| Answer size | setMarkdown | Blocks |
|:--|--:|--:|
| 1k characters | 5 ms | **0.2 ms** |
| 10k characters | 115 ms | **0.3 ms** |
| 100k characters | 1.1 s | **1.9 ms** |

> The height of a message is $H = \sum_{i=1}^n h_i + g(n-1)$, so a prefix sum is enough to find the visible range.

- [x] Selection across blocks
- [ ] Screen reader tree, see [QAccessible](https://doc.qt.io/qt-6/qaccessible.html)
)";

TranscriptMessage make(qint64 id, Role role, const QByteArray &text)
{
    TranscriptMessage message;
    message.id = id;
    message.role = role;
    message.source = text;
    return message;
}

} // namespace

QVector<TranscriptMessage> chat()
{
    TranscriptMessage answer = make(2, Role::Assistant, answerText);
    answer.thinking = "The user wants something brief. Compare reparse cost with layout cost, then "
                      "show the flush loop.";
    answer.thinkingSeconds = 6;
    answer.meta = u"qwen3:14b  ·  412 tokens  ·  38.2 tok/s  ·  10.8 s"_s;
    return { make(1, Role::User,
                  "How would you render a long answer while it streams, without re-laying out "
                  "everything? Please keep it short and show the core loop."),
             answer };
}

TranscriptMessage streamingAnswer()
{
    TranscriptMessage answer
        = make(4, Role::Assistant,
               "Search the source text, not the widgets. Then scroll to the hit "
               "and paint a highlight with `QTextLayout::draw()` selections");
    answer.state = State::Streaming;
    answer.meta = u"qwen3:14b  ·  38 tok/s"_s;
    return answer;
}

QVector<TranscriptMessage> failedChat()
{
    TranscriptMessage old
        = make(1, Role::User, "Collect what changed since 0.8, from these notes.");
    TranscriptMessage first
        = make(2, Role::Assistant,
               "Three areas changed: **storage** (answers are saved while they stream), **models** "
               "(search in the picker, truthful progress) and **speed** (long chats open at once). "
               "The notes also name two fixes without a ticket.");
    TranscriptMessage failed
        = make(4, Role::Assistant,
               "**Lokal 0.9 is here.** This version is about trust: what you have written and what "
               "the model has answered stays where it is, even if the power goes out in the middle "
               "of a");
    failed.state = State::Error;
    failed.thinking = "Short.";
    failed.thinkingSeconds = 4;
    failed.error
        = { u"Ollama stopped in the middle of the answer"_s,
            u"The connection closed after 212 tokens. What came so far is kept. Often the "
            "computer ran out of memory, or Ollama was restarted."_s,
            u"engine_error · 14:02:31 · request 7f3a91\nPOST "
            "http://127.0.0.1:11434/api/chat\nconnection closed by the server after 212 of at "
            "most 2048 tokens"_s,
            { { u"continue"_s, u"Continue"_s, u"play"_s },
              { u"retry"_s, u"Run again"_s, u"regenerate"_s } } };
    return {
        old, first,
        make(3, Role::User,
             "Now write the release notes for people who are not developers. Keep it friendly."),
        failed
    };
}

QVector<TranscriptMessage> loadingChat()
{
    TranscriptMessage answer
        = make(2, Role::Assistant,
               "Here is a version that fits on one screen:\n\n"
               "1. **Answers survive a crash.** What was written is there after "
               "the restart.\n2. **Models are found at once.** The list opens with "
               "one key and knows every part of a name.\n3. **Long chats open in a "
               "blink**, also with 10,000 messages.\n\nThe third point needs a "
               "number you have measured yourself; I took it from the list.");
    answer.thinking = "Three lines.";
    answer.thinkingSeconds = 4;
    answer.meta = u"qwen3:8b  ·  412 tokens  ·  38.2 tok/s  ·  17.5 s"_s;
    answer.siblingCount = 3;
    answer.siblingIndex = 1;
    TranscriptMessage pending = make(4, Role::Assistant, {});
    pending.state = State::Pending;
    pending.phase = { u"Loading qwen3:8b…"_s,
                      u"5.2 GB from disk into memory. It stays loaded for the next questions."_s,
                      QDateTime::currentDateTimeUtc().addSecs(-6) };
    TranscriptMessage question = make(3, Role::User, "And as one sentence for the web page?");
    question.attachments = { u"notes-0.9.md"_s };
    return { make(1, Role::User,
                  "Write release notes for 0.9 from this list. Three points, one line each."),
             answer, question, pending };
}

QByteArray mixedMarkdown(qsizetype characters)
{
    const QByteArray unit
        = "A paragraph of an ordinary answer with **bold words**, `inline code` and a "
          "[link](https://example.org/page) that goes on for about three lines, because most "
          "answers do: they explain, they repeat, and they explain again what was said before.\n\n"
          "- first point of a list\n- second point, a little longer than the first one\n\n"
          "```cpp\nfor (int i = 0; i < 10; ++i)\n    call(i); // comment\n```\n\n";
    QByteArray text;
    while (text.size() < characters)
        text += unit;
    text.truncate(characters);
    return text;
}

QVector<Hostile> hostileAnswers()
{
    constexpr qsizetype mebibyte = 1 << 20;
    QByteArray lines = "```cpp\n";
    for (int i = 0; i < 20'000; ++i)
        lines += "    const auto value = compute(index, 42);\n";
    QByteArray words;
    while (words.size() < mebibyte)
        words += "lorem ipsum dolor ";
    QByteArray quotes;
    for (int i = 0; i < 2'000; ++i)
        quotes += QByteArray(i % 200, '>') + " deep\n\n";
    QByteArray table = "| a | b |\n|---|---|\n";
    for (int i = 0; i < 20'000; ++i)
        table += "| cell | another cell |\n";
    return { { "20,000 lines of code", lines },
             { "one line of 1 MiB in code", "```\n" + QByteArray(mebibyte, 'x') },
             { "one word of 1 MiB", QByteArray(mebibyte, 'x') },
             { "one paragraph of 1 MiB", words },
             { "1 MiB of mixed text", mixedMarkdown(mebibyte) },
             { "deep nesting", quotes },
             { "table of 20,000 rows", table } };
}

QVector<TranscriptMessage> longChat(int messages)
{
    QVector<TranscriptMessage> list;
    list.reserve(messages);
    for (int i = 0; i < messages; ++i) {
        const bool user = i % 2 == 0;
        QByteArray text = user
            ? QByteArray("Question number ") + QByteArray::number(i)
            : "Answer " + QByteArray::number(i) + ". " + mixedMarkdown(900 + i % 7 * 200);
        list.append(make(i + 1, user ? Role::User : Role::Assistant, text));
    }
    return list;
}

} // namespace lokal::ui::sample
