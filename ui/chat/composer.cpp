#include "ui/chat/composer.h"

#include "ui/common/chip.h"
#include "ui/common/iconbutton.h"
#include "ui/common/painting.h"
#include "ui/common/visibletext.h"

#include <QHBoxLayout>
#include <QMouseEvent>

#include <utility>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int leastModelText = 54; // about six letters; with less the icon says as much

} // namespace

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
    m_thinking->setAccessibleName(tr("Thinking"));
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
    const bool low = m_compact;
    layout()->setContentsMargins(m_theme.px(16), m_theme.px(low ? 9 : 15), m_theme.px(10),
                                 m_theme.px(low ? 6 : 10));
    layout()->setSpacing(m_theme.px(low ? 6 : 14));
    m_row->setContentsMargins(-m_theme.px(4), 0, 0, 0);
    m_row->setSpacing(m_theme.px(8));
    setMostHeight(m_mostHeight);
    fitChips();
    update();
}

void Composer::setCompact(bool compact)
{
    if (std::exchange(m_compact, compact) != compact)
        restyle();
}

void Composer::setMostHeight(int pixels)
{
    m_mostHeight = pixels;
    const QMargins around = layout()->contentsMargins();
    const int rest
        = around.top() + around.bottom() + layout()->spacing() + m_button->sizeHint().height();
    m_edit->setMostHeight(pixels > 0 ? pixels - rest : m_theme.px(1000));
}

/// Where the names do not fit, the icons stand alone: first "Thinking", then the model. The
/// tooltips still tell.
void Composer::fitChips()
{
    const QMargins around = layout()->contentsMargins() + m_row->contentsMargins();
    const int room = width() - around.left() - around.right() - m_button->sizeHint().width()
        - (m_thinking->isHidden() ? 2 : 3) * m_row->spacing();
    const auto bare = [](const Chip *chip) {
        return chip->sizeHint().width()
            - chip->fontMetrics().horizontalAdvance(visibleText(chip->text()));
    };
    const QString thinking = tr("Thinking");
    const int named = m_thinking->fontMetrics().horizontalAdvance(thinking);
    const int thinkingIcon = m_thinking->isHidden() ? 0 : bare(m_thinking);
    const int modelName = m_model->fontMetrics().horizontalAdvance(visibleText(m_modelText));
    const int model = bare(m_model) + qMin(modelName, m_theme.px(leastModelText));
    const auto show = [](Chip *chip, const QString &text) {
        if (chip->text() != text)
            chip->setText(text);
    };
    show(m_thinking, thinkingIcon + named + model <= room ? thinking : QString());
    show(m_model, thinkingIcon + model <= room ? m_modelText : QString());
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitChips();
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
    m_edit->setText(text);
    m_edit->moveCursor(QTextCursor::End);
    m_settingText = false;
}

void Composer::setModelName(const QString &name)
{
    m_modelText = name.isEmpty() ? tr("Choose a model") : name;
    m_model->setAccessibleName(name.isEmpty() ? tr("Choose a model")
                                              : tr("Model: %1").arg(visibleText(name)));
    m_model->setToolTip(plainToolTip(m_model->accessibleName()));
    fitChips();
}

void Composer::setThinking(bool available, bool on)
{
    m_thinking->setVisible(available);
    m_thinking->setChecked(on);
    fitChips();
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
    const bool focused = m_edit->hasFocus();
    drawBox(painter, rect(), m_theme.px(18), t.raised, focused ? t.accent : t.borderStrong,
            focused ? 2 : 1);
}

} // namespace lokal::ui
