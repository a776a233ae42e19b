#include "ui/firstrun/firstrunpage.h"

#include "ui/common/answered.h"
#include "ui/common/button.h"
#include "ui/common/commandline.h"
#include "ui/common/errortext.h"
#include "ui/common/formnote.h"
#include "ui/common/iconbutton.h"
#include "ui/common/painting.h"
#include "ui/firstrun/addresscard.h"
#include "ui/firstrun/foundmodels.h"
#include "ui/firstrun/lookedat.h"
#include "ui/firstrun/outcomehead.h"
#include "ui/firstrun/stepsbar.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShowEvent>
#include <QUrl>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal::ui {
namespace {

constexpr auto startPatience = 15s;

} // namespace

FirstRunPage::FirstRunPage(const Backend &backend, Theme &theme, Kind kind, QWidget *parent,
                           const OllamaProgram &program)
    : CardPage(theme, Width::Engine, parent)
    , m_backend(backend)
    , m_look(theme)
    , m_kind(kind)
    , m_program(program)
    , m_watch(backend.models)
    , m_head(new OutcomeHead(theme))
    , m_models(new FoundModels(theme))
    , m_commandLabel(
          new Label(theme, { 13, QFont::Normal, &Tokens::text2 }, {}, Label::Overflow::Wrap))
    , m_command(new CommandLine(theme, {}))
    , m_commandNote(commandNote())
    , m_address(new AddressCard(theme))
    , m_demo(new OptionCard(theme, u"play"_s, tr("Try the demo engine"),
                            tr("Built in, no AI: shows what the window can do"), tr("Try it")))
    , m_lookedAt(new LookedAt(theme))
    , m_note(new FormNote(theme))
    , m_skip(new Button(theme, Button::Kind::Link, tr("Skip for now")))
{
    buildFrame();
    m_startPatience.setSingleShot(true);
    m_startPatience.setInterval(startPatience);
    build();
    connect(&m_watch, &EngineWatch::changed, this, &FirstRunPage::refresh);
    connect(&m_watch, &EngineWatch::tested, this,
            [this](const EngineStatus &status, const QString &problem) {
                m_address->showTested(problem);
                if (!problem.isEmpty())
                    return;
                setFocus(); // what was found says where it goes on
                Q_EMIT addressChosen(status.address);
            });
    connect(&m_startPatience, &QTimer::timeout, this, [this] {
        m_note->setText(tr("Ollama was started but does not answer yet. The command shows why."));
        refresh();
    });
    followTheme(theme, this, [this] { arrange(); });
    refresh();
}

void FirstRunPage::buildFrame()
{
    setFootWidget(m_skip);
    if (m_kind == Kind::FirstRun)
        setHeadWidget(new StepsBar(m_look, { tr("Account"), tr("Engine"), tr("Chat") }, 1));
    else
        setHeadWidget(backRow(), {});
}

QWidget *FirstRunPage::backRow()
{
    auto *back = new IconButton(m_look, u"chevron-left"_s, tr("Back to the chat"));
    back->setObjectName(u"engineBack"_s);
    auto *widget = new QWidget;
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(back);
    row->addWidget(new Label(m_look, { 15, QFont::DemiBold, &Tokens::text }, tr("Engine")), 1);
    connect(back, &QToolButton::clicked, this, &FirstRunPage::finished);
    followTheme(m_look, widget, [this, row] { row->setSpacing(m_look.px(6)); });
    return widget;
}

void FirstRunPage::build()
{
    auto *command = new QVBoxLayout;
    command->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : { static_cast<QWidget *>(m_commandLabel),
                             static_cast<QWidget *>(m_command), m_commandNote })
        command->addWidget(widget);
    auto *cards = new QVBoxLayout;
    cards->addWidget(m_address);
    cards->addWidget(m_demo);
    card()->addWidget(m_head);
    card()->addWidget(m_models);
    card()->addLayout(command);
    card()->addLayout(cards);
    card()->addWidget(m_lookedAt);
    card()->addWidget(m_note);
    card()->addWidget(actionRow());
    followTheme(m_look, this, [this, command, cards] {
        command->setSpacing(m_look.px(5));
        cards->setSpacing(m_look.px(8));
    });
    m_demo->button()->setObjectName(u"engineDemo"_s);
    m_address->button()->setObjectName(u"engineEnterAddress"_s);
    m_skip->setObjectName(u"engineSkip"_s);
    connect(m_demo->button(), &QPushButton::clicked, this, [this] { useDemo(true); });
    connect(m_skip, &QPushButton::clicked, this, &FirstRunPage::finished);
    connect(m_address, &AddressCard::testRequested, &m_watch, &EngineWatch::tryAddress);
    connect(m_address, &AddressCard::openChanged, this, &FirstRunPage::refresh);
    connect(m_address, &AddressCard::cancelled, this, [this] {
        if (m_otherComputer->isVisible())
            m_otherComputer->setFocus(Qt::OtherFocusReason);
    });
}

