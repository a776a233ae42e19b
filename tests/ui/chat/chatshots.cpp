// Pictures of the main window in its states, drawn with fakes of the core.
#include "tests/ui/support/fixture.h"
#include "ui/chat/chatpage.h"
#include "ui/chat/composer.h"
#include "ui/chat/messageeditor.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/sidebarfoot.h"
#include "ui/shell/workspace.h"
#include "ui/transcript/transcriptview.h"

#include <QDir>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTranslator>

#include <cstdio>

using namespace lokal;
using namespace lokal::ui;
using namespace lokal::test;
using namespace Qt::StringLiterals;

namespace {

const auto answerText
    = u"Here is a version that fits on one screen:\n\n"
      "1. **Answers survive a crash.** What was written is there after the restart.\n"
      "2. **Models are found at once.** The list opens with one key and knows every part of a "
      "name.\n"
      "3. **Long chats open in a blink**, also with 10,000 messages.\n\n"
      "```cpp\nvoid Transcript::flush() {\n    auto blocks = parse(m_source);\n"
      "    const auto keep = commonPrefix(m_blocks, blocks);\n    updateHeights(keep); // usually "
      "one block\n}\n```\n\n"
      "The third point needs a number you have measured yourself; I took it from the list."_s;

struct Scene : Fixture
{
    SessionId chat;
    std::unique_ptr<Workspace> window;

    Scene()
    {
        const ModelConfig config = fakes.configs.add(u"qwen3:8b"_s, u"qwen3:8b"_s);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto add = [&](const QString &name, int hoursAgo) {
            return fakes.sessions.add(name, config.id, now.addSecs(-3600 * hoursAgo));
        };
        add(u"Regex for ISO 8601 durations"_s, 24 * 5);
        add(u"Unit tests for the tokenizer"_s, 24 * 5);
        add(u"Summarise meeting transcript"_s, 24 * 4);
        add(u"Rust vs C++ for audio plug-ins"_s, 24 * 3);
        add(u"Trip to Porto, four days"_s, 26);
        add(u"SQL: weekly retention query"_s, 25);
        add(u"Explain rotary position embeddings with a worked example"_s, 24);
        const ChatSession other = add(u"Compare Q4_K_M and Q6_K quality"_s, 1);
        const ChatSession made = add(u"Release notes for 0.9"_s, 0);
        fakes.sessions.sessions[other.id.value].pinned = true;
        chat = made.id;
    }

    void addTurn(const QString &question, const QString &answer)
    {
        fakes.sessions.addMessage(chat, Role::User, question);
        const ChatMessage made = fakes.sessions.addMessage(chat, Role::Assistant, answer);
        ChatMessage &message = fakes.sessions.messageRef(made.id);
        message.thinking = u"The user wants three short lines. Keep the benefit first."_s;
        message.tokens = 412;
        message.latencySeconds = 17.5;
        message.reason = u"stop"_s;
        message.usage = Usage { 1204, 412, 5900, 600, 10800, 17500, 6700, 38.2 };
        message.sent = R"({"num_ctx": 8192, "temperature": 0.7, "seed": null})";
    }

