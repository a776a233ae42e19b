#include "ui/configs/sentpopup.h"

#include "ui/common/button.h"
#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/common/plainedit.h"
#include "ui/configs/configdraft.h"
#include "ui/configs/prettyjson.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int copiedShownMs = 2000;

} // namespace

SentPopup::SentPopup(const Theme &theme, QWidget *parent)
    : Popup(theme, parent)
    , m_text(new PlainEdit)
    , m_copy(new Button(theme, Button::Kind::Ghost, tr("Copy")))
{
    setAccessibleName(tr("What will be sent"));
    setCardWidth(460);
    m_text->setReadOnly(true);
    m_text->setObjectName(u"sentJson"_s);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("What will be sent, as JSON"));
    setStyleProperty(m_text, "lokalBare", true);
    m_copy->setIconName(u"copy"_s);
    m_copy->setBoxHeight(32);
    m_back.setSingleShot(true);
    m_back.setInterval(copiedShownMs);
    auto *head = new QHBoxLayout;
    head->addWidget(new Label(theme, text::label, tr("What will be sent")));
    head->addStretch();
    head->addWidget(m_copy);
    auto *remark
        = new Label(theme, text::hint, tr("All else stays at the model default and is not sent."),
                    Label::Overflow::Wrap);
    content()->addLayout(head);
    content()->addWidget(remark);
    content()->addWidget(m_text);
    connect(m_copy, &QPushButton::clicked, this, &SentPopup::copy);
    connect(&m_back, &QTimer::timeout, this, [this] {
        m_copy->setText(tr("Copy"));
        m_copy->setIconName(u"copy"_s);
    });
    followTheme(theme, this, [this, &theme, head, remark] {
        head->setContentsMargins(theme.px(8), 0, 0, 0);
        remark->setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(8));
        m_text->setFont(theme.monoFont(12));
        m_text->document()->setDocumentMargin(theme.px(8));
        m_text->setFixedHeight(theme.px(280));
    });
}

void SentPopup::setDraft(const ConfigDraft &draft)
{
    m_text->setText(QString::fromUtf8(prettyJson(changeToJson(setParameters(draft.parameters)))));
}

void SentPopup::copy()
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
    m_copy->setText(tr("Copied"));
    m_copy->setIconName(u"check"_s);
    m_back.start();
}

} // namespace lokal::ui
