#include "ui/shell/startpage.h"

#include "ui/common/button.h"
#include "ui/common/progress.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

StartPage::StartPage(const Theme &theme, QWidget *parent)
    : CardPage(theme, Width::Account, parent)
    , m_look(theme)
    , m_spinner(new Spinner(theme))
    , m_title(new Label(theme, text::heading, tr("Lokal is starting"), Label::Overflow::Wrap))
{
    setObjectName(u"startPage"_s);
    setMarkShown(true);
    card()->setSpacing(theme.px(12));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(12));
    row->addWidget(m_spinner);
    row->addWidget(m_title, 1);
    card()->addLayout(row);
}

void StartPage::showFailure(const QString &sentence, const QString &details)
{
    m_spinner->hide();
    m_title->setText(tr("Lokal could not start"));
    card()->addWidget(new Label(m_look, text::secondary, sentence, Label::Overflow::Wrap));
    if (!details.isEmpty())
        card()->addWidget(new Label(m_look, text::monoMeta, details, Label::Overflow::Wrap));
    auto *row = new QHBoxLayout;
    auto *quit = new Button(m_look, Button::Kind::Primary, tr("Quit"));
    row->addWidget(quit);
    if (!details.isEmpty()) {
        auto *copy = new Button(m_look, Button::Kind::Plain, tr("Copy details"));
        row->addWidget(copy);
        connect(copy, &QPushButton::clicked, this, [sentence, details] {
            QGuiApplication::clipboard()->setText(sentence + u'\n' + details);
        });
    }
    row->addStretch(1);
    card()->addSpacing(m_look.px(4));
    card()->addLayout(row);
    connect(quit, &QPushButton::clicked, this, &StartPage::quitRequested);
    quit->setFocus(Qt::OtherFocusReason);
}

} // namespace lokal::ui
