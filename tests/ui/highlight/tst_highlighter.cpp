#include "ui/highlight/highlighter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal::ui;

namespace {

/// One line as "word:K …": the coloured pieces and the letter of their kind.
QString shown(QStringView line, const QVector<Token> &tokens)
{
    constexpr QStringView Letters = u"KTSNPCFR";
    QStringList out;
    for (const Token &token : tokens)
        out.append(line.mid(token.start, token.length).toString() + u':'
                   + Letters.at(int(token.kind)));
    return out.join(u' ');
}

QString highlighted(const QString &language, const QString &code)
{
    const Language *found = languageNamed(language);
    if (found == nullptr)
        return u"unknown language"_s;
    QStringList lines;
    int state = 0;
    for (const QString &line : code.split(u'\n')) {
        QVector<Token> tokens;
        state = highlightLine(*found, line, state, tokens);
        lines.append(shown(line, tokens));
    }
    return lines.join(u" / "_s);
}

} // namespace

class TestHighlighter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void colours_data();
    void colours();
    void tokensAreOrderedAndInsideTheLine_data();
    void tokensAreOrderedAndInsideTheLine();
    void namesIgnoreCaseAndUnknownOnesAreKept();
    void millionCharacterLinesComplete_data();
    void millionCharacterLinesComplete();
    void survivesAnyState();
};

