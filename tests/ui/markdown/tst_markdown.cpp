#include "tests/ui/markdown/dumpblocks.h"
#include "ui/markdown/markdownparser.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lokal::ui;

namespace {

QByteArray contentOf(const QString &name)
{
    QFile file(QStringLiteral(LOKAL_TEST_DATA "/markdown/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString dumped(const char *source, ParseMode mode = ParseMode::Complete)
{
    return dumpBlocks(parseMarkdown(source, mode)).trimmed();
}

/// Spans must be ordered, inside the text and refer to existing links: the view relies on it.
bool spansAreSound(const QString &text, const QVector<Span> &spans, const QStringList &links)
{
    int end = 0;
    for (const Span &span : spans) {
        if (span.start < end || span.length <= 0 || span.link >= links.size())
            return false;
        if ((span.flags & SpanLink) != 0 && span.link < 0)
            return false;
        end = span.start + span.length;
    }
    return end <= text.size();
}

bool isSound(const QVector<Block> &blocks)
{
    return std::all_of(blocks.begin(), blocks.end(), [](const Block &block) {
        const bool cellsSound
            = std::all_of(block.cells.begin(), block.cells.end(), [&block](const Cell &cell) {
                  return spansAreSound(cell.text, cell.spans, block.links);
              });
        const bool wholeRows
            = block.columns == 0 ? block.cells.isEmpty() : block.cells.size() % block.columns == 0;
        return cellsSound && wholeRows && block.quoteDepth <= 8 && block.listDepth <= 8
            && spansAreSound(block.text, block.spans, block.links);
    });
}

qsizetype shownSize(const QVector<Block> &blocks)
{
    qsizetype size = 0;
    for (const Block &block : blocks) {
        size += block.text.size() + block.marker.size();
        for (const Cell &cell : block.cells)
            size += cell.text.size() + 1;
    }
    return size;
}

} // namespace

class TestMarkdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheExpectedBlocks_data();
    void givesTheExpectedBlocks();
    void everyPrefixStreams_data();
    void everyPrefixStreams();
    void holdsBackWhatWouldFlicker_data();
    void holdsBackWhatWouldFlicker();
    void onlyWebAndMailLinks_m2_data();
    void onlyWebAndMailLinks_m2();
    void addressesInsideOneBoldRunStayApart();
    void imagesOpenNothing_m1();
    void htmlIsText_m2();
    void bidiControlsLeaveCode();
    void invalidUtf8BecomesReplacementCharacters();
    void placeholdersCannotBeForged();
    void pricesAndVariablesAreNotMath();
    void depthIsClamped();
    void hostileInputGrowsLinearly_data();
    void hostileInputGrowsLinearly();
    void wideTablesKeepTheirText();
    void lineBreakTagsBreakLines();
};

void TestMarkdown::givesTheExpectedBlocks_data()
{
    QTest::addColumn<QString>("name");
    const QDir folder(QStringLiteral(LOKAL_TEST_DATA "/markdown"));
    for (const QString &file : folder.entryList({ u"*.md"_s }))
        QTest::newRow(qPrintable(file)) << file.chopped(3);
}

void TestMarkdown::givesTheExpectedBlocks()
{
    QFETCH(QString, name);
    const QVector<Block> blocks = parseMarkdown(contentOf(name + u".md"_s));
    QVERIFY(isSound(blocks));
    const QStringList found = dumpBlocks(blocks).trimmed().split(u'\n');
    const QStringList expected
        = QString::fromUtf8(contentOf(name + u".blocks"_s)).trimmed().split(u'\n');
    for (qsizetype i = 0; i < std::min(found.size(), expected.size()); ++i)
        QCOMPARE(found.at(i), expected.at(i));
    QCOMPARE(found.size(), expected.size());
}

void TestMarkdown::everyPrefixStreams_data()
{
    givesTheExpectedBlocks_data();
}

void TestMarkdown::everyPrefixStreams()
{
    QFETCH(QString, name);
    const QByteArray source = contentOf(name + u".md"_s);
    QVERIFY(!source.isEmpty());
    for (qsizetype size = 0; size <= source.size(); ++size)
        QVERIFY2(isSound(parseMarkdown(source.left(size), ParseMode::Streaming)),
                 source.left(size).right(60).constData());
    QCOMPARE(parseMarkdown(source, ParseMode::Streaming), parseMarkdown(source));
}

void TestMarkdown::holdsBackWhatWouldFlicker_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("shown");
    QTest::newRow("no heading from a dash") << QByteArray("text\n-") << u"paragraph \"text\""_s;
    QTest::newRow("no heading from an equals sign")
        << QByteArray("text\n==") << u"paragraph \"text\""_s;
    QTest::newRow("no empty item")
        << QByteArray("text\n\n- a\n- ") << u"paragraph \"text\"\nparagraph list1 tight • \"a\""_s;
    QTest::newRow("no empty heading") << QByteArray("text\n\n##") << u"paragraph \"text\""_s;
    QTest::newRow("number of an item") << QByteArray("text\n\n12.") << u"paragraph \"text\""_s;
    QTest::newRow("half a fence") << QByteArray("text\n``") << u"paragraph \"text\""_s;
    QTest::newRow("half a closing fence") << QByteArray("```c\nint\n``") << u"code:c \"int\""_s;
    QTest::newRow("table header") << QByteArray("text\n\n| a | b") << u"paragraph \"text\""_s;
    QTest::newRow("table header complete")
        << QByteArray("text\n\n| a | b |\n") << u"paragraph \"text\""_s;
    QTest::newRow("table delimiter row begun")
        << QByteArray("text\n\n| a | b |\n|--") << u"paragraph \"text\""_s;
    QTest::newRow("table there") << QByteArray("| a | b |\n|--|--|\n")
                                 << u"table2\n  l \"a\"\n  l \"b\""_s;
    QTest::newRow("table row grows") << QByteArray("| a | b |\n|--|--|\n| c")
                                     << u"table2\n  l \"a\"\n  l \"b\"\n  l \"c\"\n  l \"\""_s;
    QTest::newRow("half a character") << QByteArray("na\xC3") << u"paragraph \"na\""_s;
    QTest::newRow("half a long character")
        << QByteArray("ok \xF0\x9F\x98") << u"paragraph \"ok\""_s;
    QTest::newRow("a whole character stays") << QByteArray("na\xC3\xAF") << u"paragraph \"naï\""_s;
    QTest::newRow("open fence shows its code")
        << QByteArray("```c\nint x") << u"code:c \"int x\""_s;
}

void TestMarkdown::holdsBackWhatWouldFlicker()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, shown);
    QCOMPARE(dumpBlocks(parseMarkdown(source, ParseMode::Streaming)).trimmed(), shown);
}

