#include "core/common/error.h"
#include "ui/common/badge.h"
#include "ui/common/chiplist.h"
#include "ui/common/errortext.h"
#include "ui/common/visibletext.h"

#include <QTest>
#include <QTextDocument>

using namespace lokal;
using namespace lokal::ui;
using namespace Qt::StringLiterals;

class TestTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsHidden_m4_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << u"qwen3:8b"_s << u"qwen3:8b"_s;
        QTest::newRow("umlaut") << u"K\u00f6hler"_s << u"K\u00f6hler"_s;
        QTest::newRow("right to left script stays")
            << u"\u05e9\u05dc\u05d5\u05dd"_s << u"\u05e9\u05dc\u05d5\u05dd"_s;
        QTest::newRow("override") << u"a\u202Etxt.exe"_s << u"a\u2039U+202E\u203Atxt.exe"_s;
        QTest::newRow("isolate") << u"\u2066x\u2069"_s
                                 << u"\u2039U+2066\u203Ax\u2039U+2069\u203A"_s;
        QTest::newRow("zero width") << u"ad\u200Bmin"_s << u"ad\u2039U+200B\u203Amin"_s;
        QTest::newRow("newline") << u"a\nb"_s << u"a\u240Ab"_s;
        QTest::newRow("escape") << u"\x1b[31m"_s << u"\u241B[31m"_s;
        QTest::newRow("delete") << u"a\x7f"_s << u"a\u2421"_s;
        QTest::newRow("C1") << u"\u0085"_s << u"\u2039U+0085\u203A"_s;
        QTest::newRow("tag") << QString::fromUcs4(U"a\U000E0041") << u"a\u2039U+E0041\u203A"_s;
        QTest::newRow("emoji") << u"\U0001F600"_s << u"\U0001F600"_s;
        QTest::newRow("family keeps its joiners")
            << u"\U0001F468\u200D\U0001F469"_s << u"\U0001F468\u200D\U0001F469"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << u"\u2039U+D800\u203A"_s;
        QTest::newRow("empty") << QString() << QString();
    }

    void showsWhatIsHidden_m4()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(visibleText(text), shown);
    }

    void severalLinesKeepTheirBreaks()
    {
        QCOMPARE(visibleLines(u"a\tb\nc\u202E"), u"a\tb\nc\u2039U+202E\u203A"_s);
    }

    void tooltipShowsMarkupAsText_m3()
    {
        QCOMPARE(plainToolTip(u"<b>x</b>"_s), u"<qt>&lt;b&gt;x&lt;/b&gt;</qt>"_s);
        QCOMPARE(plainToolTip(u"<b>x</b>\ny"_s), u"<qt>&lt;b&gt;x&lt;/b&gt;<br>y</qt>"_s);
        QVERIFY(plainToolTip({}).isEmpty());
    }

    void tooltipIsPlainWhereItCanBe()
    {
        // Screen readers read it aloud, markup included.
        QCOMPARE(plainToolTip(u"Find in this chat"_s), u"Find in this chat"_s);
        QCOMPARE(plainToolTip(u"qwen3:8b\nloaded"_s), u"qwen3:8b\nloaded"_s);
        QCOMPARE(plainToolTip(u"a\u202Eb"_s), u"a\u2039U+202E\u203Ab"_s);
        QVERIFY(Qt::mightBeRichText(plainToolTip(QString(200, u'x')))); // has to wrap
    }

    void everyErrorCodeHasWords()
    {
        for (int i = 0; i <= int(ErrorCode::Internal); ++i) {
            const auto code = ErrorCode(i);
            const ErrorText text = errorText(makeError(code, u"raw engine words"_s));
            QVERIFY2(!text.title.isEmpty(), qPrintable(codeName(code)));
            QVERIFY2(!text.cause.isEmpty(), qPrintable(codeName(code)));
            QVERIFY(!text.title.endsWith(u'.'));
            QVERIFY2(!text.title.contains(u"raw engine"_s) && !text.cause.contains(u"raw engine"_s),
                     "details belong into the fold");
            QVERIFY(!text.title.contains(u'%') && !text.cause.contains(u'%'));
        }
    }

    void sentencesContainNamesAndNumbers()
    {
        const auto missing = errorText(
            makeError(ErrorCode::ModelNotInstalled, {}, { { u"model"_s, u"qwen3:8b"_s } }));
        QVERIFY(missing.title.contains(u"qwen3:8b"_s));
        const auto full = errorText(makeError(ErrorCode::ContextExceeded, {},
                                              { { u"needed"_s, 512 }, { u"window"_s, 256 } }));
        QVERIFY(full.cause.contains(u"512"_s) && full.cause.contains(u"256"_s));
        const auto wrong = errorText(invalidField(u"stop[1]"_s, u"too long"_s));
        QCOMPARE(wrong.fields, QStringList { u"stop[1]: too long"_s });
    }

    void initialsComeFromFirstAndLastWord()
    {
        QCOMPARE(initialsOf(u"Mara K\u00f6hler"_s), u"MK"_s);
        QCOMPARE(initialsOf(u"jonas"_s), u"J"_s);
        QCOMPARE(initialsOf(u"a b c"_s), u"AC"_s);
        QCOMPARE(initialsOf({}), u"?"_s);
    }

    void escapesRoundTrip()
    {
        for (const QString &value : { u"\n\nUser:"_s, u"a\\nb"_s, u"\t\\"_s, u"</answer>"_s })
            QCOMPARE(unescaped(escaped(value)), value);
        QCOMPARE(escaped(u"\n\nUser:"_s), u"\\n\\nUser:"_s);
        QCOMPARE(unescaped(u"\\x\\"_s), u"\\x\\"_s);
    }
};

QTEST_MAIN(TestTexts)
#include "tst_texts.moc"
