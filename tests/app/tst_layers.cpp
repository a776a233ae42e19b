#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// Linking enforces the layers; this finds what Debian's shared include folder lets pass.
class TestLayers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sourcesKeepTheirLayer_data();
    void sourcesKeepTheirLayer();
};

void TestLayers::sourcesKeepTheirLayer_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("except");
    QTest::addColumn<QString>("pattern");
    const QString widgets
        = u"#include *[<\"](QtWidgets/|QtGui/)?Q(Widget|Application|GuiApplication|MessageBox|Dialog|MainWindow|Icon|Pixmap|Painter|Color|Font)[>\"]"_s;
    QTest::newRow("core has no widgets") << u"core"_s << QString() << widgets;
    QTest::newRow("the server has no widgets") << u"app/server"_s << QString() << widgets;
    QTest::newRow("what both programs share has no widgets")
        << u"app/common"_s << QString() << widgets;
    QTest::newRow("QHttpServer only in core/api")
        << u"core"_s << u"core/api/"_s << u"Q(Abstract)?HttpServer"_s;
    QTest::newRow("no QHttpServer in app") << u"app"_s << QString() << u"Q(Abstract)?HttpServer"_s;
    QTest::newRow("no QHttpServer in ui") << u"ui"_s << QString() << u"Q(Abstract)?HttpServer"_s;
    QTest::newRow("SQL only in core/storage")
        << u"core"_s << u"core/storage/"_s << u"QSql(Query|Database)|sqlite3"_s;
    QTest::newRow("no SQL in ui") << u"ui"_s << QString() << u"QSql(Query|Database)"_s;
    QTest::newRow("ui knows interfaces only")
        << u"ui"_s << QString()
        << u"#include \"core/(ollama|storage|secrets|demo|api)/|service\\.h\""_s;
    QTest::newRow("no network in ui")
        << u"ui"_s << QString() << u"QNetworkAccessManager|QTcpSocket"_s;
    QTest::newRow("areas know no implementation")
        << u"core"_s << u"core/(ollama|storage|secrets|demo|api)/"_s
        << u"#include \"core/(ollama|storage|secrets|demo|api)/"_s;
    QTest::newRow("core knows neither ui nor app")
        << u"core"_s << QString() << u"#include \"(ui|app)/"_s;
    QTest::newRow("ui does not know app") << u"ui"_s << QString() << u"#include \"app/"_s;
    QTest::newRow("no nested event loops in core")
        << u"core"_s << QString() << u"QEventLoop\\b.*exec|processEvents|waitForReadyRead"_s;
    QTest::newRow("no nested event loops in ui")
        << u"ui"_s << QString() << u"QEventLoop|processEvents|->exec\\(|\\.exec\\("_s;
}

void TestLayers::sourcesKeepTheirLayer()
{
    QFETCH(QString, folder);
    QFETCH(QString, except);
    QFETCH(QString, pattern);
    const QString root = QStringLiteral(LOKAL_SOURCE_DIR) + u'/';
    const QRegularExpression forbidden(pattern);
    const QRegularExpression exempt(except.isEmpty() ? u"^$"_s : u"^"_s + except);
    QDirIterator files(root + folder, { u"*.h"_s, u"*.cpp"_s }, QDir::Files,
                       QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
        const QString path = files.next();
        const QString name = path.sliced(root.size());
        if (exempt.match(name).hasMatch())
            continue;
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        const QRegularExpressionMatch match = forbidden.match(text);
        QVERIFY2(!match.hasMatch(), qPrintable(u"%1: %2"_s.arg(name, match.captured())));
        ++seen;
    }
    QVERIFY(seen > 0);
}

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
