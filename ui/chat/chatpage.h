#pragma once

#include "ui/chat/chatcontroller.h"
#include "ui/chat/editdrafts.h"
#include "ui/shell/windowstate.h"
#include "ui/theme/theme.h"

#include <QHash>
#include <QPointer>
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
class MessageEditor;
class TranscriptView;
struct MenuPlace;

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
    /// Who opens a confirmed address, false when that failed; QDesktopServices at first.
    void setLinkOpener(std::function<bool(const QUrl &)> opener) { m_openLink = std::move(opener); }

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
    void resizeEvent(QResizeEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    // chatpagelayout.cpp
    void build();
    void restyle();
    void arrange();
    bool isLow() const;
    void chainTabs();

    void connectHeader();
    void connectTranscript();
    void connectComposer();
    void refresh();
    void refreshTranscript();
    void refreshComposer();
    void refreshHint();
    QString contextText() const;
    QString placeText() const;
    bool isEngineAway() const;
    QString whyNoRun() const;
    void showNotice(const QString &text);
    void showError(const Error &error);
    void toggleThinking(bool on);
    void find(const QString &query);
    void endFind();

    // chatpagedrafts.cpp
    void keepDraft(const QString &text);
    void takeStarter(const QString &text);
    void send(const QString &text);
    bool isDraftOf(SessionId from, const QString &text) const;
    void dropSent(SessionId from, const QString &text);
    void adoptDraft(SessionId made);
    void takeBack(SessionId from, SessionId session, const QString &text, const Error &error);

    // chatpageactions.cpp: what is done to single messages.
    void onAction(MessageId id, const QString &action, const QRect &globalRect);
    void onErrorAction(MessageId id, const QString &action);
    void begin(const std::function<void()> &run);
    void leaveOutOldest(MessageId id);
    void stepSibling(MessageId id, int by);
    void openStatistics(MessageId id, const QRect &globalRect);
    void makeCurl(MessageId id, const std::function<void(const QString &)> &take);
    void chooseStrategy(ContextStrategy strategy);
    void askLink(const QString &address, const QRect &globalRect);
    void deleteMessage(MessageId id);
    void fork(MessageId id);

    // chatpageedits.cpp
    void openEditor(MessageId id);
    void runEdit(const QString &text);
    void saveEdit(const QString &text);
    void closeEditor();
    void reopenEditor();
    void takeEditBack(SessionId session, MessageId id, const QString &text, const Error &error);

    // chatpagemenus.cpp
    void openMessageMenu(MessageId id, const QRect &globalRect);
    void openMoreMenu();
    void openContextMenu(const MenuPlace &place);
    void openStrategyMenu();
    QWidget *anchorAt(const QRect &globalRect);
    MenuPopup *freshMenu();

    /// A message that is not stored yet; its text is still the draft of the chat.
    struct Sent
    {
        SessionId from; ///< where it was written
        QString text;
        bool isKept = true; ///< nothing was typed since
    };

    const Backend m_backend;
    Theme &m_theme;
    const Principal m_who;
    WindowState &m_state;
    EditDrafts m_editDrafts;
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
    bool m_hasWarning = false; ///< the hint line shows more than a hint
    std::optional<Sent> m_sent;
    QString m_starter; ///< the beginning that a card of the empty chat put in
    QWidget *m_anchor; ///< stands where a popup opens inside the transcript
    LinkPopup *m_linkPopup = nullptr; ///< made with the first link
    MenuPopup *m_menu = nullptr;
    QHash<MessageId, SessionId> m_deleted; ///< while it can be undone
    MessageId m_edited;
    QPointer<MessageEditor> m_editor;
    bool m_reopensEditor = false; ///< once the chat that was opened is there
    std::function<bool(const QUrl &)> m_openLink;
};

} // namespace lokal::ui