void TestHighlighter::colours_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char16_t *language, const QString &code,
                        const QString &expected) {
        QTest::newRow(name) << QString::fromUtf16(language) << code << expected;
    };
    row("c", u"c", u"int main(void) { return 0x1F; } // done"_s,
        u"int:T main:F void:T return:K 0x1F:N // done:C"_s);
    row("c include", u"C", u"#include <stdio.h> /* io */"_s,
        u"#include:P <stdio.h>:S /* io */:C"_s);
    row("c block comment over lines", u"c", u"/* a\nint b\n*/ int c;"_s,
        u"/* a:C / int b:C / */:C int:T"_s);
    row("c string ends with its line", u"c", u"\"open\nint x"_s, u"\"open:S / int:T"_s);
    row("c escaped quote", u"c", uR"(puts("a\"b"); x)"_s, uR"(puts:F "a\"b":S)"_s);
    row("c++", u"c++", u"constexpr auto n = 1'000'000ull;"_s,
        u"constexpr:K auto:K 1'000'000ull:N"_s);
    row("c++ raw string over lines", u"cpp", u"auto s = R\"x(a \"\n)\" b)x\"; int i;"_s,
        u"auto:K R\"x(a \":S / )\" b)x\":S int:T"_s);
    row("c++ character", u"cpp", u"char c = '\\'';"_s, u"char:T '\\'':S"_s);
    row("java", u"java", u"@Override public String name() { return null; }"_s,
        u"@Override:P public:K String:T name:F return:K null:K"_s);
    row("javascript template over lines", u"js", u"const a = `x\n${b}`; let c"_s,
        u"const:K `x:S / ${b}`:S let:K"_s);
    row("typescript", u"ts", u"type Id = string | 3.5e-7"_s, u"type:K Id:T string:T 3.5e-7:N"_s);
    row("go", u"go", u"func main() { x := `a\nb` }"_s, u"func:K main:F `a:S / b`:S"_s);
    row("rust lifetime and character", u"rust",
        u"fn f<'a>(x: &'a str, c: char) { 'x' '\\n' 1..2 }"_s,
        u"fn:K str:T char:T 'x':S '\\n':S 1:N 2:N"_s);
    row("rust nested comment", u"rs", u"/* a /* b */\nc */ let"_s,
        u"/* a /* b */:C / c */:C let:K"_s);
    row("rust raw string", u"rust", u"r#\"a\" b\"# let"_s, u"r#\"a\" b\"#:S let:K"_s);
    row("c#", u"csharp", u"#region X\nvar s = \"\"\"a\nb\"\"\"; int i;"_s,
        u"#region:P X:T / var:K \"\"\"a:S / b\"\"\":S int:T"_s);
    row("kotlin", u"kt", u"fun f(): Int = 1 // c"_s, u"fun:K f:F Int:T 1:N // c:C"_s);
    row("swift", u"swift", u"guard let x = \"\"\"\na\n\"\"\" else {}"_s,
        u"guard:K let:K \"\"\":S / a:S / \"\"\":S else:K"_s);
    row("php", u"php", u"echo $name . 'a'; # c"_s, u"echo:K $name:P 'a':S # c:C"_s);
    row("python", u"py", u"@dec\ndef f(x): return f'{x}' # c"_s,
        u"@dec:P / def:K f:F return:K f'{x}':S # c:C"_s);
    row("python docstring", u"python", u"\"\"\"doc\nif x\n\"\"\" if"_s,
        u"\"\"\"doc:S / if x:S / \"\"\":S if:K"_s);
    row("python empty string", u"python", u"'' if"_s, u"'':S if:K"_s);
    row("shell", u"bash", u"if [ \"$a\" ]; then echo ${b} $1 a#b # c\nfi"_s,
        u"if:K \"$a\":S then:K echo:K ${b}:P $1:P # c:C / fi:K"_s);
    row("shell string over lines", u"sh", u"echo 'a\nb' done"_s, u"echo:K 'a:S / b':S done:K"_s);
    row("json", u"json", u"{\"a\": \"b\", \"c\" : [1, -2.5e3, true, null]}"_s,
        u"\"a\":T \"b\":S \"c\":T 1:N 2.5e3:N true:K null:K"_s);
    row("sql", u"SQL", u"SELECT count(*) FROM t -- all\nWHERE n = 'it''s'"_s,
        u"SELECT:K count:F FROM:K -- all:C / WHERE:K 'it':S 's':S"_s);
    row("yaml", u"yaml", u"a-b: http://x.y # c\n- on: True"_s, u"a-b:T # c:C / on:T True:K"_s);
    row("toml", u"toml", u"[a.b]\nkey = \"v\" # c\nn = 1"_s,
        u"[a.b]:K / key:T \"v\":S # c:C / n:T 1:N"_s);
    row("ini", u"ini", u"; c\n[s]\na.b=yes"_s, u"; c:C / [s]:K / a.b:T yes:K"_s);
    row("html", u"html", u"<!DOCTYPE html>\n<a href=\"x\">t &amp; b</a><!-- c\nd --><br/>"_s,
        u"<!DOCTYPE:P html:T >:K / <a:K href:T \"x\":S >:K &amp;:N </a:K >:K <!-- c:C / d -->:C <br:K />:K"_s);
    row("xml attribute over lines", u"xml", u"<a b='1\n2'>"_s, u"<a:K b:T '1:S / 2':S >:K"_s);
    row("css", u"css", u"@media x { a { font-size: 12px; color: #ff8800; } } /* c */"_s,
        u"@media:P font-size:T 12px:N color:T #ff8800:N /* c */:C"_s);
    row("diff", u"diff", u"--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z"_s,
        u"--- a:C / +++ b:C / @@ -1 +1 @@:P / -x:R / +y:S / "_s);
    row("cmake", u"cmake", u"if(NOT ${X}) # c\nadd_library(a STATIC \"b\")"_s,
        u"if:K NOT:K ${X}:P # c:C / add_library:F STATIC:T \"b\":S"_s);
    row("dockerfile", u"Dockerfile", u"FROM debian:12 AS run\nRUN echo \"$A\" from"_s,
        u"FROM:K 12:N / RUN:K \"$A\":S"_s);
}

void TestHighlighter::colours()
{
    QFETCH(QString, language);
    QFETCH(QString, code);
    QFETCH(QString, expected);
    QCOMPARE(highlighted(language, code), expected);
}

