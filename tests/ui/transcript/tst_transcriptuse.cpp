#include "tests/ui/transcript/transcriptfixture.h"

#include <QAccessible>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace lokal::ui;

/// What a person (or a screen reader) does with the transcript.
class TestTranscriptUse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dragSelectsAcrossBlocks();
    void dragSelectsAcrossMessages();
    void doubleClickSelectsWordAndTripleTheBlock();
    void shiftClickExtends();
    void selectAllTakesMessageThenEverything();
    void copyJoinsListsTablesAndCode();
    void selectionSurvivesPrependAndStreaming();
    void copiesWholeMessageAsTextAndMarkdown();
    void formattedTextIsCopiedToo();
    void codeCopyButtonCopiesCodeOnly();
    void thinkingFoldsWhenTheAnswerStarts();
    void thinkingStaysOpenWhenOpenedByHand();
    void liveThinkingKeepsItsHeight();
    void actionsAreReported();
    void siblingButtonsStep();
    void errorCardButtonsAndDetails();
    void contextLineDimsAndChanges();
    void renderingReadsNoFile_m1();
    void nothingThatOpensThingsIsUsed_m1();
    void keyboardWalksMessagesAndActions();
    void tabIntoALongAnswerMovesNothing();
    void typedTextIsLeftToTheWindow();
    void jumpButtonIsReachableByKeyboard();
    void editorTakesTheMessagesPlace();
    void screenReaderSeesMessages();
    void screenReaderHearsButtonsInAMessage();
    void smallStepsUpwardsReleaseTheBottom();
    void formulasAreCopiedAsTex();
    void aRowOfATableIsCopiedAsOneLine();
    void aPartIsCopiedAsMarkdown();
    void theLastRowIsNotUnderTheJumpButton();
};

static TextPosition at(int message, int block, int character)
{
    return { message, MessageLayout::Answer, block, character };
}

void TestTranscriptUse::dragSelectsAcrossBlocks()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(
        { TranscriptFixture::answer(1, "First words here.\n\nSecond block.") });
    fixture.drag(fixture.pointOf(at(0, 0, 6)), fixture.pointOf(at(0, 1, 6)));
    QCOMPARE(fixture.view.selectedText(), u"words here.\n\nSecond"_s);
}

void TestTranscriptUse::dragSelectsAcrossMessages()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::question(1, "A question?"),
                               TranscriptFixture::answer(2, "An **answer** there.") });
    fixture.drag(fixture.pointOf(at(0, 0, 2)), fixture.pointOf(at(1, 0, 9)));
    QCOMPARE(fixture.view.selectedText(), u"question?\n\nAn answer"_s);
    QSignalSpy spy(&fixture.view, &TranscriptView::selectionChanged);
    fixture.view.clearSelection();
    QCOMPARE(spy.count(), 1);
    QVERIFY(fixture.view.selectedText().isEmpty());
}

void TestTranscriptUse::doubleClickSelectsWordAndTripleTheBlock()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(1, "Some wonderful words.\n\nMore.") });
    const QPoint point = fixture.pointOf(at(0, 0, 9));
    QTest::mouseDClick(fixture.view.viewport(), Qt::LeftButton, {}, point);
    QCOMPARE(fixture.view.selectedText(), u"wonderful"_s);
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, point);
    QCOMPARE(fixture.view.selectedText(), u"Some wonderful words."_s);
}

void TestTranscriptUse::shiftClickExtends()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(1, "0123456789 0123456789") });
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(at(0, 0, 3)));
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      fixture.pointOf(at(0, 0, 8)));
    QCOMPARE(fixture.view.selectedText(), u"34567"_s);
}

void TestTranscriptUse::selectAllTakesMessageThenEverything()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(
        { TranscriptFixture::question(1, "One"), TranscriptFixture::answer(2, "Two") });
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(at(1, 0, 1)));
    QTest::keySequence(&fixture.view, QKeySequence::SelectAll);
    QCOMPARE(fixture.view.selectedText(), u"Two"_s);
    QTest::keySequence(&fixture.view, QKeySequence::SelectAll);
    QCOMPARE(fixture.view.selectedText(), u"One\n\nTwo"_s);
}