void TestMarkdown::onlyWebAndMailLinks_m2_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("links");
    QTest::newRow("https") << QByteArray("[a](https://x.y)") << QStringList { u"https://x.y"_s };
    QTest::newRow("upper case") << QByteArray("[a](HTTP://x.y)") << QStringList { u"HTTP://x.y"_s };
    QTest::newRow("mail") << QByteArray("<a@b.c>") << QStringList { u"mailto:a@b.c"_s };
    QTest::newRow("bare") << QByteArray("see https://x.y/z.") << QStringList { u"https://x.y/z"_s };
    QTest::newRow("bare with entity")
        << QByteArray("http://x.y?a=1&amp;b") << QStringList { u"http://x.y?a=1&b"_s };
    QTest::newRow("reference") << QByteArray("[a][r]\n\n[r]: http://x.y")
                               << QStringList { u"http://x.y"_s };
    QTest::newRow("javascript") << QByteArray("[a](javascript:alert(1))") << QStringList {};
    QTest::newRow("javascript by entity")
        << QByteArray("[a](java&#115;cript:alert(1))") << QStringList {};
    QTest::newRow("file") << QByteArray("[a](file:///etc/passwd) <file:///etc/passwd>")
                          << QStringList {};
    QTest::newRow("bare file") << QByteArray("file:///etc/passwd xhttp://a.b") << QStringList {};
    QTest::newRow("data") << QByteArray("[a](data:text/html,x)") << QStringList {};
    QTest::newRow("relative") << QByteArray("[a](/etc) [b](//x.y) [c](\\\\host\\share)")
                              << QStringList {};
    QTest::newRow("custom scheme") << QByteArray("<ssh://x> [a](vscode://x)") << QStringList {};
    QTest::newRow("leading blank")
        << QByteArray("[a](<\tjavascript:x>) [b](< http://x>)") << QStringList {};
    QTest::newRow("bidi control") << QByteArray("[a](http://x.y/\xE2\x80\xAE"
                                                "fdp)")
                                  << QStringList {};
    QTest::newRow("control by entity") << QByteArray("[a](http://x.y/&#10;z)") << QStringList {};
    QTest::newRow("no host") << QByteArray("http:// https://. http:///x") << QStringList {};
    QTest::newRow("in code") << QByteArray("`http://x.y`") << QStringList {};
}

