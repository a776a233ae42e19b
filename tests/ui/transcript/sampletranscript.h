#pragma once

#include "ui/transcript/transcriptmessage.h"

namespace lokal::ui::sample {

/// A chat with every kind of block, as in the design's pictures.
QVector<TranscriptMessage> chat();
/// Its last answer while it is being written.
TranscriptMessage streamingAnswer();
/// A turn that ended with an error, with text so far.
QVector<TranscriptMessage> failedChat();
/// A turn that waits for the model to load.
QVector<TranscriptMessage> loadingChat();
/// Many short turns.
QVector<TranscriptMessage> longChat(int messages);
/// About `characters` of mixed Markdown.
QByteArray mixedMarkdown(qsizetype characters);

struct Hostile
{
    const char *name;
    QByteArray text;
};
/// Answers that a naive view chokes on, 1 MiB each or 20,000 lines.
QVector<Hostile> hostileAnswers();

} // namespace lokal::ui::sample
