#include "ui/chat/chatpage.h"

#include "ui/chat/chatheader.h"
#include "ui/chat/composer.h"
#include "ui/chat/emptychat.h"
#include "ui/chat/findbar.h"
#include "ui/chat/linkpopup.h"
#include "ui/common/answered.h"
#include "ui/common/errortext.h"
#include "ui/common/label.h"
#include "ui/common/menupopup.h"
#include "ui/common/painting.h"
#include "ui/common/visibletext.h"
#include "ui/transcript/transcriptview.h"

#include <QDesktopServices>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int composerWidth = 792;
constexpr int noticeMs = 8000;

} // namespace

ChatPage::ChatPage(const Backend &backend, Theme &theme, const Principal &who, WindowState &state,
                   QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_theme(theme)
    , m_who(who)
    , m_state(state)
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
    , m_linkPopup(new LinkPopup(theme, this))
    , m_openLink([](const QUrl &url) { QDesktopServices::openUrl(url); })
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

ChatPage::~ChatPage() = default;

void ChatPage::build()
{
    setObjectName(u"chatPage"_s);
    m_view->setObjectName(u"transcript"_s);
    m_hint->setObjectName(u"hintLine"_s);
    m_hint->setAlignment(Qt::AlignCenter);
    m_anchor->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_anchor->setFocusProxy(m_view);
    m_anchor->lower();
    m_composer->setMinimumWidth(0);
    m_composerRow->addStretch(0);
    m_composerRow->addWidget(m_composer, 1);
    m_composerRow->addStretch(0);
    m_column->addWidget(m_header);
    m_column->addLayout(m_bannerRow);
    m_column->addLayout(m_stack, 1);
    m_column->addLayout(m_composerRow);
    // A stack shows its first widget at once: as a window of its own while it has no place.
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    m_column->addWidget(m_hint);
    // The composer is where work begins; the transcript comes before it, as on the screen.
    setTabOrder(m_header, m_view);
    setTabOrder(m_view, m_composer->edit());
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
    connect(find, &FindBar::queryChanged, this,
            [this](const QString &query) { m_view->setFindQuery(query); });
    connect(find, &FindBar::next, this, [this] { m_view->findNext(); });
    connect(find, &FindBar::previous, this, [this] { m_view->findPrevious(); });
    connect(find, &FindBar::closed, this, [this] {
        m_view->setFindQuery({});
        focusComposer();
    });
    connect(m_view, &TranscriptView::findChanged, find, &FindBar::setFound);
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
            [this](qint64 id, int by) { m_chat.stepSibling({ id }, by); });
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
    connect(m_linkPopup, &LinkPopup::openRequested, this,
            [this](const QUrl &url) { m_openLink(url); });
    connect(&m_chat, &ChatController::changed, this, &ChatPage::refresh);
    connect(&m_chat, &ChatController::sessionCreated, this, &ChatPage::sessionCreated);
    connect(&m_chat, &ChatController::sendFailed, this, &ChatPage::takeBack);
    connect(&m_chat, &ChatController::failed, this, &ChatPage::showError);
    connect(&m_chat, &ChatController::sessionGone, this, &ChatPage::sessionGone);
}

void ChatPage::connectComposer()
{
    connect(m_composer, &Composer::sendRequested, this, [this](const QString &text) {
        m_state.setDraft(m_who.user.value, session().value, {});
        m_composer->setText({});
        showNotice({});
        m_chat.send(text);
        m_view->jumpToLatest();
    });
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
    connect(m_composer, &Composer::textEdited, this, [this](const QString &text) {
        m_state.setDraft(m_who.user.value, session().value, text);
    });
    connect(m_empty, &EmptyChat::starterChosen, this, [this](const QString &text) {
        m_composer->setText(text);
        m_state.setDraft(m_who.user.value, session().value, text);
        focusComposer();
    });
}

void ChatPage::restyle()
{
    m_column->setContentsMargins(0, 0, 0, m_theme.px(10));
    m_column->setSpacing(0);
    m_bannerRow->setContentsMargins(m_theme.px(16), 0, m_theme.px(16), 0);
    m_composerRow->setContentsMargins(m_theme.px(12), 0, m_theme.px(12), m_theme.px(6));
    m_composer->setMaximumWidth(m_theme.px(composerWidth));
    m_hint->setContentsMargins(m_theme.px(12), 0, m_theme.px(12), 0);
    m_view->setAnimated(!m_theme.reducedMotion());
    update();
}

void ChatPage::open(SessionId session)
{
    closeEditor();
    if (m_menu)
        m_menu->closePopup(false);
    m_header->findBar()->close();
    showNotice({});
    m_chat.open(session);
    m_composer->setText(m_state.draft(m_who.user.value, session.value));
    refresh();
    focusComposer();
}

void ChatPage::refresh()
{
    const bool exists = session().isValid();
    m_header->setTitle(m_chat.title());
    m_header->setRenamable(exists);
    m_header->setConfigName(m_chat.setup().configName());
    // A chat that is being loaded shows an empty transcript, not the greeting.
    m_stack->setCurrentWidget(!exists && m_chat.isEmpty() ? static_cast<QWidget *>(m_empty)
                                                          : m_view);
    m_empty->setLine(tr("Everything stays on this computer."));
    refreshComposer();
    refreshHint();
    Q_EMIT titleChanged(m_chat.title());
}

void ChatPage::refreshComposer()
{
    ChatSetup &setup = m_chat.setup();
    const bool engineAway = m_engine.condition != EngineCondition::Ready
        && m_engine.condition != EngineCondition::Unknown;
    m_composer->setModelName(setup.modelName());
    m_composer->setThinking(setup.canThink(), setup.thinks());
    m_composer->setMode(isRunning()                                     ? Composer::Mode::Running
                            : engineAway || setup.modelName().isEmpty() ? Composer::Mode::Blocked
                                                                        : Composer::Mode::Ready);
    if (isRunning())
        m_composer->setPlaceholder(tr("Write the next message"));
    else if (engineAway)
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
    QStringList parts { contextText() };
    parts.removeAll(QString());
    if (isRunning())
        parts.append(tr("Esc to stop"));
    else
        parts.append(tr("Enter to send, Shift+Enter for a new line"));
    m_hint->setTextStyle(m_notice.isEmpty() ? text::meta
                                            : TextStyle { 12, QFont::Medium, &Tokens::warn });
    m_hint->setText(m_notice.isEmpty() ? parts.join(u"  ·  "_s) : m_notice);
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

void ChatPage::takeBack(SessionId session, const QString &text, const Error &error)
{
    const bool isOpen = session == this->session();
    const QString written
        = isOpen ? m_composer->text() : m_state.draft(m_who.user.value, session.value);
    const QString whole = written.isEmpty() ? text : text + u'\n' + written;
    m_state.setDraft(m_who.user.value, session.value, whole);
    if (isOpen)
        m_composer->setText(whole);
    showError(error);
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

void ChatPage::setBanner(QWidget *banner)
{
    m_bannerRow->addWidget(banner);
}

bool ChatPage::escape()
{
    if (m_header->findBar()->isVisible())
        m_header->findBar()->close();
    else if (m_edited.isValid())
        closeEditor();
    else if (isRunning())
        m_chat.stop();
    else
        return false;
    return true;
}

void ChatPage::typeIntoComposer(const QString &text)
{
    focusComposer();
    m_composer->edit()->moveCursor(QTextCursor::End);
    m_composer->edit()->insertPlainText(text);
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

void ChatPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().window);
}

} // namespace lokal::ui