QWidget *FirstRunPage::commandNote()
{
    auto *link = new Button(m_look, Button::Kind::Link, tr("What does this do?"));
    link->setObjectName(u"engineInstallPage"_s);
    auto *note = new QWidget;
    auto *row = new QHBoxLayout(note);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(m_look.px(3));
    row->addWidget(new Label(m_look, text::hint, tr("Needs an administrator password.")));
    row->addWidget(link);
    row->addStretch();
    connect(link, &QPushButton::clicked, this,
            [] { QDesktopServices::openUrl(QUrl(u"https://ollama.com/download"_s)); });
    return note;
}

QWidget *FirstRunPage::actionRow()
{
    m_otherComputer = new Button(m_look, Button::Kind::Ghost, tr("Another computer…"));
    m_otherComputer->setIconName(u"server"_s);
    m_otherComputer->setFlush(true);
    m_otherComputer->setObjectName(u"engineOtherComputer"_s);
    m_demoLink = new Button(m_look, Button::Kind::Ghost, tr("Demo engine"));
    m_demoLink->setIconName(u"play"_s);
    m_demoLink->setObjectName(u"engineDemoLink"_s);
    m_demoLink->setAccessibleDescription(tr("Try with the demo engine, no AI"));
    m_leaveDemo = new Button(m_look, Button::Kind::Ghost, tr("Use Ollama instead"));
    m_leaveDemo->setIconName(u"plug"_s);
    m_leaveDemo->setFlush(true);
    m_leaveDemo->setObjectName(u"engineLeaveDemo"_s);
    m_primary = new Button(m_look, Button::Kind::Primary, {});
    m_primary->setBoxHeight(40);
    m_primary->setObjectName(u"enginePrimary"_s);
    auto *widget = new QWidget;
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_otherComputer);
    row->addWidget(m_demoLink);
    row->addWidget(m_leaveDemo);
    row->addStretch();
    row->addWidget(m_primary);
    connect(m_otherComputer, &QPushButton::clicked, m_address, &AddressCard::open);
    connect(m_demoLink, &QPushButton::clicked, this, [this] { useDemo(true); });
    connect(m_leaveDemo, &QPushButton::clicked, this, [this] { useDemo(false); });
    connect(m_primary, &QPushButton::clicked, this, &FirstRunPage::pressPrimary);
    return widget;
}

void FirstRunPage::arrange()
{
    card()->setSpacing(m_look.px(20));
}

void FirstRunPage::showEvent(QShowEvent *event)
{
    CardPage::showEvent(event);
    if (event->spontaneous())
        return;
    m_watch.setOn(true);
    setFocus(); // nothing to press until something is known
}

void FirstRunPage::hideEvent(QHideEvent *event)
{
    CardPage::hideEvent(event);
    if (!event->spontaneous())
        m_watch.setOn(false);
}

void FirstRunPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return CardPage::keyPressEvent(event);
    if (m_address->isOpen())
        m_address->cancel();
    else if (m_kind == Kind::Settings)
        Q_EMIT finished();
}

void FirstRunPage::refresh()
{
    const Outcome before = m_outcome;
    const qsizetype models = m_watch.modelCount();
    m_outcome = EngineOutcome::judge(m_watch.status(), m_program.isInstalled(), models);
    const OutcomeText words = EngineOutcome::text(m_outcome, m_watch.status(), models);
    m_head->showOutcome(words, m_outcome == Outcome::Looking);
    m_commandLabel->setText(words.commandLabel);
    m_commandLabel->setVisible(!words.commandLabel.isEmpty());
    if (m_command->command() != words.command)
        m_command->setCommand(words.command);
    m_command->setVisible(!words.command.isEmpty());
    m_commandNote->setVisible(m_outcome == Outcome::Missing);
    if (m_outcome != before)
        m_note->setText({});
    m_models->setVisible(m_outcome == Outcome::Found);
    if (m_outcome == Outcome::Found && before != Outcome::Found) {
        m_models->setModels(m_watch.models());
        m_startPatience.stop();
    }
    refreshOffers();
    refreshPrimary();
    refreshLookedAt();
    if (m_outcome != before)
        moveFocus();
}

