#include "ui/markdown/markdownparser.h"

#include "ui/markdown/blockbuilder.h"
#include "ui/markdown/prepass.h"

#include <md4c.h>

namespace lokal::ui {

namespace {

// Math, wiki links and permissive autolinks have memory errors in md4c 0.4.8 and take prices for
// math: the pre-pass finds formulas, InlineText finds addresses.
constexpr unsigned Flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS
    | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;

BlockBuilder &builderOf(void *userdata)
{
    return *static_cast<BlockBuilder *>(userdata);
}

MD_PARSER callbacks()
{
    MD_PARSER parser {};
    parser.flags = Flags;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *userdata) {
        builderOf(userdata).enterBlock(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *userdata) {
        builderOf(userdata).leaveBlock(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *userdata) {
        builderOf(userdata).enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *userdata) {
        builderOf(userdata).leaveSpan(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata) {
        builderOf(userdata).text(type, QString::fromUtf8(text, qsizetype(size)));
        return 0;
    };
    return parser;
}

} // namespace

QVector<Block> parseMarkdown(const QByteArray &source, ParseMode mode)
{
    const Prepared prepared = prepare(source, mode);
    BlockBuilder builder(prepared.math, prepared.text.size());
    const MD_PARSER parser = callbacks();
    if (md_parse(prepared.text.constData(), MD_SIZE(prepared.text.size()), &parser, &builder) == 0)
        return builder.takeBlocks();
    // Out of memory inside md4c: the plain source is better than nothing.
    Block block;
    block.text = restoreMath(QString::fromUtf8(prepared.text).trimmed(), prepared.math);
    block.text.replace(u'\n', QChar(QChar::LineSeparator));
    return { block };
}

} // namespace lokal::ui