void TestTranscriptUse::copyJoinsListsTablesAndCode()
{
    const QByteArray source = "Intro:\n\n1. one\n2. two\n   - inner\n\n```\na\n\n\tb\n```\n\n"
                              "| x | y |\n|---|---|\n| 1 | 2 |\n";
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(1, source) });
    fixture.view.selectAllMessages();
    fixture.view.setFocus();
    QTest::keySequence(&fixture.view, QKeySequence::Copy);
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->text(),
             u"Intro:\n\n1. one\n2. two\n  \u2022 inner\n\na\n\n    b\n\nx\ty\n1\t2"_s);
    QCOMPARE(QString::fromUtf8(data->data(u"text/markdown"_s)), QString::fromUtf8(source));
}

void TestTranscriptUse::selectionSurvivesPrependAndStreaming()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::streaming(5, "Hold these words, please.") });
    fixture.drag(fixture.pointOf(at(0, 0, 5)), fixture.pointOf(at(0, 0, 16)));
    QCOMPARE(fixture.view.selectedText(), u"these words"_s);
    fixture.view.prependMessages(sample::longChat(4));
    fixture.view.appendText(5, " More comes.");
    fixture.view.flush();
    QCOMPARE(fixture.view.selectedText(), u"these words"_s);
}

void TestTranscriptUse::copiesWholeMessageAsTextAndMarkdown()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(1, "Some **bold** words") });
    fixture.view.copyMessage(1);
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->text(), u"Some bold words"_s);
    QCOMPARE(data->data(u"text/markdown"_s), QByteArray("Some **bold** words"));
}

void TestTranscriptUse::formattedTextIsCopiedToo()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(
        1,
        "# A <title>\n\nSome **bold** `a<b` [link](https://example.org/?a=1&b=2) $x^2$.\n\n"
        "- one\n  1. deep\n  2. er\n- [x] two\n\n> quoted\n\n"
        "| a | b |\n|---|--:|\n| x<br>y | 1 |\n\n```cpp\nif (a < b)\n    c();\n```\n\n"
        "![view](https://example.org/v.png)\n\n<script>alert(1)</script>") });
    fixture.view.copyMessage(1);
    const QString html = QGuiApplication::clipboard()->mimeData()->html();
    QCOMPARE(html.split(u'\n', Qt::SkipEmptyParts),
             QStringList({
                 u"<h1>A &lt;title&gt;</h1>"_s,
                 u"<p>Some <strong>bold</strong> <code>a&lt;b</code> "
                 "<a href=\"https://example.org/?a=1&amp;b=2\">link</a> $x^2$.</p>"_s,
                 u"<ul><li>one<ol><li>deep</li>"_s,
                 u"<li>er</li></ol>"_s,
                 u"</li>"_s,
                 u"<li>\u2611 two</li></ul>"_s,
                 u"<blockquote>"_s,
                 u"<p>quoted</p>"_s,
                 u"</blockquote>"_s,
                 u"<table>"_s,
                 u"<tr><th>a</th><th align=\"right\">b</th></tr>"_s,
                 u"<tr><td>x<br>y</td><td align=\"right\">1</td></tr>"_s,
                 u"</table>"_s,
                 u"<pre><code>if (a &lt; b)"_s,
                 u"    c();</code></pre>"_s,
                 u"<p><a href=\"https://example.org/v.png\">view</a></p>"_s,
                 u"<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"_s,
             }));
    fixture.drag(fixture.pointOf(at(0, 1, 5)), fixture.pointOf(at(0, 1, 9)));
    fixture.view.copy();
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->html(), u"<strong>bold</strong>"_s);
    fixture.view.setMessages({ TranscriptFixture::answer(1, "3. three\n4. four") });
    fixture.view.copyMessage(1);
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->html().simplified(),
             u"<ol start=\"3\"><li>three</li> <li>four</li></ol>"_s);
}

void TestTranscriptUse::codeCopyButtonCopiesCodeOnly()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(
        { TranscriptFixture::answer(1, "Text\n\n```py\nx = 1\ny = 2\n```\n") });
    const auto button = fixture.area(1, AreaKind::CodeCopy);
    QVERIFY(button);
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(*button, 1));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"x = 1\ny = 2"_s);
}

