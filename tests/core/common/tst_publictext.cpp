#include "core/common/publictext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;

/// What of an error's words may leave the log.
class TestPublicText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pathsAreHidden_h1_data();
    void pathsAreHidden_h1();
    void storageAndInternalWordsStayInTheLog_h1();
};

void TestPublicText::pathsAreHidden_h1_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QString &text, const QString &shown) {
        QTest::newRow(name) << text << shown;
    };
    row("path", u"open /root/.ollama/models/x: no such file"_s, u"open …: no such file"_s);
    row("letters of other languages", u"open /home/jürgen/Мои/x: no such file"_s,
        u"open …: no such file"_s);
    row("quoted", u"cannot read \"/srv/models/a b\""_s, u"cannot read \"… b\""_s);
    row("drive", u"open C:\\Users\\anna\\x failed"_s, u"open … failed"_s);
    row("address", u"see https://a.b/c/d"_s, u"see https://a.b/c/d"_s);
    row("address with a port", u"POST http://localhost:11434/api/chat"_s,
        u"POST http://localhost:11434/api/chat"_s);
    row("model", u"pull registry.ollama.ai/library/x/y first"_s,
        u"pull registry.ollama.ai/library/x/y first"_s);
    row("words", u"Groß/klein/egal"_s, u"Groß/klein/egal"_s);
    row("route", u"use /models"_s, u"use /models"_s);
}

void TestPublicText::pathsAreHidden_h1()
{
    QFETCH(QString, text);
    QTEST(withoutPaths(text), "shown");
}

void TestPublicText::storageAndInternalWordsStayInTheLog_h1()
{
    QCOMPARE(publicDetail(makeError(ErrorCode::StorageError, u"SELECT secret"_s)), QString());
    QCOMPARE(publicDetail(makeError(ErrorCode::Internal, u"assertion"_s)), QString());
    QCOMPARE(publicDetail(makeError(ErrorCode::EngineError, u"cannot open /a/b"_s)),
             u"cannot open …"_s);
}

QTEST_GUILESS_MAIN(TestPublicText)
#include "tst_publictext.moc"