void TestHighlighter::tokensAreOrderedAndInsideTheLine_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         { "c",      "cpp",   "java", "js",         "ts",   "go",   "rust",  "cs",
           "kotlin", "swift", "php",  "python",     "bash", "json", "sql",   "yaml",
           "toml",   "ini",   "html", "xml",        "css",  "diff", "cmake", "dockerfile",
           "ruby",   "lua",   "make", "powershell", "dart" })
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestHighlighter::tokensAreOrderedAndInsideTheLine()
{
    QFETCH(QString, name);
    const Language *language = languageNamed(name);
    QVERIFY(language != nullptr);
    // Everything that opens something, in every order, cut off at every place.
    const QStringList pieces { u"\""_s,    u"'"_s,   u"`"_s,  u"/*"_s,   u"*/"_s,
                               u"<!--"_s,  u"-->"_s, u"\\"_s, u"R\"("_s, u"r#\""_s,
                               u"${"_s,    u"#"_s,   u"@a"_s, u"0x"_s,   u"1e+"_s,
                               u"<a b="_s, u"é𝔼"_s,  u"["_s,  u"k: "_s,  u"k = "_s };
    int state = 0;
    for (const QString &first : pieces) {
        for (const QString &second : pieces) {
            const QString line = first + second + first;
            for (int length = 0; length <= line.size(); ++length) {
                QVector<Token> tokens;
                state = highlightLine(*language, QStringView(line).left(length), state, tokens);
                int end = 0;
                for (const Token &token : tokens) {
                    QVERIFY2(token.start >= end && token.length > 0, qPrintable(line));
                    end = token.start + token.length;
                }
                QVERIFY2(end <= length, qPrintable(line));
            }
        }
    }
}

void TestHighlighter::namesIgnoreCaseAndUnknownOnesAreKept()
{
    QCOMPARE(languageNamed(u"C++"), languageNamed(u"cpp"));
    QCOMPARE(languageTitle(u"py"), u"Python"_s);
    QCOMPARE(languageTitle(u"JavaScript"), u"JavaScript"_s);
    QCOMPARE(languageTitle(u"Brainf"), u"Brainf"_s);
    QVERIFY(languageNamed(u"brainf") == nullptr);
    QVERIFY(languageNamed(u"") == nullptr);
}

void TestHighlighter::millionCharacterLinesComplete_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("piece");
    QTest::newRow("one word") << u"cpp"_s << u"a"_s;
    QTest::newRow("words") << u"cpp"_s << u"int x1 = f(2); "_s;
    QTest::newRow("raw strings") << u"cpp"_s << u"R\"("_s;
    QTest::newRow("raw strings without bracket") << u"cpp"_s << u"R\""_s;
    QTest::newRow("quotes") << u"rust"_s << u"'"_s;
    QTest::newRow("raw hashes") << u"rust"_s << u"r#"_s;
    QTest::newRow("escaped characters") << u"rust"_s << u"'\\"_s;
    QTest::newRow("variables") << u"bash"_s << u"${"_s;
    QTest::newRow("commands") << u"bash"_s << u"$(a"_s;
    QTest::newRow("triple quotes") << u"python"_s << u"\"\"\"\\"_s;
    QTest::newRow("numbers") << u"python"_s << u"1e+"_s;
    QTest::newRow("keys") << u"yaml"_s << u"a-"_s;
    QTest::newRow("key signs") << u"ini"_s << u"a : "_s;
    QTest::newRow("spaces") << u"json"_s << u"\"a\"    "_s;
    QTest::newRow("minified") << u"json"_s << u"{\"a\":[1,true]},"_s;
    QTest::newRow("tags") << u"html"_s << u"<a b=\""_s;
    QTest::newRow("entities") << u"html"_s << u"&a"_s;
    QTest::newRow("open tags") << u"xml"_s << u"<"_s;
    QTest::newRow("include") << u"c"_s << u"#include <"_s;
}

void TestHighlighter::millionCharacterLinesComplete()
{
    QFETCH(QString, language);
    QFETCH(QString, piece);
    const QString line = piece.repeated(1'000'000 / piece.size());
    QVector<Token> tokens;
    highlightLine(*languageNamed(language), line, 0, tokens);
    if (!tokens.isEmpty())
        QVERIFY(tokens.constLast().start + tokens.constLast().length <= line.size());
}

void TestHighlighter::survivesAnyState()
{
    for (const QString &name : { u"cpp"_s, u"html"_s, u"diff"_s, u"rust"_s }) {
        for (const int state : { -1, 7, 15, 4096, 0x7fffffff }) {
            QVector<Token> tokens;
            highlightLine(*languageNamed(name), u"a \" b */ c", state, tokens);
        }
    }
}

QTEST_GUILESS_MAIN(TestHighlighter)
#include "tst_highlighter.moc"