static TranscriptMessage thoughtful(const QByteArray &thinking)
{
    TranscriptMessage message = TranscriptFixture::streaming(1, {});
    message.thinking = thinking;
    return message;
}

void TestTranscriptUse::thinkingFoldsWhenTheAnswerStarts()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::streaming(1, {}) });
    fixture.view.appendThinking(1, "First thought\nSecond thought");
    fixture.view.flush();
    const MessageItem &item = fixture.view.list().at(0);
    QVERIFY(!item.layout->column(MessageLayout::Thinking).rect.isNull());
    fixture.view.appendText(1, "Answer");
    fixture.view.flush();
    QVERIFY(item.layout->column(MessageLayout::Thinking).rect.isNull());
    QVERIFY(!item.layout->thinkingRow.isNull());
}

void TestTranscriptUse::thinkingStaysOpenWhenOpenedByHand()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ thoughtful("A thought") });
    const auto row = fixture.area(1, AreaKind::ThinkingToggle);
    QVERIFY(row);
    const auto click = [&] {
        QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(*row, 1));
    };
    const MessageItem &item = fixture.view.list().at(0);
    click(); // closes the live tail
    QVERIFY(item.layout->column(MessageLayout::Thinking).rect.isNull());
    click(); // opens it for good
    fixture.view.appendText(1, "Answer");
    fixture.view.flush();
    QVERIFY(!item.layout->column(MessageLayout::Thinking).rect.isNull());
}

void TestTranscriptUse::liveThinkingKeepsItsHeight()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ thoughtful("x") });
    QByteArray lines;
    for (int i = 0; i < 40; ++i)
        lines += "line " + QByteArray::number(i) + "\n";
    fixture.view.appendThinking(1, lines);
    fixture.view.flush();
    const MessageLayout &layout = *fixture.view.list().at(0).layout;
    QCOMPARE(layout.column(MessageLayout::Thinking).rect.height(), 190);
    QVERIFY(layout.thinkingShift() > 0);
    const int height = fixture.height(1);
    fixture.view.appendThinking(1, lines);
    fixture.view.flush();
    QCOMPARE(fixture.height(1), height);
}

void TestTranscriptUse::actionsAreReported()
{
    TranscriptFixture fixture;
    TranscriptMessage stopped = TranscriptFixture::answer(2, "Half an");
    stopped.state = TranscriptMessage::State::Stopped;
    stopped.canContinue = true;
    stopped.meta = u"model"_s;
    fixture.view.setMessages({ TranscriptFixture::question(1, "Q"), stopped });
    QSignalSpy actions(&fixture.view, &TranscriptView::actionTriggered);
    QSignalSpy edits(&fixture.view, &TranscriptView::editRequested);
    for (const QString &action : { u"copy"_s, u"regenerate"_s, u"continue"_s, u"more"_s }) {
        const auto area = fixture.area(2, AreaKind::Action, action);
        QVERIFY2(area, qPrintable(action));
        QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(*area, 2));
        QCOMPARE(actions.last().at(0).toLongLong(), 2);
        QCOMPARE(actions.last().at(1).toString(), action);
    }
    const auto statistics = fixture.area(2, AreaKind::Statistics);
    QVERIFY(statistics);
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(*statistics, 2));
    QCOMPARE(actions.last().at(1).toString(), u"statistics"_s);
    QVERIFY(actions.last().at(2).toRect().isValid());
    const auto edit = fixture.area(1, AreaKind::Action, u"edit"_s);
    QVERIFY(edit);
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(*edit, 1));
    QCOMPARE(edits.count(), 1);
    QCOMPARE(edits.first().at(0).toLongLong(), 1);
}

void TestTranscriptUse::siblingButtonsStep()
{
    TranscriptFixture fixture;
    TranscriptMessage message = TranscriptFixture::answer(1, "Second of two");
    message.siblingCount = 2;
    message.siblingIndex = 1;
    fixture.view.setMessages({ message });
    QSignalSpy spy(&fixture.view, &TranscriptView::siblingStep);
    const auto next = fixture.area(1, AreaKind::SiblingNext);
    const auto previous = fixture.area(1, AreaKind::SiblingPrevious);
    QVERIFY(next && previous);
    QVERIFY(!next->enabled);
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(*next, 1));
    QCOMPARE(spy.count(), 0);
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(*previous, 1));
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().at(1).toInt(), -1);
}

