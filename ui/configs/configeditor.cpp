#include "ui/configs/configeditor.h"

#include "ui/common/button.h"
#include "ui/common/divider.h"
#include "ui/common/iconbutton.h"
#include "ui/common/iconview.h"
#include "ui/common/menupopup.h"
#include "ui/common/painting.h"
#include "ui/configs/askpanel.h"
#include "ui/configs/sentpopup.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

ConfigEditor::ConfigEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_body(new QWidget)
    , m_area(new QScrollArea)
    , m_askFrame(new QWidget)
    , m_form(new ConfigForm(theme))
    , m_ask(new AskPanel(theme))
{
    m_headBar = buildHead();
    m_footBar = buildFoot();
    m_invitation = buildInvitation();
    auto *askRow = new QVBoxLayout(m_askFrame);
    askRow->addWidget(m_ask);
    m_area->setWidget(m_form);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    body->addWidget(m_headBar);
    body->addWidget(new Divider(theme));
    body->addWidget(m_askFrame);
    body->addWidget(m_area, 1);
    body->addWidget(new Divider(theme));
    body->addWidget(m_footBar);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_body);
    column->addWidget(m_invitation);
    connect(m_form, &ConfigForm::edited, this, [this] {
        m_failure.clear();
        refresh();
    });
    connect(m_ask, &AskPanel::openChanged, m_askFrame, &QWidget::setVisible);
    followTheme(theme, this, [this] { restyle(); });
    setEmpty();
}

QWidget *ConfigEditor::buildHead()
{
    m_back = new IconButton(m_theme, u"chevron-left"_s, tr("Back to the list"));
    m_title
        = new Label(m_theme, { 15, QFont::DemiBold, &Tokens::text }, {}, Label::Overflow::Elide);
    m_badge = new Badge(m_theme, Badge::Kind::Changes, tr("unsaved"));
    m_usage = new Label(m_theme, text::meta, {}, Label::Overflow::Elide);
    m_duplicate = new Button(m_theme, Button::Kind::Ghost, tr("Duplicate"));
    m_delete = new IconButton(m_theme, u"trash"_s, tr("Delete this configuration"));
    m_more = new IconButton(m_theme, u"more"_s, tr("More"));
    m_back->setObjectName(u"configBack"_s);
    m_duplicate->setIconName(u"copy"_s);
    m_duplicate->setObjectName(u"configDuplicate"_s);
    m_delete->setObjectName(u"configDelete"_s);
    m_more->setObjectName(u"configMore"_s);
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->addWidget(m_back);
    row->addWidget(m_title);
    row->addWidget(m_badge);
    row->addWidget(m_usage, 1);
    row->addWidget(m_duplicate);
    row->addWidget(m_delete);
    row->addWidget(m_more);
    connect(m_back, &QToolButton::clicked, this, &ConfigEditor::backRequested);
    connect(m_duplicate, &QPushButton::clicked, this, &ConfigEditor::duplicateRequested);
    connect(m_delete, &QToolButton::clicked, this, &ConfigEditor::deleteRequested);
    connect(m_more, &QToolButton::clicked, this, &ConfigEditor::openMenu);
    return bar;
}

QWidget *ConfigEditor::buildFoot()
{
    m_statusIcon = new IconView(m_theme, {}, 16, &Tokens::danger);
    m_status = new Label(m_theme, text::body, {}, Label::Overflow::Elide);
    m_sentButton = new Button(m_theme, Button::Kind::Ghost, tr("What will be sent"));
    m_discard = new Button(m_theme, Button::Kind::Plain, tr("Discard"));
    m_save = new Button(m_theme, Button::Kind::Primary, tr("Save"));
    m_problem = new Button(m_theme, Button::Kind::Problem, {});
    m_status->setObjectName(u"configStatus"_s);
    m_problem->setObjectName(u"configProblem"_s);
    m_problem->setAccessibleDescription(tr("Goes to the first field to correct"));
    m_sentButton->setIconName(u"code"_s);
    m_sentButton->setObjectName(u"configSent"_s);
    m_discard->setObjectName(u"configDiscard"_s);
    m_save->setObjectName(u"configSave"_s);
    m_save->setToolTip(tr("Save (Ctrl+S)"));
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->addWidget(m_statusIcon);
    row->addWidget(m_problem);
    row->addWidget(m_status, 1);
    row->addWidget(m_sentButton);
    row->addWidget(m_discard);
    row->addWidget(m_save);
    connect(m_problem, &QPushButton::clicked, this, &ConfigEditor::mayBeSaved);
    connect(m_sentButton, &QPushButton::clicked, this, [this] { openSent(m_sentButton); });
    connect(m_discard, &QPushButton::clicked, this, &ConfigEditor::discardRequested);
    connect(m_save, &QPushButton::clicked, this, &ConfigEditor::saveRequested);
    return bar;
}