void FirstRunPage::moveFocus()
{
    const QWidget *now = focusWidget();
    if (!isVisible()
        || (now && now != this && now != m_skip && now != m_primary && now->isVisible()))
        return; // somebody is at work elsewhere
    if (m_primary->isVisible())
        m_primary->setFocus(Qt::OtherFocusReason);
    else if (m_command->isVisible())
        m_command->copyButton()->setFocus(Qt::OtherFocusReason);
}

void FirstRunPage::refreshOffers()
{
    const bool found = m_outcome == Outcome::Found;
    const bool missing = m_outcome == Outcome::Missing;
    const bool isDemo = m_watch.status().isDemo;
    const bool canDemo = m_backend.useDemoEngine != nullptr && !isDemo;
    m_address->setCurrent(isDemo ? QString() : m_watch.status().address);
    m_address->setVisible(missing || m_address->isOpen());
    m_demo->setVisible(missing && canDemo);
    m_otherComputer->setVisible(!missing && !m_address->isOpen());
    m_demoLink->setVisible(!missing && canDemo);
    m_demoLink->setFlush(m_otherComputer->isHidden()); // the first in its row
    m_leaveDemo->setVisible(found && isDemo && m_backend.useDemoEngine != nullptr);
    m_leaveDemo->setFlush(m_otherComputer->isHidden());
    m_skip->setVisible(!found && m_kind == Kind::FirstRun);
}

void FirstRunPage::refreshPrimary()
{
    const bool starting = m_startPatience.isActive();
    m_primary->setVisible(m_outcome != Outcome::Looking && m_outcome != Outcome::Missing);
    switch (m_outcome) {
    case Outcome::Found:
        m_primary->setText(m_kind == Kind::FirstRun ? tr("Start chatting")
                                                    : tr("Back to the chat"));
        m_primary->setIconName({});
        break;
    case Outcome::Stopped:
        m_primary->setText(starting ? tr("Starting…") : tr("Start Ollama"));
        m_primary->setIconName(u"play"_s);
        break;
    default:
        m_primary->setText(tr("Check again"));
        m_primary->setIconName(u"refresh"_s);
        break;
    }
    m_primary->setEnabled(m_outcome != Outcome::Stopped || !starting);
    m_primary->parentWidget()->setVisible(m_outcome != Outcome::Looking
                                          && m_outcome != Outcome::Missing);
}

void FirstRunPage::refreshLookedAt()
{
    const EngineStatus &status = m_watch.status();
    const bool missing = m_outcome == Outcome::Missing;
    m_lookedAt->setVisible(m_outcome != Outcome::Found && !status.address.isEmpty());
    m_lookedAt->setTitleShown(missing);
    const bool answers = status.condition != EngineCondition::Unreachable;
    QString result = EngineOutcome::reason(status);
    if (const int seconds = m_watch.secondsToNext(); seconds > 0 && !answers)
        //: %1 is for example "no answer"
        result = tr("%1, asking again in %2 s").arg(result).arg(seconds);
    else if (!answers)
        result = tr("%1, asking again").arg(result);
    QList<LookedAt::Row> rows;
    if (missing && m_program.hostVariable().isEmpty())
        rows.append({ u"close"_s, &Tokens::text3, u"OLLAMA_HOST"_s, tr("not set") });
    const bool ready = status.condition == EngineCondition::Ready;
    rows.append({ ready         ? u"check"_s
                      : answers ? u"warning"_s
                                : u"close"_s,
                  ready         ? &Tokens::ok
                      : answers ? &Tokens::warn
                                : &Tokens::text3,
                  status.address, result });
    m_lookedAt->setRows(rows);
}

void FirstRunPage::pressPrimary()
{
    if (m_outcome == Outcome::Found)
        Q_EMIT finished();
    else if (m_outcome == Outcome::Stopped)
        startOllama();
    else
        m_watch.askNow();
}

void FirstRunPage::startOllama()
{
    if (m_program.start()) {
        m_note->setText({});
        m_startPatience.start();
    } else {
        m_note->setText(tr("Ollama could not be started from here. Use the command above."));
    }
    refresh();
}

void FirstRunPage::useDemo(bool demo)
{
    const QList<Button *> buttons { m_demo->button(), m_demoLink, m_leaveDemo };
    for (Button *button : buttons)
        button->setEnabled(false);
    whenAnswered(m_backend.useDemoEngine(demo), this,
                 [this, demo, buttons](const Result<EngineStatus> &status) {
                     for (Button *button : buttons)
                         button->setEnabled(true);
                     if (!status)
                         return m_note->setText(errorText(status.error()).title + u'.');
                     if (demo)
                         Q_EMIT finished();
                     else
                         m_watch.askNow();
                 });
}

} // namespace lokal::ui