void TestTranscriptUse::errorCardButtonsAndDetails()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::failedChat());
    QSignalSpy spy(&fixture.view, &TranscriptView::errorActionTriggered);
    const auto retry = fixture.area(4, AreaKind::ErrorButton, u"retry"_s);
    QVERIFY(retry);
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(*retry, 4));
    QCOMPARE(spy.first().at(1).toString(), u"retry"_s);
    QVERIFY(!fixture.area(4, AreaKind::ErrorCopy));
    const auto details = fixture.area(4, AreaKind::ErrorDetails);
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(*details, 4));
    const auto copy = fixture.area(4, AreaKind::ErrorCopy);
    QVERIFY(copy);
    fixture.view.trigger(4, *copy);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"request 7f3a91"));
}

void TestTranscriptUse::contextLineDimsAndChanges()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::failedChat());
    fixture.view.setContextLine(3);
    QVERIFY(fixture.view.list().at(1).dimmed);
    QVERIFY(!fixture.view.list().at(2).dimmed);
    QSignalSpy spy(&fixture.view, &TranscriptView::contextChangeRequested);
    const auto change = fixture.area(3, AreaKind::ContextChange);
    QVERIFY(change);
    QTest::mouseClick(fixture.view.viewport(), Qt::LeftButton, {}, fixture.pointOf(*change, 3));
    QCOMPARE(spy.count(), 1);
    fixture.view.setContextLine(0);
    QVERIFY(!fixture.view.list().at(1).dimmed);
}

void TestTranscriptUse::renderingReadsNoFile_m1()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"picture.png"_s);
    QImage image(2000, 2000, QImage::Format_RGB32);
    image.fill(Qt::red);
    QVERIFY(image.save(path));
    TranscriptFixture fixture;
    fixture.view.setMessages(
        { TranscriptFixture::answer(1,
                                    "![my alt](file://" + path.toUtf8() + ")\n\n<img src=\"file://"
                                        + path.toUtf8() + "\">\n") });
    QVERIFY(fixture.shownBlocks(1).constFirst().startsWith(u"my alt"));
    QVERIFY(fixture.height(1) < 400);
    const QImage shown = fixture.view.grab().toImage();
    for (int y = 0; y < shown.height(); y += 3)
        for (int x = 0; x < shown.width(); x += 3)
            QVERIFY(shown.pixelColor(x, y) != QColor(Qt::red));
}

// Rendering cannot reach the network or a file if the code does not even name what could.
void TestTranscriptUse::nothingThatOpensThingsIsUsed_m1()
{
    const QDir folder(QStringLiteral(LOKAL_SOURCE_DIR "/ui/transcript"));
    const QStringList files = folder.entryList({ u"*.cpp"_s, u"*.h"_s }, QDir::Files);
    QVERIFY(files.size() > 20);
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        for (const char *word : { "QNetwork", "QFile", "QDesktopServices", "QImage",
                                  "QTextDocument", "QProcess", "QTcp" })
            QVERIFY2(!text.contains(word), qPrintable(name + u": "_s + QString::fromLatin1(word)));
    }
}

void TestTranscriptUse::keyboardWalksMessagesAndActions()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::chat());
    fixture.view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.view));
    fixture.view.clearFocus();
    fixture.view.setFocus(Qt::TabFocusReason);
    QCOMPARE(fixture.view.focusedMessage(), 2);
    QTest::keyClick(&fixture.view, Qt::Key_Up);
    QCOMPARE(fixture.view.focusedMessage(), 1);
    QSignalSpy edits(&fixture.view, &TranscriptView::editRequested);
    QTest::keyClick(&fixture.view, Qt::Key_Return); // to the first action
    QTest::keyClick(&fixture.view, Qt::Key_Return);
    QCOMPARE(edits.count(), 1);
    QTest::keyClick(&fixture.view, Qt::Key_Right);
    QTest::keyClick(&fixture.view, Qt::Key_Space); // copy
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"How would you"));
    QTest::keyClick(&fixture.view, Qt::Key_Escape);
    QTest::keyClick(&fixture.view, Qt::Key_Down);
    QCOMPARE(fixture.view.focusedMessage(), 2);
    QSignalSpy siblings(&fixture.view, &TranscriptView::siblingStep);
    QTest::keyClick(&fixture.view, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(siblings.count(), 1);
    QTest::keyClick(&fixture.view, Qt::Key_Home);
    QCOMPARE(fixture.view.verticalScrollBar()->value(), 0);
    QTest::keyClick(&fixture.view, Qt::Key_End);
    QVERIFY(fixture.view.isAtBottom());
}

