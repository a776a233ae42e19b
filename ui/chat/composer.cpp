#include "ui/chat/composer.h"

#include "ui/common/chip.h"
#include "ui/common/iconbutton.h"
#include "ui/common/painting.h"
#include "ui/common/visibletext.h"

#include <QHBoxLayout>
#include <QMouseEvent>

using namespace Qt::StringLiterals;

namespace lokal::ui {

Composer::Composer(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_edit(new ComposerEdit(theme))
    , m_row(new QHBoxLayout)
    , m_thinking(new Chip(theme, u"lightbulb"_s, tr("Thinking")))
    , m_model(new Chip(theme, u"box"_s, {}))
    , m_button(new SendButton(theme))
{
    setObjectName(u"composer"_s);
    m_edit->setObjectName(u"composerText"_s);
    m_button->setObjectName(u"sendButton"_s);
    m_model->setObjectName(u"modelChip"_s);
    m_thinking->setObjectName(u"thinkingChip"_s);
    m_thinking->setCheckable(true);
    m_thinking->setToolTip(plainToolTip(tr("Let the model think before it answers")));
    m_thinking->hide();
    m_model->setOpens(true);
    m_row->addWidget(m_thinking);
    m_row->addStretch(1);
    m_row->addWidget(m_model);
    m_row->addWidget(m_button);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_edit);
    column->addLayout(m_row);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    connect(m_edit, &ComposerEdit::submitted, this, &Composer::submit);
    connect(m_edit, &ComposerEdit::recallWanted, this, &Composer::recallRequested);
    connect(m_edit, &ComposerEdit::focusChanged, this, [this] { update(); });
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        refreshButton();
        if (!m_settingText)
            Q_EMIT textEdited(text());
    });
    connect(m_thinking, &QPushButton::clicked, this, &Composer::thinkingToggled);
    connect(m_model, &QPushButton::clicked, this, &Composer::modelChipClicked);
    connect(m_button, &QToolButton::clicked, this, [this] {
        if (m_mode == Mode::Running)
            Q_EMIT stopRequested();
        else
            submit();
    });
    setModelName({});
    refreshButton();
    followTheme(theme, this, [this] { restyle(); });
}

void Composer::restyle()
{
    layout()->setContentsMargins(m_theme.px(16), m_theme.px(15), m_theme.px(10), m_theme.px(10));
    layout()->setSpacing(m_theme.px(14));
    m_row->setContentsMargins(-m_theme.px(4), 0, 0, 0);
    m_row->setSpacing(m_theme.px(8));
    update();
}

void Composer::setMode(Mode mode)
{
    m_mode = mode;
    refreshButton();
}

void Composer::refreshButton()
{
    const bool running = m_mode == Mode::Running;
    m_button->setAction(running ? SendButton::Action::Stop : SendButton::Action::Send);
    m_button->setEnabled(running || (m_mode == Mode::Ready && !text().trimmed().isEmpty()));
}

void Composer::setText(const QString &text)
{
    if (text == this->text())
        return;
    m_settingText = true;
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
    m_settingText = false;
}

void Composer::setModelName(const QString &name)
{
    m_model->setText(name.isEmpty() ? tr("Choose a model") : name);
    m_model->setAccessibleName(name.isEmpty() ? tr("Choose a model")
                                              : tr("Model: %1").arg(visibleText(name)));
    m_model->setToolTip(plainToolTip(m_model->accessibleName()));
}

void Composer::setThinking(bool available, bool on)
{
    m_thinking->setVisible(available);
    m_thinking->setChecked(on);
}

void Composer::focusText()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

QWidget *Composer::modelChip() const
{
    return m_model;
}

void Composer::submit()
{
    if (text().trimmed().isEmpty())
        return;
    if (m_mode == Mode::Ready)
        Q_EMIT sendRequested(text());
    else
        Q_EMIT sendRefused();
}

void Composer::mousePressEvent(QMouseEvent *event)
{
    focusText();
    event->accept();
}

void Composer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const QColor edge = m_edit->hasFocus() ? mixed(t.borderStrong, t.control, 0.6) : t.borderStrong;
    drawBox(painter, rect(), m_theme.px(18), t.raised, edge);
}

} // namespace lokal::ui
