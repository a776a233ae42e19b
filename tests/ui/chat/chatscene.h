#pragma once

#include "tests/ui/support/fixture.h"
#include "ui/chat/chatpage.h"
#include "ui/chat/composer.h"
#include "ui/common/iconbutton.h"
#include "ui/common/label.h"
#include "ui/transcript/transcriptview.h"

#include <QTest>

namespace lokal::test {

using namespace lokal::ui;
using namespace Qt::StringLiterals;

/// A shown page with one chat that has a configuration.
struct Scene : Fixture
{
    ModelConfig config = fakes.configs.add(u"qwen3:8b"_s, u"qwen3:8b"_s);
    SessionId chat = fakes.sessions.add(u"Release notes"_s, config.id).id;
    std::unique_ptr<ChatPage> owned;
    ChatPage *page = nullptr;
    TranscriptView *view = nullptr;
    Composer *composer = nullptr;

    void show(SessionId session)
    {
        owned = std::make_unique<ChatPage>(backend, sharedTheme(), who, state);
        page = owned.get();
        view = page->transcript();
        composer = page->composer();
        page->resize(1000, 700);
        page->show();
        QApplication::setActiveWindow(page);
        page->open(session);
        QTRY_COMPARE(page->controller().setup().modelName(), u"qwen3:8b"_s);
    }
    void showChat(int turns = 1)
    {
        for (int i = 0; i < turns; ++i) {
            fakes.sessions.addMessage(chat, Role::User, u"question %1"_s.arg(i));
            fakes.sessions.addMessage(chat, Role::Assistant, u"answer %1"_s.arg(i));
        }
        show(chat);
        QTRY_COMPARE(shown(), qMin(turns * 2, 50));
    }
    int shown() const { return view->list().count(); }
    TranscriptMessage last() const { return view->list().at(shown() - 1).message; }
    QString lastText() const
    {
        view->flush();
        return QString::fromUtf8(last().source);
    }
    void type(const QString &text) { QTest::keyClicks(composer->edit(), text); }
    void pressEnter() { QTest::keyClick(composer->edit(), Qt::Key_Return); }
    SendButton *button() const { return composer->findChild<SendButton *>(u"sendButton"_s); }
    void ask(const QString &text)
    {
        type(text);
        pressEnter();
        QTRY_VERIFY(fakes.chat.isRunning(page->session()));
        QTRY_COMPARE(page->controller().phase(), ChatController::Phase::Writing);
        QTRY_VERIFY(shown() > 0 && last().isOpen());
    }
    QString hint() const { return page->findChild<Label *>(u"hintLine"_s)->text(); }
};

} // namespace lokal::test
