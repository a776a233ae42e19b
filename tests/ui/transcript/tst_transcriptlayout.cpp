#include "tests/ui/transcript/transcriptfixture.h"

#include <QPaintEvent>
#include <QScreen>
#include <QSignalSpy>
#include <QWheelEvent>

#include <cstring>

using namespace Qt::StringLiterals;
using namespace lokal::ui;

/// Layout, streaming and scrolling of the transcript.
class TestTranscriptLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void streamedAnswerEqualsOneShot_data();
    void streamedAnswerEqualsOneShot();
    void plainParagraphsCostFewBlocksPerChunk();
    void longParagraphKeepsItsFinishedParts();
    void chunkRepaintsTheLinesThatItChanges_data();
    void chunkRepaintsTheLinesThatItChanges();
    void whatScrollsWhileItGrowsIsPaintedWhole();
    void characterSplitOverChunksIsNotShownBroken();
    void opensLongSessionWithoutLayingItOut();
    void evictsFarLayouts();
    void followsTheBottomOnlyWhenThere();
    void appendedMessageShowsWhenAtBottom();
    void prependingMovesNothing();
    void exactHeightsMoveNothingVisible();
    void resizeKeepsTheReadPlace();
    void asksForOlderMessagesNearTheTop();
    void hiddenViewDoesNotLayOut();
    void codeCardHeightIsExactBeforeLayout();
    void hugeMessagesStayLazy_m5_data();
    void hugeMessagesStayLazy_m5();
    void wideTableScrollsInside();
    void rightToLeftParagraphIsRightAligned();
    void piecesOfALongTableShareTheirColumns();
    void rightToLeftListsAreMirrored();
    void twoListsStandApart();
    void bidiControlsInCodeDoNotReorderIt();
    void textSizeChangesEverything();
    void replaceTailKeepsWhatIsAbove();
    void slowFramesComeLessOften();
    void aLowPageIsUsedForText();
};

static void openStreamed(TranscriptFixture &fixture, const QByteArray &text, int step)
{
    fixture.view.setMessages({ TranscriptFixture::streaming(1, {}) });
    for (qsizetype at = 0; at < text.size(); at += step) {
        fixture.view.appendText(1, text.mid(at, step));
        fixture.view.flush();
    }
    fixture.view.updateMessage(TranscriptFixture::answer(1, text));
}