void TestTranscriptUse::tabIntoALongAnswerMovesNothing()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::question(1, "Tell me all"),
                               TranscriptFixture::answer(2, sample::mixedMarkdown(20'000)) });
    fixture.view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.view));
    fixture.view.clearFocus();
    const QScrollBar *bar = fixture.view.verticalScrollBar();
    const int end = bar->value();
    QCOMPARE(end, bar->maximum());
    fixture.view.setFocus(Qt::TabFocusReason);
    QCOMPARE(fixture.view.focusedMessage(), qint64(2));
    QCOMPARE(bar->value(), end);
    QTest::keyClick(&fixture.view, Qt::Key_Up); // one that is not seen comes into view
    QCOMPARE(fixture.view.focusedMessage(), qint64(1));
    QVERIFY(bar->value() < end);
}

void TestTranscriptUse::typedTextIsLeftToTheWindow()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::chat());
    QKeyEvent key(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, u"a"_s);
    QCoreApplication::sendEvent(&fixture.view, &key);
    QVERIFY(!key.isAccepted());
}

void TestTranscriptUse::jumpButtonIsReachableByKeyboard()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::longChat(40));
    fixture.view.setFocus();
    fixture.view.verticalScrollBar()->setValue(500);
    QTest::keyClick(&fixture.view, Qt::Key_Tab);
    QTest::keyClick(&fixture.view, Qt::Key_Return);
    QVERIFY(fixture.view.isAtBottom());
}

void TestTranscriptUse::editorTakesTheMessagesPlace()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::chat());
    fixture.view.scrollToMessage(1);
    const int before = fixture.height(1);
    auto *editor = new QLabel(u"editor"_s);
    editor->setMinimumHeight(160);
    editor->setFixedHeight(160);
    fixture.view.setEditor(1, editor);
    QCOMPARE(fixture.height(1), editor->sizeHint().height());
    QCOMPARE(editor->geometry().top(), fixture.viewportTop(1));
    QCOMPARE(editor->geometry().left(), fixture.column());
    fixture.view.setEditor(1, nullptr);
    QCOMPARE(fixture.height(1), before);
}

void TestTranscriptUse::screenReaderSeesMessages()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::chat());
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&fixture.view);
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), 2);
    QAccessibleInterface *answer = list->child(1);
    QCOMPARE(answer->role(), QAccessible::ListItem);
    QCOMPARE(list->indexOfChild(answer), 1);
    QCOMPARE(answer->parent(), list);
    QVERIFY(answer->text(QAccessible::Name).startsWith(u"Assistant: Split the answer into blocks"));
    QVERIFY(answer->textInterface()->text(0, -1).contains(u"Selection across blocks"));
    QVERIFY(!answer->textInterface()->text(0, -1).contains(u"**"));
    QVERIFY(answer->actionInterface()->actionNames().contains(u"Copy message"_s));
    QSignalSpy spy(&fixture.view, &TranscriptView::actionTriggered);
    answer->actionInterface()->doAction(u"Regenerate"_s);
    QCOMPARE(spy.count(), 1);
    QVERIFY(answer->rect().isValid());
    fixture.view.replaceTail(0, { TranscriptFixture::question(9, "More") });
    QCOMPARE(list->childCount(), 3);
    fixture.view.removeMessage(2);
    QCOMPARE(list->childCount(), 2);
}

