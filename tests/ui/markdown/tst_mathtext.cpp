#include "ui/markdown/mathtext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using lokal::ui::readableMath;

class TestMathText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsFormulas_data();
    void showsFormulas();
    void givesUpOnWhatHasNoPlainForm_data();
    void givesUpOnWhatHasNoPlainForm();
    void hostileFormulasComplete();
};

void TestMathText::showsFormulas_data()
{
    QTest::addColumn<QString>("tex");
    QTest::addColumn<QString>("shown");
    QTest::newRow("greek") << u"\\alpha + \\Omega"_s << u"α + Ω"_s;
    QTest::newRow("name ends at blank") << u"\\alpha x"_s << u"αx"_s;
    QTest::newRow("superscript") << u"x^2 + e^{-i\\pi}"_s << u"x² + e^(−iπ)"_s;
    QTest::newRow("subscript") << u"a_1 + x_{ij} + y_{max}"_s << u"a₁ + xᵢⱼ + yₘₐₓ"_s;
    QTest::newRow("both") << u"\\sum_{i=0}^{n} i"_s << u"∑ᵢ₌₀ⁿ i"_s;
    QTest::newRow("fraction") << u"\\frac{a}{b}"_s << u"a⁄b"_s;
    QTest::newRow("fraction of sums") << u"\\frac{a+b}{2a}"_s << u"(a+b)⁄2a"_s;
    QTest::newRow("quadratic formula")
        << u"x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}"_s << u"x = (−b ± √(b²−4ac))⁄2a"_s;
    QTest::newRow("root") << u"\\sqrt{x} + \\sqrt[3]{x+1}"_s << u"√x + ³√(x+1)"_s;
    QTest::newRow("operators") << u"a\\cdot b \\leq c \\neq d"_s << u"a · b ≤ c ≠ d"_s;
    QTest::newRow("limit") << u"\\lim_{n \\to \\infty} f(n)"_s << u"lim_(n → ∞) f(n)"_s;
    QTest::newRow("function") << u"\\sin x + \\log\\alpha"_s << u"sin x + log α"_s;
    QTest::newRow("sets") << u"x \\in \\mathbb{R}"_s << u"x ∈ ℝ"_s;
    QTest::newRow("text") << u"x \\text{ if } y"_s << u"x if y"_s;
    QTest::newRow("delimiters") << u"\\left( \\frac12 \\right]"_s << u"( 1⁄2 ]"_s;
    QTest::newRow("accent") << u"\\hat{x}"_s << u"x\u0302"_s;
    QTest::newRow("matrix") << u"\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}"_s
                            << u"(a b ; c d)"_s;
    QTest::newRow("aligned rows") << u"\\begin{aligned} a &= b \\\\[4pt] c &= d \\end{aligned}"_s
                                  << u"a = b\nc = d"_s;
    QTest::newRow("prime and minus") << u"f'(x) - 1"_s << u"f′(x) − 1"_s;
    QTest::newRow("escapes") << u"\\{ 5\\% \\}"_s << u"{ 5% }"_s;
}

void TestMathText::showsFormulas()
{
    QFETCH(QString, tex);
    QFETCH(QString, shown);
    const auto readable = readableMath(tex);
    QVERIFY(readable.has_value());
    QCOMPARE(*readable, shown);
}

void TestMathText::givesUpOnWhatHasNoPlainForm_data()
{
    QTest::addColumn<QString>("tex");
    for (const char *tex :
         { "\\foo{x}", "{", "}", "a}b", "\\", "x^", "\\frac{a}", "\\begin{tikzpicture}x", "\\sqrt[",
           "\\begin{", "\\text{a $b$}", "\\sqrt[n+\\foo]{2}" })
        QTest::newRow(tex) << QString::fromLatin1(tex);
}

void TestMathText::givesUpOnWhatHasNoPlainForm()
{
    QFETCH(QString, tex);
    QVERIFY(!readableMath(tex).has_value());
}

void TestMathText::hostileFormulasComplete()
{
    for (const QString &piece : { u"{"_s, u"^"_s, u"\\frac"_s, u"\\sqrt{"_s, u"\\begin{a}"_s,
                                  u"x_{"_s, u"\\hat"_s, u"\\text{"_s, u"\\left"_s, u"a^{b}"_s })
        (void)readableMath(piece.repeated(4000 / piece.size()));
}

QTEST_GUILESS_MAIN(TestMathText)
#include "tst_mathtext.moc"
