#include "tests/ui/transcript/transcriptfixture.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lokal::ui;

/// Addresses in messages: what may be opened, with the mouse and from the keyboard.
class TestTranscriptLinks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlySafeLinksAreReported_m2_data();
    void onlySafeLinksAreReported_m2();
    void thePictureCardLeadsToItsAddress_m2();
    void linksInTablesAreReachedByKeyboard();
    void theSameAddressTwiceIsNoTrap();
    void aPartlyBoldLinkIsOneStop();
    void theMenuKnowsWhatItIsAskedFor();
};

static TextPosition at(int message, int block, int character)
{
    return { message, MessageLayout::Answer, block, character };
}

void TestTranscriptLinks::onlySafeLinksAreReported_m2_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("reported");
    QTest::newRow("https") << QByteArray("https://example.org/a?b=1")
                           << u"https://example.org/a?b=1"_s;
    QTest::newRow("other script") << QByteArray("https://\xD0\xB0pple.com/")
                                  << u"https://xn--pple-43d.com/"_s;
    QTest::newRow("mail") << QByteArray("mailto:a@example.org") << u"mailto:a@example.org"_s;
    QTest::newRow("spaces") << QByteArray("<https://example.org/a b>")
                            << u"https://example.org/a%20b"_s;
    QTest::newRow("no host") << QByteArray("https:///etc/passwd") << QString();
    QTest::newRow("host of two words") << QByteArray("<https://a b/>") << QString();
    QTest::newRow("file") << QByteArray("file:///etc/passwd") << QString();
    QTest::newRow("script") << QByteArray("javascript:alert(1)") << QString();
    QTest::newRow("custom") << QByteArray("vscode://open?x=1") << QString();
}

void TestTranscriptLinks::onlySafeLinksAreReported_m2()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, reported);
    TranscriptFixture fixture;
    fixture.view.setMessages(
        { TranscriptFixture::answer(1, "[click here](" + target + ") please") });
    QSignalSpy spy(&fixture.view, &TranscriptView::linkActivated);
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(at(0, 0, 3)));
    QCOMPARE(spy.count(), reported.isEmpty() ? 0 : 1);
    if (!reported.isEmpty())
        QCOMPARE(spy.first().first().toString(), reported);
}

void TestTranscriptLinks::thePictureCardLeadsToItsAddress_m2()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(
        { TranscriptFixture::answer(1, "![A view](https://example.org/view.png)") });
    QSignalSpy spy(&fixture.view, &TranscriptView::linkActivated);
    const auto card = fixture.area(1, AreaKind::Link);
    QVERIFY(card);
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(*card, 1));
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toString(), u"https://example.org/view.png"_s);
}

void TestTranscriptLinks::linksInTablesAreReachedByKeyboard()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(
        1, "| a | b |\n|---|---|\n| x | [in a cell](https://example.org/1) |\n") });
    QSignalSpy spy(&fixture.view, &TranscriptView::linkActivated);
    fixture.view.focusMessage(0);
    QTest::keyClick(&fixture.view, Qt::Key_Return); // the row of icons
    QTest::keyClick(&fixture.view, Qt::Key_Left);
    QVERIFY(fixture.view.focusedArea());
    QCOMPARE(fixture.view.focusedArea()->kind, AreaKind::Link);
    QTest::keyClick(&fixture.view, Qt::Key_Return);
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toString(), u"https://example.org/1"_s);
}

void TestTranscriptLinks::theSameAddressTwiceIsNoTrap()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(
        1, "[one](https://example.org/) and [two](https://example.org/)") });
    const std::vector<HitArea> areas = fixture.view.areasOf(0);
    fixture.view.focusMessage(0);
    QTest::keyClick(&fixture.view, Qt::Key_Return);
    std::vector<HitArea> seen;
    for (size_t i = 0; i < areas.size(); ++i) {
        QTest::keyClick(&fixture.view, Qt::Key_Left);
        QVERIFY(fixture.view.focusedArea());
        QVERIFY(std::find(seen.begin(), seen.end(), *fixture.view.focusedArea()) == seen.end());
        seen.push_back(*fixture.view.focusedArea());
    }
    QCOMPARE(seen.size(), areas.size());
}

void TestTranscriptLinks::aPartlyBoldLinkIsOneStop()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(
        1, "[plain **bold** plain](https://example.org/) and **more**") });
    const std::vector<HitArea> areas = fixture.view.areasOf(0);
    const auto isLink = [](const HitArea &area) { return area.kind == AreaKind::Link; };
    QCOMPARE(std::count_if(areas.begin(), areas.end(), isLink), 1);
    const QRect link = fixture.area(1, AreaKind::Link)->rect;
    const QRect end = rectOf(fixture.view.list(), fixture.view.transcriptStyle(), at(0, 0, 16));
    QCOMPARE(link.right() + 1, end.left());
}

void TestTranscriptLinks::theMenuKnowsWhatItIsAskedFor()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(
        1, "[link](https://example.org/)\n\n```\nfirst\n```\n\n```\nsecond\n```") });
    MenuPlace asked;
    QObject::connect(&fixture.view, &TranscriptView::contextMenuRequested, &fixture.view,
                     [&asked](const MenuPlace &place) { asked = place; });
    QWidget *page = fixture.view.viewport();
    const auto click = [page](QPoint point) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, point, page->mapToGlobal(point));
        QCoreApplication::sendEvent(page, &event);
    };
    click(fixture.pointOf(at(0, 0, 2)));
    QCOMPARE(asked.message, qint64(1));
    QCOMPARE(asked.link, u"https://example.org/"_s);
    QCOMPARE(asked.codeBlock, -1);
    click(fixture.pointOf(at(0, 2, 2)));
    QVERIFY(asked.link.isEmpty());
    fixture.view.copyCode(asked.message, asked.codeBlock);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"second"_s);

    fixture.view.focusMessage(0);
    QTest::keyClick(&fixture.view, Qt::Key_Return);
    QTest::keyClick(&fixture.view, Qt::Key_Left); // the second card's button
    QContextMenuEvent key(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    asked = {};
    QCoreApplication::sendEvent(&fixture.view, &key);
    QCOMPARE(asked.message, qint64(1));
    QCOMPARE(asked.codeBlock, 2);
}

QTEST_MAIN(TestTranscriptLinks)
#include "tst_transcriptlinks.moc"
