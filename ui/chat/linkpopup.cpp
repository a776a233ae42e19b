#include "ui/chat/linkpopup.h"

#include "ui/common/button.h"
#include "ui/common/label.h"
#include "ui/transcript/textparts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace lokal::ui {

LinkPopup::LinkPopup(const Theme &theme, QWidget *parent)
    : Popup(theme, parent)
{
    setObjectName(u"linkPopup"_s);
    setCardWidth(460);
}

bool LinkPopup::ask(const QString &address, QWidget *anchor)
{
    if (!isOpenableLink(address))
        return false;
    fill(address);
    openAt(anchor);
    return true;
}

void LinkPopup::fill(const QString &address)
{
    delete m_body;
    m_body = new QWidget;
    auto *column = new QVBoxLayout(m_body);
    const int side = theme().px(10);
    column->setContentsMargins(side, side, side, theme().px(6));
    column->setSpacing(theme().px(10));
    const QUrl url(address);
    const bool isMail = url.scheme() == "mailto"_L1;
    setAccessibleName(isMail ? tr("Write a mail to this address?")
                             : tr("Open this address in the browser?"));
    column->addWidget(new Label(theme(), text::title, accessibleName()));
    auto *whole = new Label(theme(), text::mono, linkForDisplay(address), Label::Overflow::Wrap);
    whole->setObjectName(u"linkAddress"_s);
    column->addWidget(whole);
    if (!url.userInfo().isEmpty()) { // "https://bank.example@evil.example/"
        auto *warning = new Label(theme(), { 12.5, QFont::Medium, &Tokens::warn },
                                  tr("What stands before the @ is no address: this leads to %1.")
                                      .arg(url.host(QUrl::FullyEncoded)),
                                  Label::Overflow::Wrap);
        warning->setObjectName(u"linkWarning"_s);
        column->addWidget(warning);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(theme().px(8));
    auto *open
        = new Button(theme(), Button::Kind::Primary, isMail ? tr("Write a mail") : tr("Open"));
    auto *copy = new Button(theme(), Button::Kind::Plain, tr("Copy address"));
    auto *cancel = new Button(theme(), Button::Kind::Ghost, tr("Cancel"));
    open->setObjectName(u"openLink"_s);
    for (Button *button : { open, copy, cancel }) {
        button->setBoxHeight(32);
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    content()->addWidget(m_body);
    connect(open, &QPushButton::clicked, this, [this, url] {
        closePopup();
        Q_EMIT openRequested(url);
    });
    connect(copy, &QPushButton::clicked, this, [this, address] {
        QGuiApplication::clipboard()->setText(address);
        closePopup();
    });
    connect(cancel, &QPushButton::clicked, this, [this] { closePopup(); });
}

} // namespace lokal::ui
