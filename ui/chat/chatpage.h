#pragma once

#include "ui/chat/chatcontroller.h"
#include "ui/shell/windowstate.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QStackedLayout;
class QVBoxLayout;

namespace lokal::ui {

class ChatHeader;
class Composer;
class EmptyChat;
class Label;
class LinkPopup;
class MenuPopup;
class TranscriptView;

/// A chat: header, transcript, composer. One page shows one chat after the other.
class ChatPage : public QWidget
{
    Q_OBJECT
public:
    ChatPage(const Backend &backend, Theme &theme, const Principal &who, WindowState &state,
             QWidget *parent = nullptr);
    ~ChatPage() override;

    /// An invalid id: a chat that does not exist before its first message.
    void open(SessionId session);
    SessionId session() const { return m_chat.session(); }
    QString title() const { return m_chat.title(); }
    bool isRunning() const { return m_chat.phase() != ChatController::Phase::Idle; }
    Composer *composer() const { return m_composer; }
    TranscriptView *transcript() const { return m_view; }
    ChatController &controller() { return m_chat; }

    void focusComposer();
    void openFind();
    void startRename();
    void openModelPicker();
    void chooseModel(const QString &model) { m_chat.chooseModel(model); }
    void chooseConfig(ConfigId config) { m_chat.chooseConfig(config); }
    void setSidebarButtonShown(bool shown);
    /// Takes the widget over and shows it under the header.
    void setBanner(QWidget *banner);
    /// Escape: closes the search, else stops the answer. False when there was nothing to do.
    bool escape();
    /// A letter that was typed where nothing takes text.
    void typeIntoComposer(const QString &text);
    /// Who opens a confirmed address; QDesktopServices at first.
    void setLinkOpener(std::function<void(const QUrl &)> opener) { m_openLink = std::move(opener); }

Q_SIGNALS:
    void sessionCreated(lokal::SessionId session);
    /// Another chat is to be shown (a fork).
    void openRequested(lokal::SessionId session);
    void titleChanged(const QString &title);
    void modelPickerRequested(QWidget *anchor);
    void configRequested(lokal::ConfigId config);
    void engineRequested();
    void sidebarRequested();
    void trashRequested(lokal::SessionId session);
    void sessionGone();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void connectHeader();
    void connectTranscript();
    void connectComposer();
    void restyle();
    void refresh();
    void refreshComposer();
    void refreshHint();
    QString contextText() const;
    void showNotice(const QString &text);
    void showError(const Error &error);
    void takeBack(SessionId session, const QString &text, const Error &error);
    void toggleThinking(bool on);

    // chatpageactions.cpp: what is done to single messages.
    void onAction(MessageId id, const QString &action, const QRect &globalRect);
    void onErrorAction(MessageId id, const QString &action);
    void openMessageMenu(MessageId id, const QRect &globalRect);
    void openMoreMenu();
    void openStatistics(MessageId id, const QRect &globalRect);
    void openStrategyMenu();
    void chooseStrategy(ContextStrategy strategy);
    void openEditor(MessageId id);
    void closeEditor();
    void askLink(const QString &address);
    void deleteMessage(MessageId id);
    void fork(MessageId id);
    QWidget *anchorAt(const QRect &globalRect);
    MenuPopup *freshMenu();

    const Backend m_backend;
    Theme &m_theme;
    const Principal m_who;
    WindowState &m_state;
    ChatHeader *m_header;
    TranscriptView *m_view;
    EmptyChat *m_empty;
    Composer *m_composer;
    Label *m_hint;
    QVBoxLayout *m_column;
    QHBoxLayout *m_bannerRow;
    QHBoxLayout *m_composerRow;
    QStackedLayout *m_stack;
    ChatController m_chat;
    EngineStatus m_engine;
    QTimer m_noticeTimer;
    QString m_notice;
    QWidget *m_anchor; ///< stands where a popup opens inside the transcript
    LinkPopup *m_linkPopup;
    MenuPopup *m_menu = nullptr;
    MessageId m_edited;
    std::function<void(const QUrl &)> m_openLink;
};

} // namespace lokal::ui