void TestMarkdown::onlyWebAndMailLinks_m2()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, links);
    const QVector<Block> blocks = parseMarkdown(source);
    QCOMPARE(blocks.size(), 1);
    QVERIFY(isSound(blocks));
    QCOMPARE(blocks.constFirst().links, links);
    const bool hasLinkSpan
        = std::any_of(blocks.constFirst().spans.begin(), blocks.constFirst().spans.end(),
                      [](const Span &span) { return (span.flags & SpanLink) != 0; });
    QCOMPARE(hasLinkSpan, !links.isEmpty());
}

void TestMarkdown::addressesInsideOneBoldRunStayApart()
{
    QCOMPARE(dumped("**a http://x.y b http://z.w c**"),
             u"paragraph \"a http://x.y b http://z.w c\" [B a ] [BL0 http://x.y] [B  b ] "
             u"[BL1 http://z.w] [B  c]\n  -> http://x.y\n  -> http://z.w"_s);
}

void TestMarkdown::imagesOpenNothing_m1()
{
    QCOMPARE(dumped("![a](https://x.y/z.png)"), u"image \"a\"\n  -> https://x.y/z.png"_s);
    QCOMPARE(dumped("![a](file:///etc/passwd)"), u"paragraph \"a (file:///etc/passwd)\""_s);
    QCOMPARE(dumped("![a](data:image/png;base64,xx)"),
             u"paragraph \"a (data:image/png;base64,xx)\""_s);
    QCOMPARE(dumped("![a](\\\\\\\\host\\\\share)"), u"paragraph \"a (\\\\host\\share)\""_s);
    QCOMPARE(dumped("see ![a](https://x.y/z.png)"), u"paragraph \"see a (https://x.y/z.png)\""_s);
    QCOMPARE(dumped("[![a](https://i.j/k.png)](https://x.y)"),
             u"paragraph \"a (https://i.j/k.png)\" [L0 a (https://i.j/k.png)]\n  -> https://x.y"_s);
}

void TestMarkdown::htmlIsText_m2()
{
    QCOMPARE(dumped("<script>alert(1)</script>\n\nafter"),
             u"paragraph \"<script>alert(1)</script>\"\nparagraph \"after\""_s);
    QCOMPARE(
        dumped("a <img src=\"http://x.y/z\"> b"),
        u"paragraph \"a <img src=\"http://x.y/z\"> b\" [L0 http://x.y/z]\n  -> http://x.y/z"_s);
    QCOMPARE(dumped("<!-- a\n\n**b**"), u"paragraph \"<!-- a\"\nparagraph \"b\" [B b]"_s);
}

void TestMarkdown::bidiControlsLeaveCode()
{
    QCOMPARE(dumped("```\na\xE2\x80\xAE"
                    "b\xE2\x81\xA6\n```"),
             u"code \"ab\""_s);
}

void TestMarkdown::invalidUtf8BecomesReplacementCharacters()
{
    QCOMPARE(dumped("a\xFF b"), u"paragraph \"a\uFFFD b\""_s);
    QCOMPARE(dumpBlocks(parseMarkdown(QByteArray("a\0b", 3))).trimmed(),
             u"paragraph \"a\uFFFDb\""_s);
    QCOMPARE(dumped("\xEF\xBB\xBF# a\r\nb\rc"), u"heading1 \"a\"\nparagraph \"b⏎c\""_s);
    QCOMPARE(parseMarkdown({}).size(), 0);
}

void TestMarkdown::placeholdersCannotBeForged()
{
    QCOMPARE(dumped("\xEE\x80\x80\xEE\x84\x80\xEE\x84\x80 $x$"),
             u"paragraph \"x\" [M0 x]\n  -> x"_s);
    QVERIFY(isSound(parseMarkdown("&#xE000;&#xE100;&#xE100; a")));
}

void TestMarkdown::pricesAndVariablesAreNotMath()
{
    for (const char *text :
         { "costs $5 and $10", "$HOME:$PATH", "a $ b $ c", "$5-$10", "\\$x\\$", "$ x$", "`$x$`" }) {
        const QVector<Block> blocks = parseMarkdown(text);
        QCOMPARE(blocks.size(), 1);
        for (const Span &span : blocks.constFirst().spans)
            QVERIFY2((span.flags & SpanMath) == 0, text);
    }
}

