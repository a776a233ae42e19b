#include "ui/highlight/highlighter.h"
#include "ui/markdown/markdownparser.h"

#include <cstdint>
#include <cstdlib>

using namespace lokal::ui;

namespace {

void check(bool claim)
{
    if (!claim)
        std::abort();
}

void checkSpans(const QString &text, const QVector<Span> &spans, const Block &block)
{
    int end = 0;
    for (const Span &span : spans) {
        check(span.start >= end && span.length > 0 && span.link < block.links.size());
        end = span.start + span.length;
    }
    check(end <= text.size());
}

void highlight(const Block &block)
{
    const Language *language = languageNamed(block.lang);
    if (language == nullptr)
        return;
    int state = 0;
    for (const QString &line : block.text.split(u'\n')) {
        QVector<Token> tokens;
        state = highlightLine(*language, line, state, tokens);
        int end = 0;
        for (const Token &token : tokens) {
            check(token.start >= end && token.length > 0);
            end = token.start + token.length;
        }
        check(end <= line.size());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray source(reinterpret_cast<const char *>(data), qsizetype(size));
    for (const ParseMode mode : { ParseMode::Complete, ParseMode::Streaming }) {
        const QVector<Block> blocks = parseMarkdown(source, mode);
        for (const Block &block : blocks) {
            check(block.quoteDepth <= 8 && block.listDepth <= 8);
            checkSpans(block.text, block.spans, block);
            for (const Cell &cell : block.cells)
                checkSpans(cell.text, cell.spans, block);
            highlight(block);
        }
    }
    return 0;
}