void TestTranscriptLayout::streamedAnswerEqualsOneShot_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("step");
    QTest::newRow("every kind of block") << sample::chat().last().source << 7;
    QTest::newRow("mixed, odd chunks") << sample::mixedMarkdown(5'000) << 13;
    QByteArray loop;
    while (loop.size() < 20'000)
        loop += "again and again the same words ";
    QTest::newRow("one endless paragraph") << loop << 331;
    QByteArray code = "```python\n";
    for (int i = 0; i < 100; ++i)
        code += "def f" + QByteArray::number(i) + "(x): \"\"\"a\nb\"\"\"\n";
    QTest::newRow("long code") << code + "```\nend" << 97;
}

void TestTranscriptLayout::streamedAnswerEqualsOneShot()
{
    QFETCH(QByteArray, text);
    QFETCH(int, step);
    TranscriptFixture streamed({ 900, 8000 });
    TranscriptFixture oneShot({ 900, 8000 });
    openStreamed(streamed, text, step);
    oneShot.view.setMessages({ TranscriptFixture::answer(1, text) });
    QCOMPARE(streamed.height(1), oneShot.height(1));
    QCOMPARE(streamed.shownBlocks(1), oneShot.shownBlocks(1));
    QCOMPARE(streamed.view.messagePlainText(1), oneShot.view.messagePlainText(1));
    QCOMPARE(streamed.view.grab().toImage(), oneShot.view.grab().toImage());
}

void TestTranscriptLayout::plainParagraphsCostFewBlocksPerChunk()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(
        { TranscriptFixture::streaming(1, sample::mixedMarkdown(20'000) + "\n\n") });
    qint64 before = fixture.view.list().blocksLaidOut();
    for (int i = 0; i < 50; ++i) {
        fixture.view.appendText(1, i % 10 == 9 ? "\n\nNext paragraph " : " word");
        fixture.view.flush();
        const qint64 now = fixture.view.list().blocksLaidOut();
        QVERIFY2(now - before <= 3, qPrintable(QString::number(now - before)));
        before = now;
    }
}

void TestTranscriptLayout::longParagraphKeepsItsFinishedParts()
{
    TranscriptFixture fixture;
    QByteArray words;
    while (words.size() < 9'000)
        words += "endless words ";
    fixture.view.setMessages({ TranscriptFixture::streaming(1, words) });
    const auto parts = [&fixture]() -> const std::vector<TextPart> & {
        return fixture.view.list().at(0).layout->column(MessageLayout::Answer).blocks.front().parts;
    };
    QVERIFY(parts().size() > 3);
    const QTextLayout *first = parts().front().layout.get();
    fixture.view.appendText(1, "and more");
    fixture.view.flush();
    QCOMPARE(parts().front().layout.get(), first);
}

/// Collects what a widget is asked to paint.
class PaintedRegion : public QObject
{
public:
    explicit PaintedRegion(QWidget *widget) { widget->installEventFilter(this); }
    QRegion take() { return std::exchange(m_region, {}); }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            m_region += static_cast<QPaintEvent *>(event)->region();
        return false;
    }

private:
    QRegion m_region;
};

static QRegion differences(const QImage &before, const QImage &after)
{
    QRegion rows;
    for (int y = 0; y < after.height(); ++y) {
        const size_t bytes = static_cast<size_t>(after.bytesPerLine());
        if (std::memcmp(before.constScanLine(y), after.constScanLine(y), bytes) != 0)
            rows += QRect(0, y, after.width(), 1);
    }
    return rows;
}

void TestTranscriptLayout::chunkRepaintsTheLinesThatItChanges_data()
{
    QTest::addColumn<QByteArrayList>("chunks");
    QTest::newRow("words") << QByteArrayList { " more", " words come", " and", " wrap." };
    QTest::newRow("letters") << QByteArrayList { " long", "er", "and", "longerwords", " x" };
    QTest::newRow("a span closes") << QByteArrayList { " **bold", " words", "** and `co", "de` x" };
    QTest::newRow("code") << QByteArrayList { "\n\n```cpp\nint a", " = f",        "(1);\n",
                                              "// x\n}\n",         "auto s = \"", "wide \";",
                                              "\n```\n",           "text" };
    QTest::newRow("code grows") << QByteArrayList { "\n```\nvoid f()", "\n{\n", "    g();\n",
                                                    "}\n" };
    QTest::newRow("table") << QByteArrayList { "\n\n| a | b |\n",  "|---|---|\n", "| one ",
                                               "| wider cell |\n", "| x | y |\n", "\nend" };
    QTest::newRow("list") << QByteArrayList { "\n\n- one", "\n- two", "\n\n- loose now",
                                              "\n> quote", "\n\nend" };
    QTest::newRow("a heading after all") << QByteArrayList { " a", "\n", "---", "\n" };
}

// What is not repainted must look the same: compares whole pictures around each chunk.
void TestTranscriptLayout::chunkRepaintsTheLinesThatItChanges()
{
    QFETCH(QByteArrayList, chunks);
    TranscriptFixture fixture({ 900, 2'400 }); // nothing has to scroll
    QByteArray text;
    while (text.size() < 1'200)
        text += "the same words again ";
    fixture.view.setMessages({ TranscriptFixture::streaming(1, text.trimmed()) });
    QCoreApplication::processEvents();
    PaintedRegion painted(fixture.view.viewport());
    int latestStart = 0;
    for (int round = 0; round < 8; ++round) {
        for (const QByteArray &chunk : std::as_const(chunks)) {
            const QImage before = fixture.view.viewport()->grab().toImage();
            painted.take();
            fixture.view.appendText(1, chunk);
            fixture.view.flush();
            QCoreApplication::processEvents();
            const QRegion repainted = painted.take();
            const QImage after = fixture.view.viewport()->grab().toImage();
            QVERIFY2((differences(before, after) - repainted).isEmpty(), chunk.constData());
            for (const QRect &rect : repainted) {
                if (rect.bottom() == after.height() - 1)
                    latestStart = qMax(latestStart, rect.top());
            }
        }
    }
    QVERIFY(latestStart > fixture.viewportTop(1) + fixture.height(1) / 3);
}

// The pixels on the screen, put together from moved and repainted ones, beside a picture made anew.
void TestTranscriptLayout::whatScrollsWhileItGrowsIsPaintedWhole()
{
    TranscriptFixture fixture({ 700, 420 });
    fixture.view.setAnimated(false); // the dots would go on between the two pictures
    fixture.view.setMessages({ TranscriptFixture::streaming(1, sample::mixedMarkdown(30'000)) });
    fixture.view.jumpToLatest();
    QCoreApplication::processEvents();
    QByteArrayList chunks(20, " and some more words");
    chunks << "\n\n```cpp\n" << QByteArrayList(8, "    call(1);\n") << "```\n\nNext **one** ";
    for (int i = 0; i < 4 * chunks.size(); ++i) {
        fixture.view.appendText(1, chunks.at(i % chunks.size()));
        fixture.view.flush();
        QCoreApplication::processEvents();
        const QImage shown = fixture.view.screen()->grabWindow(fixture.view.winId()).toImage();
        const QImage fresh = fixture.view.grab().toImage();
        QCOMPARE(shown.convertToFormat(QImage::Format_RGB32),
                 fresh.convertToFormat(QImage::Format_RGB32));
    }
}

void TestTranscriptLayout::characterSplitOverChunksIsNotShownBroken()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::streaming(1, "caf") });
    fixture.view.appendText(1, "\xC3");
    fixture.view.flush();
    QCOMPARE(fixture.shownBlocks(1), QStringList { u"caf"_s });
    fixture.view.appendText(1, "\xA9");
    fixture.view.flush();
    QCOMPARE(fixture.shownBlocks(1), QStringList { u"caf\u00E9"_s });
}

void TestTranscriptLayout::opensLongSessionWithoutLayingItOut()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::longChat(2'000));
    QVERIFY(fixture.view.isAtBottom());
    QVERIFY(fixture.view.list().layoutCount() < 20);
    QVERIFY(fixture.viewportTop(2'000) < 700);
}

void TestTranscriptLayout::evictsFarLayouts()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::longChat(600));
    QScrollBar *bar = fixture.view.verticalScrollBar();
    for (int i = 0; i < 100; ++i) {
        bar->setValue(bar->value() - 1'500);
        QCoreApplication::processEvents();
    }
    QVERIFY2(fixture.view.list().layoutCount() < 60,
             qPrintable(QString::number(fixture.view.list().layoutCount())));
    QVERIFY(!fixture.view.list().items().back().layout);
}

void TestTranscriptLayout::followsTheBottomOnlyWhenThere()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::streaming(1, sample::mixedMarkdown(9'000)) });
    QScrollBar *bar = fixture.view.verticalScrollBar();
    fixture.view.appendText(1, sample::mixedMarkdown(2'000));
    fixture.view.flush();
    QCOMPARE(bar->value(), bar->maximum());

    bar->setValue(bar->maximum() - 3); // within the tolerance
    fixture.view.appendText(1, sample::mixedMarkdown(2'000));
    fixture.view.flush();
    QCOMPARE(bar->value(), bar->maximum());

    bar->setValue(bar->maximum() - 200);
    const int top = fixture.viewportTop(1);
    fixture.view.appendText(1, sample::mixedMarkdown(2'000));
    fixture.view.flush();
    QCOMPARE(fixture.viewportTop(1), top);
    QVERIFY(!fixture.view.isAtBottom());
    QVERIFY(!fixture.view.jumpButtonRect().isNull());

    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {},
                      fixture.view.jumpButtonRect().center());
    QVERIFY(fixture.view.isAtBottom());
}

void TestTranscriptLayout::appendedMessageShowsWhenAtBottom()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::longChat(20));
    fixture.view.replaceTail(0, { TranscriptFixture::question(100, "new") });
    QVERIFY(fixture.view.isAtBottom());
    QVERIFY(fixture.viewportTop(100) + fixture.height(100) <= 700);
}

void TestTranscriptLayout::prependingMovesNothing()
{
    TranscriptFixture fixture;
    QVector<TranscriptMessage> all = sample::longChat(120);
    fixture.view.setMessages(all.mid(80));
    QScrollBar *bar = fixture.view.verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    const QImage before = fixture.view.viewport()->grab().toImage();
    fixture.view.prependMessages(all.mid(0, 80));
    QCOMPARE(fixture.view.viewport()->grab().toImage(), before);
}

void TestTranscriptLayout::exactHeightsMoveNothingVisible()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::longChat(200));
    QScrollBar *bar = fixture.view.verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    for (int i = 0; i < 80; ++i) {
        // The message below the middle must follow the wheel exactly, whatever is found above it.
        const int index = fixture.view.list().indexAt(bar->value() + 350);
        const qint64 id = fixture.view.list().at(index).message.id;
        const int top = fixture.viewportTop(id);
        bar->setValue(bar->value() - 90);
        QCOMPARE(fixture.viewportTop(id), top + 90);
        QCoreApplication::processEvents(); // lays out ahead
        QCOMPARE(fixture.viewportTop(id), top + 90);
    }
}

void TestTranscriptLayout::resizeKeepsTheReadPlace()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::longChat(100));
    QScrollBar *bar = fixture.view.verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    const qint64 first
        = fixture.view.list().at(fixture.view.list().indexAt(bar->value() + 200)).message.id;
    fixture.view.resize(700, 700);
    QCoreApplication::processEvents();
    const int top = fixture.viewportTop(first);
    QVERIFY2(top < 700 && top + fixture.height(first) > 0, qPrintable(QString::number(top)));
    fixture.view.jumpToLatest();
    fixture.view.resize(900, 500);
    QCoreApplication::processEvents();
    QVERIFY(fixture.view.isAtBottom());
}

void TestTranscriptLayout::asksForOlderMessagesNearTheTop()
{
    TranscriptFixture fixture;
    QSignalSpy spy(&fixture.view, &TranscriptView::needOlder);
    fixture.view.setMessages(sample::longChat(60));
    QCOMPARE(spy.count(), 0);
    fixture.view.verticalScrollBar()->setValue(100);
    QVERIFY(spy.count() > 0);
}

void TestTranscriptLayout::hiddenViewDoesNotLayOut()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::streaming(1, "start") });
    fixture.view.hide();
    const qint64 before = fixture.view.list().blocksLaidOut();
    for (int i = 0; i < 20; ++i) {
        fixture.view.appendText(1, " word");
        QCoreApplication::processEvents();
    }
    QCOMPARE(fixture.view.list().blocksLaidOut(), before);
    fixture.view.show();
    QVERIFY(fixture.shownBlocks(1).join(QString()).endsWith(u"word"));
}

void TestTranscriptLayout::codeCardHeightIsExactBeforeLayout()
{
    QByteArray code = "```cpp\n";
    for (int i = 0; i < 500; ++i)
        code += "int x" + QByteArray::number(i) + " = 0;\n";
    TranscriptFixture fixture({ 900, 400 });
    fixture.view.setMessages({ TranscriptFixture::answer(1, code + "```\n") });
    const int height = fixture.height(1);
    for (int i = 0; i < 40; ++i)
        fixture.view.verticalScrollBar()->setValue(i * 250);
    QCOMPARE(fixture.height(1), height);
}

void TestTranscriptLayout::hugeMessagesStayLazy_m5_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const sample::Hostile &answer : sample::hostileAnswers())
        QTest::newRow(answer.name) << answer.text;
}

// Counts work instead of time: what is laid out must not depend on the size of the message.
void TestTranscriptLayout::hugeMessagesStayLazy_m5()
{
    QFETCH(QByteArray, text);
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(1, text) });
    QCoreApplication::processEvents();
    const auto characters = [&fixture] {
        qint64 sum = 0;
        for (const MessageItem &item : fixture.view.list().items())
            if (item.layout)
                for (const BlockLayout &layout : item.layout->column(MessageLayout::Answer).blocks)
                    for (const TextPart &part : layout.parts)
                        sum += part.layout ? part.length : 0;
        return sum;
    };
    QVERIFY2(characters() < 150'000, qPrintable(QString::number(characters())));
    QScrollBar *bar = fixture.view.verticalScrollBar();
    for (int i = 0; i <= 4; ++i)
        bar->setValue(bar->maximum() / 4 * i);
    fixture.view.replaceTail(0, { TranscriptFixture::question(2, "still there?") });
    fixture.view.jumpToLatest();
    QVERIFY(fixture.view.isAtBottom());
    QVERIFY(fixture.viewportTop(2) > 0 && fixture.viewportTop(2) < 700);
}

void TestTranscriptLayout::wideTableScrollsInside()
{
    QByteArray head = "|";
    QByteArray rule = "|";
    QByteArray row = "|";
    for (int i = 0; i < 14; ++i) {
        head += " column number " + QByteArray::number(i) + " |";
        rule += "---|";
        row += " quite a long text in this cell " + QByteArray::number(i) + " |";
    }
    TranscriptFixture fixture;
    fixture.view.setMessages(
        { TranscriptFixture::answer(1, head + '\n' + rule + '\n' + row + '\n') });
    const BlockLayout &table
        = fixture.view.list().at(0).layout->column(MessageLayout::Answer).blocks.front();
    QCOMPARE(table.frame.width(), fixture.view.list().width());
    QVERIFY(table.contentWidth > table.frame.width());
    const QPoint middle = table.frame.center() + QPoint(fixture.column(), fixture.viewportTop(1));
    QWheelEvent wheel(middle, fixture.view.viewport()->mapToGlobal(middle), {}, { -240, 0 },
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(fixture.view.viewport(), &wheel);
    QCOMPARE(table.scrollX, 240);
}

void TestTranscriptLayout::rightToLeftParagraphIsRightAligned()
{
    const QString arabic
        = u"\u0645\u0631\u062D\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645"_s;
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::question(1, arabic.toUtf8()),
                               TranscriptFixture::answer(2, arabic.toUtf8()) });
    const BlockLayout &block
        = fixture.view.list().at(1).layout->column(MessageLayout::Answer).blocks.front();
    const QRectF line = block.parts.front().layout->lineAt(0).naturalTextRect();
    QVERIFY(qAbs(line.right() - block.frame.width()) < 2);
    const MessageLayout &user = *fixture.view.list().at(0).layout;
    QVERIFY(user.bubble.width() < 300);
    const BlockLayout &own = user.column(MessageLayout::Answer).blocks.front();
    const qreal right = user.column(MessageLayout::Answer).rect.left()
        + own.parts.front().layout->lineAt(0).naturalTextRect().right();
    QVERIFY(right <= user.bubble.right() && right > user.bubble.right() - 30);
}

void TestTranscriptLayout::bidiControlsInCodeDoNotReorderIt()
{
    const QString code = u"```\naccess = \"user\u202E \u2066// admin\u2069\"\n```"_s;
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(1, code.toUtf8()) });
    const QString shown = fixture.shownBlocks(1).constFirst();
    QVERIFY(!shown.contains(QChar(0x202E)) && !shown.contains(QChar(0x2066)));
    QVERIFY(shown.startsWith(u"access"));
    // Whatever the parser lets through is drawn as a sign of its own, one for one.
    QCOMPARE(displayText(u"a\u202Eb\u2069", true), u"a\uFFFDb\uFFFD"_s);
}