void TestTranscriptUse::screenReaderHearsButtonsInAMessage()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(
        1, "```\na\n```\n\n[link](https://example.org)\n\n```\nb\n```") });
    fixture.view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.view));
    fixture.view.clearFocus();
    fixture.view.setFocus(Qt::TabFocusReason);
    QAccessibleInterface *answer = QAccessible::queryAccessibleInterface(&fixture.view)->child(0);
    QStringList names;
    for (int i = 0; i < answer->childCount(); ++i)
        names.append(answer->child(i)->text(QAccessible::Name));
    QCOMPARE(names.count(u"Copy code"_s), 2);
    QCOMPARE(answer->child(1)->role(), QAccessible::Link);
    QTest::keyClick(&fixture.view, Qt::Key_Return);
    const QAccessibleInterface *focused = answer->focusChild();
    QVERIFY(focused);
    QCOMPARE(focused->text(QAccessible::Name), u"Copy message"_s);
    const auto second = static_cast<int>(names.lastIndexOf(u"Copy code"_s));
    answer->child(second)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(QGuiApplication::clipboard()->text(), u"b"_s);
}

void TestTranscriptUse::smallStepsUpwardsReleaseTheBottom()
{
    TranscriptFixture fixture;
    QVector<TranscriptMessage> chat = sample::longChat(20);
    chat.append(TranscriptFixture::streaming(900, "Text"));
    fixture.view.setMessages(chat);
    QScrollBar *bar = fixture.view.verticalScrollBar();
    const int before = bar->value();
    const QPoint middle = fixture.view.viewport()->rect().center();
    QWheelEvent up(middle, fixture.view.viewport()->mapToGlobal(middle), QPoint(0, 2),
                   QPoint(0, 16), Qt::NoButton, Qt::NoModifier, Qt::ScrollUpdate, false);
    QCoreApplication::sendEvent(fixture.view.viewport(), &up);
    const int released = bar->value();
    QVERIFY(released < before);
    fixture.view.appendText(900, " that goes on\n\nand on");
    fixture.view.flush();
    QCOMPARE(bar->value(), released);
}

void TestTranscriptUse::formulasAreCopiedAsTex()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(1, "Einstein: $E = mc^2$, known.") });
    fixture.view.copyMessage(1);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Einstein: $E = mc^2$, known."_s);
    QVERIFY(!fixture.view.messagePlainText(1).contains(u'$'));
}

void TestTranscriptUse::aRowOfATableIsCopiedAsOneLine()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(
        { TranscriptFixture::answer(1, "| a | b |\n|---|---|\n| x<br>y | z |\n\nEnd.") });
    fixture.drag(fixture.pointOf(at(0, 0, 0)), fixture.pointOf(at(0, 1, 2)));
    QCOMPARE(fixture.view.selectedText(), u"a\tb\nx y\tz\n\nEn"_s);
    fixture.view.copyMarkdown();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"| a | b |\n|---|---|\n| x<br>y | z |\n\nEn"_s);
}

void TestTranscriptUse::aPartIsCopiedAsMarkdown()
{
    TranscriptFixture fixture;
    fixture.view.setMessages({ TranscriptFixture::answer(
        1, "Some **bold** words and `code`.\n\n- one\n- two\n\nEnd.") });
    fixture.drag(fixture.pointOf(at(0, 0, 5)), fixture.pointOf(at(0, 2, 3)));
    fixture.view.copyMarkdown();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"**bold** words and `code`.\n\n- one\n- two"_s);
}

void TestTranscriptUse::theLastRowIsNotUnderTheJumpButton()
{
    TranscriptFixture fixture;
    fixture.view.setMessages(sample::longChat(40));
    const int last = fixture.view.list().count() - 1;
    fixture.view.setFocus(Qt::TabFocusReason);
    fixture.view.verticalScrollBar()->setValue(fixture.view.verticalScrollBar()->maximum() - 60);
    fixture.view.focusMessage(last);
    QTest::keyClick(&fixture.view, Qt::Key_Return);
    QVERIFY(fixture.view.isAtBottom());
    QVERIFY(fixture.view.jumpButtonRect().isNull());
}

QTEST_MAIN(TestTranscriptUse)
#include "tst_transcriptuse.moc"
