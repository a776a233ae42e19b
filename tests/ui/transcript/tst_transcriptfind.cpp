#include "tests/ui/transcript/transcriptfixture.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace lokal::ui;

/// Looking for a text in a chat.
class TestTranscriptFind : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findCountsWhatIsShown();
    void findPutsTheHitAtFortyPercent();
    void findOpensFoldedThinking();
    void searchingTakesTheSelectionAway();
    void thinkingClosesWhenTheHitIsElsewhere();
    void whatAPersonOpenedStaysOpen();
    void theCurrentHitIsReadableInTheDark();
};

static TextPosition at(int message, int block, int character)
{
    return { message, MessageLayout::Answer, block, character };
}

void TestTranscriptFind::findCountsWhatIsShown()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(
        { TranscriptFixture::question(1, "block"),
          TranscriptFixture::answer(2, "A bl**ock** and [a link](http://block.org), Block.") });
    QSignalSpy spy(&fixture.view, &TranscriptView::findChanged);
    fixture.view.setFindQuery(u"block"_s);
    QCOMPARE(fixture.view.findCount(), 3); // across bold, not in the address
    QCOMPARE(fixture.view.findCurrent(), 0);
    fixture.view.findPrevious();
    QCOMPARE(fixture.view.findCurrent(), 2);
    fixture.view.findNext();
    QCOMPARE(fixture.view.findCurrent(), 0);
    fixture.view.setFindQuery(u"nowhere"_s);
    QCOMPARE(fixture.view.findCount(), 0);
    QCOMPARE(spy.count(), 4);
}

void TestTranscriptFind::findPutsTheHitAtFortyPercent()
{
    TranscriptFixture fixture;
    QVector<TranscriptMessage> chat = sample::longChat(200);
    chat[100].source
        = sample::mixedMarkdown(3'000) + "\n\nA needle here\n\n" + sample::mixedMarkdown(3'000);
    chat[100].role = TranscriptMessage::Role::Assistant;
    fixture.view.setMessages(chat);
    fixture.view.setFindQuery(u"needle"_s);
    QCOMPARE(fixture.view.findCount(), 1);
    const BlockColumn &column = fixture.view.list().at(100).layout->column(MessageLayout::Answer);
    for (int i = 0; i < static_cast<int>(column.blocks.size()); ++i) {
        if (!column.blocks[static_cast<size_t>(i)].block.text.contains(u"needle"))
            continue;
        const int y = fixture.pointOf(at(100, i, 2)).y();
        QVERIFY2(qAbs(y - 280) < 30, qPrintable(QString::number(y)));
        return;
    }
    QFAIL("hit not laid out");
}

void TestTranscriptFind::findOpensFoldedThinking()
{
    TranscriptFixture fixture;
    TranscriptMessage message = TranscriptFixture::answer(1, "Answer");
    message.thinking = "a secret thought";
    fixture.view.setMessages({ message });
    const int folded = fixture.height(1);
    fixture.view.setFindQuery(u"secret"_s);
    QCOMPARE(fixture.view.findCount(), 1);
    QVERIFY(fixture.height(1) > folded);
}

void TestTranscriptFind::searchingTakesTheSelectionAway()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(1, "some words") });
    fixture.view.selectAllMessages();
    fixture.view.setFindQuery(u"words"_s);
    QVERIFY(!fixture.view.hasSelection());
}

void TestTranscriptFind::thinkingClosesWhenTheHitIsElsewhere()
{
    TranscriptFixture fixture;
    TranscriptMessage message = TranscriptFixture::answer(1, "Stored secrets");
    message.thinking = "a step";
    fixture.view.setMessages({ message });
    const int folded = fixture.height(1);
    fixture.view.setFindQuery(u"st"_s); // on the way to "stored" it is in the thinking, too
    QVERIFY(fixture.height(1) > folded);
    fixture.view.setFindQuery(u"stor"_s);
    QCOMPARE(fixture.height(1), folded);
    fixture.view.setFindQuery(u"step"_s);
    QVERIFY(fixture.height(1) > folded);
    fixture.view.setFindQuery({}); // the search is closed, and one reads on
    QVERIFY(fixture.height(1) > folded);
}

void TestTranscriptFind::whatAPersonOpenedStaysOpen()
{
    TranscriptFixture fixture;
    TranscriptMessage message = TranscriptFixture::answer(1, "Stored secrets");
    message.thinking = "a step";
    fixture.view.setMessages({ message });
    fixture.view.trigger(1, *fixture.area(1, AreaKind::ThinkingToggle));
    const int open = fixture.height(1);
    fixture.view.setFindQuery(u"step"_s);
    fixture.view.setFindQuery(u"secrets"_s);
    QCOMPARE(fixture.height(1), open);
}

void TestTranscriptFind::theCurrentHitIsReadableInTheDark()
{
    TranscriptFixture fixture;
    fixture.theme.setScheme(ColorScheme::Dark);
    fixture.view.setMessages({ TranscriptFixture::answer(1, "needle") });
    fixture.view.setFindQuery(u"needle"_s);
    const QImage shown = fixture.view.viewport()->grab().toImage();
    const QColor paper = fixture.theme.tokens().findCurrent;
    int darkest = 255;
    int brightest = 0;
    for (int y = 0; y < shown.height(); ++y) {
        const auto isPaper = [&](int x) { return shown.pixelColor(x, y) == paper; };
        int last = -1;
        for (int x = 0; x < shown.width(); ++x) {
            if (!isPaper(x))
                continue;
            for (int inside = last + 1; last >= 0 && inside < x; ++inside) {
                darkest = qMin(darkest, shown.pixelColor(inside, y).lightness());
                brightest = qMax(brightest, shown.pixelColor(inside, y).lightness());
            }
            last = x;
        }
    }
    QVERIFY2(darkest < 60, qPrintable(QString::number(darkest)));
    QVERIFY2(brightest < 160, qPrintable(QString::number(brightest)));
}

QTEST_MAIN(TestTranscriptFind)
#include "tst_transcriptfind.moc"