void TestTranscriptLayout::textSizeChangesEverything()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::chat());
    const int before = fixture.height(1);
    fixture.theme.setFactor(2.0);
    QVERIFY(fixture.height(1) > before * 3 / 2);
    fixture.theme.setFactor(1.0);
    QCOMPARE(fixture.height(1), before);
}

void TestTranscriptLayout::replaceTailKeepsWhatIsAbove()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::longChat(6));
    fixture.view.replaceTail(5,
                             { TranscriptFixture::question(50, "another way"),
                               TranscriptFixture::streaming(51, "fresh") });
    QCOMPARE(fixture.view.list().count(), 6);
    QCOMPARE(fixture.view.list().at(4).message.id, 50);
    QCOMPARE(fixture.view.list().indexOf(6), -1);
    QVERIFY(fixture.view.isAtBottom());
}

static const BlockLayout &blockOf(const TranscriptFixture &fixture, int block)
{
    return fixture.view.list()
        .at(0)
        .layout->column(MessageLayout::Answer)
        .blocks[static_cast<size_t>(block)];
}

void TestTranscriptLayout::piecesOfALongTableShareTheirColumns()
{
    QByteArray table = "| Number | Remark |\n|---|---|\n";
    for (int i = 0; i < 250; ++i)
        table += "| " + QByteArray::number(i) + (i == 120 ? " | longer than all |\n" : " | x |\n");
    TranscriptFixture fixture({ 900, 12'000 });
    fixture.view.setMessages({ TranscriptFixture::answer(1, table) });
    const BlockLayout &first = blockOf(fixture, 0);
    const BlockLayout &second = blockOf(fixture, 1);
    const BlockLayout &third = blockOf(fixture, 2);
    QVERIFY(first.exact && second.exact && third.exact);
    QVERIFY(first.grid.columnX == second.grid.columnX);
    QVERIFY(first.grid.columnX == third.grid.columnX);
    QVERIFY(first.goesOn && second.goesOn && !third.goesOn);
    QVERIFY(first.parts.front().layout->font().weight()
            > second.parts.front().layout->font().weight());
}

void TestTranscriptLayout::rightToLeftListsAreMirrored()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(
        1, "- \u0627\u0644\u0639\u0646\u0635\u0631\n\nword\n\n- item") });
    const int column = fixture.view.list().width();
    QCOMPARE(blockOf(fixture, 0).frame.left(), 0);
    QVERIFY(blockOf(fixture, 0).frame.right() + 1 < column);
    QVERIFY(blockOf(fixture, 2).frame.left() > 0);
    QCOMPARE(blockOf(fixture, 2).frame.right() + 1, column);
}