    void show(QSize size, bool openChat = true)
    {
        state.setValue(u"lastChat/1"_s, openChat ? QVariant(chat.value) : QVariant());
        window = std::make_unique<Workspace>(backend, sharedTheme(), who, state);
        window->resize(size);
        window->show();
        settle();
    }
    static void settle()
    {
        for (int i = 0; i < 30; ++i)
            QTest::qWait(10);
    }
    void ask(const QString &text)
    {
        window->chatPage()->composer()->setText(text);
        QTest::keyClick(window->chatPage()->composer()->edit(), Qt::Key_Return);
        settle();
    }
    void save(const QString &directory, const QString &name)
    {
        settle();
        window->grab().save(QDir(directory).filePath(name + u".png"_s));
    }
};

const QSize wide(1440, 900);

void chat(const QString &to, const QString &name, QSize size = wide)
{
    Scene scene;
    scene.addTurn(u"Write release notes for 0.9 from this list. Three points, one line each."_s,
                  answerText);
    scene.show(size);
    scene.save(to, name);
}

void streaming(const QString &to, const QString &name)
{
    Scene scene;
    scene.addTurn(u"Write release notes for 0.9 from this list. Three points, one line each."_s,
                  answerText);
    scene.show(wide);
    scene.ask(u"And as one sentence for the web page?"_s);
    scene.fakes.chat.context(scene.chat, { ContextStrategy::Truncate, 8192, 3100, 0, {} });
    scene.fakes.chat.token(
        scene.chat,
        u"Lokal 0.9 keeps what you wrote, finds your models at once and opens `long chats` "_s);
    scene.save(to, name);
}

void phases(const QString &to)
{
    Scene scene;
    scene.addTurn(u"Write release notes for 0.9 from this list. Three points, one line each."_s,
                  u"Done, see above."_s);
    scene.show(wide);
    scene.ask(u"And as one sentence for the web page?"_s);
    scene.fakes.chat.context(scene.chat, { ContextStrategy::Truncate, 8192, 3100, 0, {} });
    scene.fakes.chat.queued(scene.chat, 3);
    scene.save(to, u"queue-light"_s);
    scene.fakes.chat.phase(scene.chat, u"loading_model"_s);
    scene.save(to, u"loading-light"_s);
}

void error(const QString &to, const QString &name, QSize size)
{
    Scene scene;
    scene.addTurn(u"Collect what changed since 0.8, from these notes."_s,
                  u"Three areas changed: **storage**, **models** and **speed**."_s);
    scene.show(size);
    scene.ask(
        u"Now write the release notes for people who are not developers. Keep it friendly."_s);
    scene.fakes.chat.context(scene.chat, { ContextStrategy::Truncate, 8192, 7400, 4, { 3 } });
    scene.fakes.chat.token(
        scene.chat,
        u"**Lokal 0.9 is here.** This version is about trust: what you have written stays where it is, even if the power goes out in the middle of a"_s);
    scene.fakes.chat.fail(
        scene.chat,
        makeError(ErrorCode::EngineError,
                  u"connection closed by the server after 212 of at most 2048 tokens"_s));
    scene.fakes.models.setStatus({ EngineCondition::Unreachable,
                                   u"http://127.0.0.1:11434"_s,
                                   {},
                                   u"connection refused"_s,
                                   false });
    scene.save(to, name);
}

void empty(const QString &to, const QString &name, QSize size = wide)
{
    Scene scene;
    scene.show(size, false);
    scene.save(to, name);
}

void popups(const QString &to)
{
    Scene scene;
    scene.addTurn(u"Write release notes for 0.9 from this list. Three points, one line each."_s,
                  u"Done. The third point needs a number you have measured yourself."_s);
    scene.show(wide);
    TranscriptView *view = scene.window->chatPage()->transcript();
    const int last = view->list().count() - 1;
    for (const HitArea &area : view->areasOf(last)) {
        if (area.kind == AreaKind::Statistics)
            view->trigger(view->list().at(last).message.id, area);
    }
    scene.save(to, u"stats-light"_s);
    QTest::keyClick(scene.window->focusWidget(), Qt::Key_Escape);
    QTest::mouseClick(scene.window->sidebar()->foot()->userRow(), Qt::LeftButton);
    scene.save(to, u"user-light"_s);
    scene.window->run(Command::Settings);
    scene.save(to, u"settings-light"_s);
    scene.window->run(Command::ModelPicker);
    scene.save(to, u"models-light"_s);
    scene.window->run(Command::ShortcutList);
    scene.save(to, u"keys-light"_s);
}

void find(const QString &to)
{
    Scene scene;
    scene.addTurn(u"Write release notes for 0.9 from this list."_s, answerText);
    scene.show(wide);
    scene.window->run(Command::FindInChat);
    scene.window->findChild<QLineEdit *>(u"findText"_s)->setText(u"block"_s);
    scene.save(to, u"find-light"_s);
}

void editor(const QString &to)
{
    Scene scene;
    scene.addTurn(u"Write release notes for 0.9 from this list."_s, u"Done."_s);
    scene.fakes.sessions.addSibling({ 2 }, u"Done, in another way."_s);
    scene.show(wide);
    Q_EMIT scene.window->chatPage()->transcript()->editRequested(1);
    scene.save(to, u"editor-light"_s);
}

const QSize tiny(640, 480);

TranscriptView *transcriptOf(const Scene &scene)
{
    return scene.window->chatPage()->transcript();
}

void statistics(const QString &to, const QString &name, QSize size)
{
    Scene scene;
    scene.addTurn(u"Write release notes for 0.9 from this list."_s, u"Done."_s);
    scene.show(size);
    TranscriptView *view = transcriptOf(scene);
    const int last = view->list().count() - 1;
    for (const HitArea &area : view->areasOf(last)) {
        if (area.kind == AreaKind::Statistics)
            view->trigger(view->list().at(last).message.id, area);
    }
    scene.save(to, name);
}

/// An answer that was cut off, with another version of it.
void continued(const QString &to, const QString &name, QSize size = wide)
{
    Scene scene;
    scene.addTurn(u"Tell me about the sea."_s, u"The sea is"_s);
    const ChatMessage other = scene.fakes.sessions.addSibling({ 2 }, u"The sea is deep, and"_s);
    ChatMessage &message = scene.fakes.sessions.messageRef(other.id);
    message.reason = u"length"_s;
    message.sent = R"({"num_ctx": 8192, "continued": true})";
    scene.show(size);
    scene.save(to, name);
}

/// The window while Ollama is away: nothing can be begun.
void away(const QString &to, const QString &name, QSize size)
{
    Scene scene;
    scene.addTurn(u"Tell me about the sea."_s, u"The sea is"_s);
    scene.fakes.sessions.messageRef({ 2 }).state = MessageState::Stopped;
    scene.show(size);
    scene.fakes.models.setStatus(
        { EngineCondition::Unreachable, u"http://127.0.0.1:11434"_s, {}, {}, false });
    scene.save(to, name);
}

void answered(const QString &to, const QString &name, const QString &answer, double scrolled)
{
    Scene scene;
    scene.addTurn(u"Show me."_s, answer);
    scene.show(wide);
    QScrollBar *bar = transcriptOf(scene)->verticalScrollBar();
    Scene::settle();
    bar->setValue(qRound(bar->maximum() * scrolled));
    scene.save(to, name);
}

QString longTable()
{
    QString text = u"| Number | Name | Remark |\n|---|---|---|\n"_s;
    for (int i = 1; i <= 240; ++i)
        text += u"| %1 | row %1 | %2 |\n"_s.arg(i).arg(
            i == 150 ? u"one that is longer than all others"_s : u"short"_s);
    return text;
}

void kinds(const QString &to)
{
    answered(to, u"long-table-light"_s, longTable(), 0.42);
    answered(to, u"rtl-list-light"_s,
             u"قائمة:\n\n- العنصر الأول\n- العنصر الثاني\n  - داخلي\n\n1. واحد\n2. اثنان\n\n"
             "> اقتباس من كتاب\n> في سطرين\n"_s,
             1);
    answered(to, u"quotes-light"_s,
             u"> One\n>\n> > Two, inside\n> >\n> > - a list\n> >\n> > > Three\n>\n"
             "> One again\n>\n> ```\n> code\n> ```\n>\n> The end.\n\n"
             "3. three\n4. four\n\n- [x] done\n- [ ] open\n"_s,
             1);
    answered(to, u"diff-light"_s, u"```diff\n-old\n+new\n```\n\n```\nno language\n```\n"_s, 1);
}

void draftOfAnEdit(const QString &to, const QString &name, QSize size)
{
    Scene scene;
    scene.addTurn(u"Write release notes for 0.9 from this list."_s, u"Done."_s);
    scene.show(size);
    Q_EMIT transcriptOf(scene)->editRequested(1);
    scene.window->chatPage()
        ->findChild<MessageEditor *>()
        ->findChild<QPlainTextEdit *>()
        ->setPlainText(u"Write release notes for 0.9, and make them short."_s);
    scene.window->chatPage()->open({});
    scene.window->chatPage()->open(scene.chat);
    scene.save(to, name);
}

void german(const QString &to)
{
    QTranslator translator;
    if (!translator.load(QCoreApplication::applicationDirPath() + u"/../app/desktop/lokal_de.qm"_s))
        std::fputs("no German translation was found\n", stderr);
    QCoreApplication::installTranslator(&translator);
    chat(to, u"german-light"_s);
    empty(to, u"german-empty-light"_s);
    empty(to, u"german-empty-1280-light"_s, QSize(1280, 820));
    error(to, u"german-error-light"_s, QSize(900, 720));
    QCoreApplication::removeTranslator(&translator);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (argc < 2) {
        std::fputs("usage: lokal_chat_shots DIRECTORY\n", stderr);
        return 2;
    }
    const QString to = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(to);
    Theme &theme = sharedTheme();
    chat(to, u"chat-light"_s);
    streaming(to, u"streaming-light"_s);
    empty(to, u"empty-light"_s);
    phases(to);
    error(to, u"error-light"_s, wide);
    error(to, u"narrow-light"_s, QSize(640, 480));
    empty(to, u"narrow-empty-light"_s, QSize(640, 480));
    find(to);
    popups(to);
    editor(to);
    statistics(to, u"narrow-stats-light"_s, tiny);
    continued(to, u"continue-light"_s);
    continued(to, u"narrow-continue-light"_s, tiny);
    away(to, u"away-light"_s, wide);
    kinds(to);
    draftOfAnEdit(to, u"edit-draft-light"_s, tiny);
    german(to);
    theme.setScheme(ColorScheme::Dark);
    chat(to, u"chat-dark"_s);
    chat(to, u"narrow-dark"_s, QSize(900, 720));
    chat(to, u"narrow-chat-dark"_s, tiny);
    empty(to, u"narrow-empty-dark"_s, tiny);
    error(to, u"narrow-error-dark"_s, tiny);
    continued(to, u"continue-dark"_s);
    streaming(to, u"streaming-dark"_s);
    empty(to, u"empty-dark"_s);
    error(to, u"error-dark"_s, wide);
    theme.setScheme(ColorScheme::Light);
    theme.setFactor(2.0);
    chat(to, u"text200-light"_s);
    empty(to, u"text200-empty-light"_s);
    error(to, u"text200-error-light"_s, wide);
    statistics(to, u"text200-stats-light"_s, wide);
    chat(to, u"text200-narrow-light"_s, tiny);
    empty(to, u"text200-narrow-empty-light"_s, tiny);
    statistics(to, u"text200-narrow-stats-light"_s, tiny);
    error(to, u"text200-narrow-error-light"_s, tiny);
    return 0;
}