QWidget *ConfigEditor::buildInvitation()
{
    auto *make = new Button(m_theme, Button::Kind::Primary, tr("New configuration"));
    make->setIconName(u"plus"_s);
    make->setObjectName(u"configsFirst"_s);
    auto *sentence = new Label(m_theme, text::secondary,
                               tr("A configuration is a model with your settings: a system prompt, "
                                  "how freely it writes, how much it sees."),
                               Label::Overflow::Wrap);
    sentence->setAlignment(Qt::AlignHCenter);
    auto *widget = new QWidget;
    auto *column = new QVBoxLayout(widget);
    column->addStretch(4);
    column->addWidget(new IconView(m_theme, u"sliders"_s, 28, &Tokens::text3), 0, Qt::AlignHCenter);
    column->addWidget(new Label(m_theme, text::heading, tr("One model, many ways to use it")), 0,
                      Qt::AlignHCenter);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(sentence, 4);
    middle->addStretch(1);
    column->addLayout(middle);
    column->addWidget(make, 0, Qt::AlignHCenter);
    column->addStretch(5);
    connect(make, &QPushButton::clicked, this, &ConfigEditor::newRequested);
    followTheme(m_theme, widget, [this, column] { column->setSpacing(m_theme.px(12)); });
    return widget;
}

void ConfigEditor::restyle()
{
    const bool alone = m_layout == Layout::Alone;
    const int side = m_theme.px(alone ? 20 : 32);
    m_headBar->setFixedHeight(m_theme.px(52));
    m_headBar->layout()->setContentsMargins(alone ? m_theme.px(12) : side, 0, m_theme.px(12), 0);
    m_headBar->layout()->setSpacing(m_theme.px(8));
    m_footBar->setFixedHeight(m_theme.px(60));
    m_footBar->layout()->setContentsMargins(side, 0, side, 0);
    m_footBar->layout()->setSpacing(m_theme.px(8));
    m_askFrame->layout()->setContentsMargins(side, m_theme.px(14), side, 0);
    const int top = m_theme.px(24);
    m_form->layout()->setContentsMargins(side, top, side, top);
    update();
}

void ConfigEditor::setLayout(Layout layout)
{
    m_layout = layout;
    const bool alone = layout == Layout::Alone;
    m_form->setTwoColumns(layout == Layout::TwoColumns);
    m_back->setVisible(alone);
    m_more->setVisible(alone);
    m_sentButton->setVisible(!alone);
    restyle();
    refresh();
}

void ConfigEditor::setDraft(const ConfigDraft &saved, const ConfigDraft &draft)
{
    m_isOpen = true;
    m_saved = saved;
    m_failure.clear();
    m_form->setDraft(draft);
    m_invitation->hide();
    m_body->show();
    refresh();
}

void ConfigEditor::setEmpty()
{
    m_isOpen = false;
    m_saved = {};
    m_ask->dismiss();
    m_askFrame->hide();
    m_body->hide();
    m_invitation->show();
}

bool ConfigEditor::isDirty() const
{
    // Text that is no value could not be written to the draft, and is an unsaved change all the
    // same.
    return m_isOpen
        && (m_saved.isNew() || m_form->draft() != m_saved || !m_form->problems().isEmpty());
}