void TestTranscriptLayout::twoListsStandApart()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(1, "1. a\n2. b\n\n- c\n- d\n") });
    const auto gap = [&](int below) {
        return blockOf(fixture, below).frame.top() - blockOf(fixture, below - 1).frame.bottom() - 1;
    };
    QCOMPARE(gap(1), 4);
    QCOMPARE(gap(2), 10);
    QCOMPARE(gap(3), 4);
}

void TestTranscriptLayout::slowFramesComeLessOften()
{
    QCOMPARE(frameDelay(true, 2), 16);
    QCOMPARE(frameDelay(false, 2), 33);
    QCOMPARE(frameDelay(true, 25), 75);
    QCOMPARE(frameDelay(false, 5'000), 250);
}

void TestTranscriptLayout::aLowPageIsUsedForText()
{
    TranscriptFixture fixture({ 600, 600 });
    fixture.view.setMessages({ TranscriptFixture::answer(1, "Text") });
    const auto room
        = [&fixture] { return fixture.view.list().contentHeight() - fixture.height(1); };
    const int high = room();
    fixture.view.resize(600, 120);
    QVERIFY(room() < high / 2);
    fixture.view.resize(600, 600);
    QCOMPARE(room(), high);
}

QTEST_MAIN(TestTranscriptLayout)
#include "tst_transcriptlayout.moc"