void TestMarkdown::depthIsClamped()
{
    const QVector<Block> quotes = parseMarkdown(QByteArray(5000, '>') + "deep");
    QCOMPARE(quotes.constLast().quoteDepth, quint8(8));
    QByteArray list;
    for (int depth = 0; depth < 40; ++depth)
        list += QByteArray(2 * depth, ' ') + "- a\n";
    const QVector<Block> items = parseMarkdown(list);
    QCOMPARE(items.size(), 40);
    QCOMPARE(items.constLast().listDepth, quint8(8));
}

void TestMarkdown::hostileInputGrowsLinearly_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<QByteArray>("head");
    const auto row = [](const char *name, const QByteArray &piece, const QByteArray &head = {}) {
        QTest::newRow(name) << piece << head;
    };
    row("quotes", ">");
    row("quote lines", "> > > > a\n");
    row("lists", "- ");
    row("numbered lists", "1. ");
    row("emphasis openers", "*a ");
    row("emphasis closers", "a** ");
    row("mixed emphasis", "**_*a_*");
    row("strike", "~~a ~");
    row("brackets", "[");
    row("links unfinished", "[x](");
    row("links nested", "[a](b", "");
    row("images unfinished", "![");
    row("references", "[a]: b\n");
    row("fences", "```\n~~~\n");
    row("backticks", "`a``b```c");
    row("backticks of one length", "``a`");
    row("table rows", "|\n", "|a|b|c|d|\n|-|-|-|-|\n");
    row("table header wide", "|a");
    row("delimiters wide", "|-", "a|b\n");
    row("delimiter rows", "|-|-|\n", "|a|b|\n");
    row("dollars", "$");
    row("dollar pairs", "$a");
    row("display dollars", "$$a ");
    row("round math unfinished", "\\(");
    row("square math unfinished", "\\[a\n");
    row("formulas", "$x$ ");
    row("backslashes", "\\");
    row("addresses", "http://a");
    row("address ends", "http://a.b/))))");
    row("bold addresses", "**http://a.b** ");
    row("entities", "&#1;&a");
    row("spaces", "a                  \n");
    row("html", "<a <!-- ");
    row("long paragraph", "word ");
}

void TestMarkdown::hostileInputGrowsLinearly()
{
    QFETCH(QByteArray, piece);
    QFETCH(QByteArray, head);
    for (const ParseMode mode : { ParseMode::Complete, ParseMode::Streaming }) {
        const QByteArray source = head + piece.repeated(100'000 / piece.size());
        const QVector<Block> blocks = parseMarkdown(source, mode);
        QVERIFY(isSound(blocks));
        // What is shown stays in proportion to what was written.
        QVERIFY2(shownSize(blocks) <= 3 * source.size() + 100,
                 qPrintable(QString::number(shownSize(blocks))));
        QVERIFY(blocks.size() <= source.size());
    }
}

void TestMarkdown::wideTablesKeepTheirText()
{
    // 100 columns and 40,000 rows of one cell would be four million cells.
    QByteArray source
        = QByteArray("|a").repeated(100) + "|\n" + QByteArray("|---").repeated(100) + "|\n";
    source += QByteArray("|b\n").repeated(40'000);
    const QVector<Block> blocks = parseMarkdown(source);
    QVERIFY(isSound(blocks));
    QCOMPARE(blocks.size(), 2);
    QVERIFY(blocks.at(0).cells.size() <= source.size());
    qsizetype shown = blocks.at(1).text.count(u'b');
    for (const Cell &cell : blocks.at(0).cells)
        shown += cell.text.count(u'b');
    QCOMPARE(shown, 40'000);
}

void TestMarkdown::lineBreakTagsBreakLines()
{
    const auto cellOf = [](const char *source) { return parseMarkdown(source).at(0).cells.at(1); };
    QCOMPARE(cellOf("| a |\n|---|\n| x<br>y<BR/> *z*<br />w |\n").text,
             u"x\u2028y\u2028z\u2028w"_s);
    QCOMPARE(cellOf("| a |\n|---|\n| `<br>` |\n").text, u"<br>"_s);
    const auto textOf = [](const char *source) { return parseMarkdown(source).at(0).text; };
    QCOMPARE(textOf("one<br>\ntwo"), u"one\u2028two"_s);
    QCOMPARE(textOf("one\n<br>\ntwo"), u"one\u2028\u2028two"_s);
    QCOMPARE(textOf("- item<br>more"), u"item\u2028more"_s);
    QCOMPARE(textOf("a \\<br> b"), u"a <br> b"_s);
    QCOMPARE(textOf("<brown> a<b"), u"<brown> a<b"_s);
}

QTEST_GUILESS_MAIN(TestMarkdown)
#include "tst_markdown.moc"