bool ConfigEditor::mayBeSaved()
{
    if (m_form->problems().isEmpty())
        return true;
    m_form->focusFirstProblem();
    if (QWidget *field = m_form->focusWidget())
        m_area->ensureWidgetVisible(field, 0, m_theme.px(60));
    return false;
}

void ConfigEditor::setUsage(std::optional<qint64> chats)
{
    if (!chats)
        m_usage->setText({});
    else if (*chats == 0)
        m_usage->setText(tr("not used by a chat yet"));
    else if (*chats == 1)
        m_usage->setText(tr("used by one chat"));
    else
        m_usage->setText(tr("used by %n chats", nullptr, int(*chats)));
}

void ConfigEditor::setSaving(bool saving)
{
    m_saving = saving;
    refresh();
}

void ConfigEditor::setFailure(const QString &text)
{
    m_failure = text;
    refresh();
}

void ConfigEditor::refresh()
{
    if (!m_isOpen)
        return;
    const bool dirty = isDirty();
    const QString name = m_form->draft().name;
    m_title->setText(name.trimmed().isEmpty() ? tr("New configuration") : name);
    m_badge->setVisible(dirty);
    // What is not stored yet cannot be copied or deleted; letting it go is Discard.
    const bool hasActions = m_layout != Layout::Alone && !m_saved.isNew();
    m_duplicate->setVisible(hasActions);
    m_delete->setVisible(hasActions);
    m_discard->setEnabled(dirty && !m_saving);
    m_save->setEnabled(dirty && !m_saving && m_form->problems().isEmpty());
    m_save->setText(m_saving ? tr("Saving…") : tr("Save"));
    refreshFoot(dirty);
}

void ConfigEditor::refreshFoot(bool dirty)
{
    const QStringList problems = m_form->problems();
    const bool wrong = !m_failure.isEmpty() || !problems.isEmpty();
    const bool leads = m_failure.isEmpty() && !problems.isEmpty();
    QString words = dirty ? tr("Changes are not saved yet") : tr("Everything is saved");
    if (!m_failure.isEmpty())
        words = m_failure;
    else if (problems.size() == 1 && m_layout != Layout::Alone)
        //: %1 is the name of a field
        words = tr("%1 needs a correction").arg(problems.first());
    else if (!problems.isEmpty())
        words = problems.size() == 1 ? tr("1 field to correct")
                                     : tr("%n fields to correct", nullptr, int(problems.size()));
    m_statusIcon->setIconName(wrong ? u"warning"_s : dirty ? QString() : u"check"_s);
    m_statusIcon->setColor(wrong ? &Tokens::danger : &Tokens::text3);
    m_statusIcon->setVisible(wrong || !dirty);
    m_status->setTextStyle(
        { 13.5, wrong ? QFont::Medium : QFont::Normal, wrong ? &Tokens::danger : &Tokens::text3 });
    m_status->setText(leads ? QString() : words);
    m_problem->setText(words);
    m_problem->setVisible(leads);
}

void ConfigEditor::openMenu()
{
    delete m_menu;
    m_menu = new MenuPopup(m_theme, window());
    m_menu->setAccessibleName(m_title->text());
    if (!m_saved.isNew())
        connect(m_menu->addRow(u"copy"_s, tr("Duplicate")), &QPushButton::clicked, this,
                &ConfigEditor::duplicateRequested);
    connect(m_menu->addRow(u"code"_s, tr("What will be sent")), &QPushButton::clicked, this,
            [this] { openSent(m_more); });
    if (!m_saved.isNew())
        connect(m_menu->addRow(u"trash"_s, tr("Delete…")), &QPushButton::clicked, this,
                &ConfigEditor::deleteRequested);
    m_menu->openAt(m_more, Popup::Side::Below, Popup::Edge::Right);
}

void ConfigEditor::openSent(QWidget *anchor)
{
    if (!m_sent)
        m_sent = new SentPopup(m_theme, this);
    m_sent->setDraft(m_form->draft());
    m_sent->openAt(anchor, anchor == m_more ? Popup::Side::Below : Popup::Side::Above,
                   Popup::Edge::Right);
}

void ConfigEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().window);
}

} // namespace lokal::ui
