#include "ui/configs/askpanel.h"

#include "ui/common/accessible.h"
#include "ui/common/iconview.h"
#include "ui/common/painting.h"
#include "ui/common/selectbox.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

AskPanel::AskPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new Label(theme, { 13.5, QFont::DemiBold, &Tokens::text }, {}, Label::Overflow::Wrap))
    , m_sentence(new Label(theme, { 13, QFont::Normal, &Tokens::text2 }, {}, Label::Overflow::Wrap))
    , m_choice(new SelectBox(theme))
    , m_buttonRow(new QWidget)
    , m_buttonLayout(new QHBoxLayout(m_buttonRow))
{
    setAccessibleRole(this, QAccessible::AlertMessage);
    auto *texts = new QVBoxLayout;
    texts->addWidget(m_title);
    texts->addWidget(m_sentence);
    texts->addWidget(m_choice);
    texts->addWidget(m_buttonRow);
    m_buttonLayout->setContentsMargins(0, 0, 0, 0);
    m_choice->setObjectName(u"askChoice"_s);
    m_sentence->setBuddy(m_choice);
    auto *row = new QHBoxLayout(this);
    row->addWidget(new IconView(theme, u"warning"_s, 20, &Tokens::warn), 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    hide();
    followTheme(theme, this, [this, row, texts] {
        row->setContentsMargins(m_theme.px(16), m_theme.px(13), m_theme.px(16), m_theme.px(13));
        row->setSpacing(m_theme.px(12));
        texts->setSpacing(m_theme.px(8));
        m_buttonLayout->setSpacing(m_theme.px(8));
        update();
    });
}

void AskPanel::ask(const QString &title, const QString &sentence, const QList<Answer> &answers)
{
    QWidget *focused = QApplication::focusWidget();
    if (focused && !isAncestorOf(focused))
        m_before = focused;
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_choice->hide();
    m_choice->clear();
    rebuild(answers);
    show();
    Q_EMIT openChanged(true);
    m_buttons.last()->setFocus(Qt::OtherFocusReason);
    announce(this, u"%1. %2"_s.arg(title, sentence));
}

void AskPanel::rebuild(const QList<Answer> &answers)
{
    // Later: an answer may ask the next question from inside its own click.
    for (Button *button : std::as_const(m_buttons)) {
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    while (QLayoutItem *item = m_buttonLayout->takeAt(0))
        delete item;
    for (const Answer &answer : answers) {
        auto *button = new Button(m_theme, answer.kind, answer.text, m_buttonRow);
        button->setBoxHeight(32);
        button->setAccessibleDescription(m_title->text());
        m_buttonLayout->addWidget(button);
        m_buttons.append(button);
        connect(button, &QPushButton::clicked, this, [this, act = answer.act] {
            dismiss();
            if (act)
                act();
        });
    }
    m_buttonLayout->addStretch();
}

void AskPanel::setChoices(const QString &name, const QStringList &choices)
{
    m_choice->setAccessibleName(name);
    m_choice->addItems(choices);
    m_choice->setCurrentIndex(0);
    m_choice->show();
    m_choice->setFocus(Qt::OtherFocusReason);
}

int AskPanel::chosen() const
{
    return m_choice->currentIndex();
}

void AskPanel::dismiss()
{
    // Before it hides, or Qt gives the focus to whatever comes next in the window.
    if (m_before && m_before->isVisible() && isAncestorOf(QApplication::focusWidget()))
        m_before->setFocus(Qt::OtherFocusReason);
    hide();
    Q_EMIT openChanged(false);
}

void AskPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_buttons.isEmpty())
        m_buttons.last()->click();
    else
        QWidget::keyPressEvent(event);
}

void AskPanel::resizeEvent(QResizeEvent *event)
{
    m_choice->setMaximumWidth(m_theme.px(360));
    QWidget::resizeEvent(event);
}

void AskPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), m_theme.px(12), m_theme.tokens().warnSoft);
}

} // namespace lokal::ui
