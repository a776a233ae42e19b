#include "ui/chat/messageeditor.h"

#include "ui/common/button.h"
#include "ui/common/painting.h"

#include <QHBoxLayout>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int mostLines = 12;

} // namespace

MessageEditor::MessageEditor(const Theme &theme, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_edit(new PlainEdit)
    , m_buttons(new QWidget)
{
    setObjectName(u"messageEditor"_s);
    m_edit->setText(text);
    m_edit->setProperty("lokalBare", true);
    m_edit->setAccessibleName(tr("Edit your message"));
    m_edit->setTabChangesFocus(true);
    m_edit->document()->setDocumentMargin(0);
    m_edit->installEventFilter(this);
    auto *run = new Button(theme, Button::Kind::Primary, tr("Save and run again"));
    auto *save = new Button(theme, Button::Kind::Plain, tr("Save only"));
    auto *cancel = new Button(theme, Button::Kind::Ghost, tr("Cancel"));
    run->setToolTip(tr("Ctrl+Enter"));
    save->setToolTip(tr("Ctrl+S"));
    cancel->setToolTip(tr("Escape"));
    run->setObjectName(u"saveAndRun"_s);
    save->setObjectName(u"saveOnly"_s);
    cancel->setObjectName(u"cancelEdit"_s);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    for (Button *button : { cancel, save, run }) {
        button->setBoxHeight(32);
        row->addWidget(button);
    }
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_edit, 1);
    column->addWidget(m_buttons);
    connect(run, &QPushButton::clicked, this, [this] { finish(&MessageEditor::runRequested); });
    connect(save, &QPushButton::clicked, this, [this] { finish(&MessageEditor::saveRequested); });
    connect(cancel, &QPushButton::clicked, this, &MessageEditor::cancelled);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this, run, save] {
        const bool hasText = !this->text().trimmed().isEmpty();
        run->setEnabled(hasText);
        save->setEnabled(hasText);
        fitHeight();
        Q_EMIT changed(this->text());
    });
    followTheme(theme, this, [this] { restyle(); });
}

void MessageEditor::restyle()
{
    layout()->setContentsMargins(m_theme.px(16), m_theme.px(12), m_theme.px(10), m_theme.px(10));
    layout()->setSpacing(m_theme.px(10));
    m_edit->setFont(m_theme.textFont(15));
    fitHeight();
}

void MessageEditor::fitHeight()
{
    updateGeometry();
}

QSize MessageEditor::sizeHint() const
{
    const int lines = qBound(2, qRound(m_edit->document()->size().height()), mostLines);
    const int text = lines * m_edit->fontMetrics().lineSpacing() + m_theme.px(4);
    return QSize(m_theme.px(500), text + m_theme.px(12 + 10 + 10 + 32));
}

void MessageEditor::finish(void (MessageEditor::*signal)(const QString &))
{
    if (!text().trimmed().isEmpty())
        Q_EMIT(this->*signal)(text());
}

bool MessageEditor::handleKey(const QKeyEvent &key)
{
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    const bool control = key.modifiers() & Qt::ControlModifier;
    if (isEnter && control)
        finish(&MessageEditor::runRequested);
    else if (key.key() == Qt::Key_S && control)
        finish(&MessageEditor::saveRequested);
    else if (key.key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else
        return false;
    return true;
}

bool MessageEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && handleKey(*static_cast<QKeyEvent *>(event)))
        return true;
    return QWidget::eventFilter(watched, event);
}

void MessageEditor::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_edit->moveCursor(QTextCursor::End);
    m_edit->setFocus(Qt::OtherFocusReason);
}

void MessageEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), m_theme.px(16), m_theme.tokens().raised, m_theme.tokens().accent, 2);
}

} // namespace lokal::ui
