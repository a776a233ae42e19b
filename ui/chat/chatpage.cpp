#include "ui/chat/chatpage.h"

#include "ui/chat/chatheader.h"
#include "ui/chat/composer.h"
#include "ui/chat/emptychat.h"
#include "ui/chat/findbar.h"
#include "ui/chat/messageeditor.h"
#include "ui/common/answered.h"
#include "ui/common/errortext.h"
#include "ui/common/label.h"
#include "ui/common/menupopup.h"
#include "ui/common/painting.h"
#include "ui/common/visibletext.h"
#include "ui/firstrun/engineoutcome.h"
#include "ui/transcript/transcriptview.h"

#include <QDesktopServices>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedLayout>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int noticeMs = 8000;

} // namespace

ChatPage::ChatPage(const Backend &backend, Theme &theme, const Principal &who, WindowState &state,
                   QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_theme(theme)
    , m_who(who)
    , m_state(state)
    , m_editDrafts(state, who.user)
    , m_header(new ChatHeader(theme))
    , m_view(new TranscriptView(theme))
    , m_empty(new EmptyChat(theme))
    , m_composer(new Composer(theme))
    , m_hint(new Label(theme, text::meta, {}, Label::Overflow::Elide))
    , m_column(new QVBoxLayout(this))
    , m_bannerRow(new QHBoxLayout)
    , m_composerRow(new QHBoxLayout)
    , m_stack(new QStackedLayout)
    , m_chat(backend, who, *m_view)
    , m_anchor(new QWidget(this))
    , m_openLink([](const QUrl &url) { return QDesktopServices::openUrl(url); })
{
    build();
    connectHeader();
    connectTranscript();
    connectComposer();
    m_noticeTimer.setSingleShot(true);
    connect(&m_noticeTimer, &QTimer::timeout, this, [this] { showNotice({}); });
    connect(
        &backend.models, &Models::engineStatusChanged, this,
        [this](const EngineStatus &status) {
            m_engine = status;
            refresh();
        },
        Qt::QueuedConnection);
    whenAnswered(backend.models.engineStatus(), this, [this](const Result<EngineStatus> &status) {
        if (status)
            m_engine = *status;
        refresh();
    });
    followTheme(theme, this, [this] { restyle(); });
}

/// What a person was told is deleted must not be back after the next start.
ChatPage::~ChatPage()
{
    for (auto it = m_deleted.cbegin(); it != m_deleted.cend(); ++it)
        m_chat.removeHidden(it.value(), it.key());
}

void ChatPage::connectHeader()
{
    FindBar *find = m_header->findBar();
    connect(m_header, &ChatHeader::renamed, this,
            [this](const QString &name) { m_chat.rename(name); });
    connect(m_header, &ChatHeader::moreClicked, this, &ChatPage::openMoreMenu);
    connect(m_header, &ChatHeader::sidebarClicked, this, &ChatPage::sidebarRequested);
    connect(m_header, &ChatHeader::configClicked, this,
            [this] { Q_EMIT configRequested(m_chat.setup().configId()); });
    connect(find, &FindBar::queryChanged, this, &ChatPage::find);
    connect(find, &FindBar::next, this, [this] { m_view->findNext(); });
    connect(find, &FindBar::previous, this, [this] { m_view->findPrevious(); });
    connect(find, &FindBar::closed, this, [this] {
        m_view->setFindQuery({});
        m_chat.setLoadsAll(false);
        focusComposer();
    });
    connect(m_view, &TranscriptView::findChanged, find, &FindBar::setFound);
    connect(&m_chat, &ChatController::allLoaded, this, &ChatPage::endFind);
}

void ChatPage::connectTranscript()
{
    connect(m_view, &TranscriptView::actionTriggered, this,
            [this](qint64 id, const QString &action, const QRect &rect) {
                onAction({ id }, action, rect);
            });
    connect(m_view, &TranscriptView::editRequested, this,
            [this](qint64 id) { openEditor({ id }); });
    connect(m_view, &TranscriptView::siblingStep, this,
            [this](qint64 id, int by) { stepSibling({ id }, by); });
    connect(m_view, &TranscriptView::errorActionTriggered, this,
            [this](qint64 id, const QString &action) { onErrorAction({ id }, action); });
    // A bar that cannot move anything is not drawn; its room stays, so that the column does not
    // jump.
    QScrollBar *bar = m_view->verticalScrollBar();
    bar->setEnabled(bar->maximum() > bar->minimum());
    connect(bar, &QScrollBar::rangeChanged, this,
            [bar](int from, int to) { bar->setEnabled(to > from); });
    connect(m_view, &TranscriptView::linkActivated, this, &ChatPage::askLink);
    connect(m_view, &TranscriptView::contextChangeRequested, this, &ChatPage::openStrategyMenu);
    connect(m_view, &TranscriptView::blockedActionPressed, this, &ChatPage::showNotice);
    connect(m_view, &TranscriptView::contextMenuRequested, this, &ChatPage::openContextMenu);
    connect(&m_chat, &ChatController::changed, this, &ChatPage::refresh);
    connect(&m_chat, &ChatController::sessionCreated, this, &ChatPage::adoptDraft);
    connect(&m_chat, &ChatController::sendFailed, this, &ChatPage::takeBack);
    connect(&m_chat, &ChatController::committed, this, &ChatPage::dropSent);
    connect(&m_chat, &ChatController::edited, this,
            [this](SessionId session, MessageId id) { m_editDrafts.drop(session, id); });
    connect(&m_chat, &ChatController::editFailed, this, &ChatPage::takeEditBack);
    connect(&m_chat, &ChatController::failed, this, &ChatPage::showError);
    connect(&m_chat, &ChatController::sessionGone, this, &ChatPage::sessionGone);
}

void ChatPage::connectComposer()
{
    connect(m_composer, &Composer::sendRequested, this, &ChatPage::send);
    connect(m_composer, &Composer::stopRequested, this, [this] { m_chat.stop(); });
    connect(m_composer, &Composer::sendRefused, this, [this] {
        if (isRunning())
            showNotice(tr(
                "This answer is still being written. Your text stays here; Esc stops the answer."));
        else if (m_chat.setup().modelName().isEmpty())
            openModelPicker();
        else
            showNotice(tr("Ollama is not reachable. Your text stays here."));
    });
    connect(m_composer, &Composer::recallRequested, this,
            [this] { m_composer->setText(m_chat.lastUserText()); });
    connect(m_composer, &Composer::thinkingToggled, this, &ChatPage::toggleThinking);
    connect(m_composer, &Composer::modelChipClicked, this, &ChatPage::openModelPicker);
    connect(m_composer, &Composer::textEdited, this, &ChatPage::keepDraft);
    connect(m_empty, &EmptyChat::starterChosen, this, &ChatPage::takeStarter);
}

void ChatPage::open(SessionId session)
{
    closeEditor();
    if (m_menu)
        m_menu->closePopup(false);
    m_header->findBar()->close();
    showNotice({});
    m_reopensEditor = true;
    m_starter.clear();
    m_chat.open(session);
    const bool isOnItsWay = m_sent && m_sent->isKept && m_sent->from == session;
    m_composer->setText(isOnItsWay ? QString() : m_state.draft(m_who.user.value, session.value));
    focusComposer();
    refresh();
}

void ChatPage::refresh()
{
    m_header->setTitle(m_chat.title());
    m_header->setRenamable(session().isValid());
    m_header->setConfigName(m_chat.setup().configName());
    refreshTranscript();
    refreshComposer();
    refreshHint();
    reopenEditor();
    Q_EMIT titleChanged(m_chat.title());
}

void ChatPage::refreshTranscript()
{
    // A chat that is being loaded shows an empty transcript, not the greeting.
    const bool greets = m_chat.isLoaded() && m_chat.isEmpty();
    m_stack->setCurrentWidget(greets ? static_cast<QWidget *>(m_empty) : m_view);
    m_empty->setLine(placeText());
    m_view->setBlocked({ whyNoRun(), isRunning() ? whyNoRun() : QString() });
}

/// Where the answers come from, as far as that is true.
QString ChatPage::placeText() const
{
    if (m_engine.isDemo)
        return tr("Answers of the demo engine are made up.");
    const QUrl address(m_engine.address);
    const QString host = address.host();
    if (host.isEmpty())
        return {};
    if (EngineOutcome::isLocal(m_engine.address))
        return tr("Everything stays on this computer.");
    return tr("Answers come from %1.").arg(visibleText(host));
}

bool ChatPage::isEngineAway() const
{
    return m_engine.condition != EngineCondition::Ready
        && m_engine.condition != EngineCondition::Unknown;
}

void ChatPage::refreshComposer()
{
    ChatSetup &setup = m_chat.setup();
    const bool isBlocked = isEngineAway() || setup.modelName().isEmpty();
    m_composer->setModelName(setup.modelName());
    m_composer->setThinking(setup.canThink(), setup.thinks());
    m_composer->setMode(isRunning()     ? Composer::Mode::Running
                            : isBlocked ? Composer::Mode::Blocked
                                        : Composer::Mode::Ready);
    if (isRunning())
        m_composer->setPlaceholder(tr("Write the next message"));
    else if (isEngineAway())
        m_composer->setPlaceholder(tr("Write; you can send it when Ollama is back"));
    else if (setup.modelName().isEmpty())
        m_composer->setPlaceholder(tr("Choose a model, then write"));
    else
        m_composer->setPlaceholder(tr("Message %1").arg(visibleText(setup.modelName())));
}

QString ChatPage::contextText() const
{
    const AnswerContext &context = m_chat.context();
    const qint64 window = context.window > 0 ? context.window : m_chat.setup().window();
    if (context.usedEstimate > 0 && window > 0) {
        const QString used
            = tr("Context %1 of %2").arg(shortCount(context.usedEstimate), shortCount(window));
        return context.droppedTurns > 0
            ? tr("%1, oldest turns left out: %2").arg(used).arg(context.droppedTurns)
            : used;
    }
    return window > 0 ? tr("%1 context").arg(shortCount(window)) : QString();
}

void ChatPage::refreshHint()
{
    const ChatSetup &setup = m_chat.setup();
    QStringList parts { contextText() };
    parts.removeAll(QString());
    if (isRunning())
        parts.append(tr("Esc to stop"));
    else if (m_composer->mode() == Composer::Mode::Ready)
        parts.append(tr("Enter to send, Shift+Enter for a new line"));
    QString warning = m_notice;
    if (warning.isEmpty() && setup.isModelMissing() && !isEngineAway())
        warning = tr("%1 is not installed here. Choose another model.")
                      .arg(visibleText(setup.modelName()));
    m_hint->setTextStyle(warning.isEmpty() ? text::meta
                                           : TextStyle { 12, QFont::Medium, &Tokens::warn });
    m_hint->setText(warning.isEmpty() ? parts.join(u"  ·  "_s) : warning);
    m_hasWarning = !warning.isEmpty();
    arrange();
}

void ChatPage::showNotice(const QString &text)
{
    m_notice = text;
    m_noticeTimer.stop();
    if (!text.isEmpty())
        m_noticeTimer.start(noticeMs);
    refreshHint();
}

void ChatPage::showError(const Error &error)
{
    const ErrorText text = errorText(error);
    showNotice(u"%1. %2"_s.arg(text.title, text.cause));
}

void ChatPage::find(const QString &query)
{
    m_view->setFindQuery(query);
    m_chat.setLoadsAll(!query.isEmpty());
    m_header->findBar()->setSearching(m_chat.isLoadingAll());
}

void ChatPage::endFind()
{
    FindBar *find = m_header->findBar();
    find->setSearching(false);
    if (find->isVisible() && !find->edit()->text().isEmpty() && m_chat.hasUnloaded())
        showNotice(tr("This chat is very long: only its newest part was searched."));
}

void ChatPage::toggleThinking(bool on)
{
    ParameterChange overrides = m_chat.setup().overrides();
    overrides.think = on ? Think::On : Think::Off;
    m_chat.setOverrides(overrides);
}

void ChatPage::focusComposer()
{
    m_composer->focusText();
}

void ChatPage::openFind()
{
    m_header->findBar()->open();
}

void ChatPage::startRename()
{
    m_header->startRename();
}

void ChatPage::openModelPicker()
{
    Q_EMIT modelPickerRequested(m_composer->modelChip());
}

void ChatPage::setSidebarButtonShown(bool shown)
{
    m_header->setSidebarButtonShown(shown);
}

bool ChatPage::escape()
{
    if (m_header->findBar()->isVisible())
        m_header->findBar()->close();
    else if (m_editor && m_editor->isVisible() && m_editDrafts.of(session(), m_edited))
        m_editor->focusText(); // what is written there is not thrown away from here
    else if (m_edited.isValid())
        closeEditor();
    else if (isRunning())
        m_chat.stop();
    else
        return false;
    return true;
}

void ChatPage::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    const bool isPlain
        = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isPlain && !text.isEmpty() && text[0].isPrint() && !text[0].isSpace())
        return typeIntoComposer(text);
    QWidget::keyPressEvent(event);
}

} // namespace lokal::ui
