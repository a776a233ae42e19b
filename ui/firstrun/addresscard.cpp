#include "ui/firstrun/addresscard.h"

#include "ui/common/button.h"
#include "ui/common/linefield.h"
#include "ui/common/painting.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

AddressCard::AddressCard(const Theme &theme, QWidget *parent)
    : OptionCard(theme, u"server"_s, tr("Ollama is on another computer"),
                 tr("Give its address, for example http://192.168.1.20:11434"), tr("Enter address"),
                 parent)
    , m_form(new QWidget)
    , m_address(new LineField(theme, {}))
    , m_test(new Button(theme, Button::Kind::Plain, tr("Test")))
    , m_cancel(new Button(theme, Button::Kind::Ghost, tr("Cancel")))
{
    m_address->edit()->setObjectName(u"engineAddress"_s);
    m_address->setPlaceholder(u"http://192.168.1.20:11434"_s);
    m_address->edit()->setAccessibleName(tr("Address of Ollama"));
    m_address->setMono(true);
    m_address->edit()->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    m_test->setObjectName(u"engineAddressTest"_s);
    m_cancel->setObjectName(u"engineAddressCancel"_s);
    auto *row = new QHBoxLayout(m_form);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_address, 1, Qt::AlignTop);
    row->addWidget(m_test, 0, Qt::AlignTop);
    row->addWidget(m_cancel, 0, Qt::AlignTop);
    column()->addWidget(m_form);
    m_form->hide();
    connect(button(), &QPushButton::clicked, this, &AddressCard::open);
    connect(m_test, &QPushButton::clicked, this, &AddressCard::test);
    connect(m_cancel, &QPushButton::clicked, this, &AddressCard::cancel);
    connect(m_address->edit(), &QLineEdit::returnPressed, this, &AddressCard::test);
    connect(m_address->edit(), &QLineEdit::textEdited, this, [this] { m_address->setError({}); });
    followTheme(theme, this, [this, row] { row->setSpacing(this->theme().px(10)); });
}

bool AddressCard::isOpen() const
{
    return !m_form->isHidden();
}

void AddressCard::open()
{
    m_address->setText(m_current);
    m_address->setError({});
    m_form->show();
    button()->hide();
    Q_EMIT openChanged();
    m_address->setFocus();
    m_address->edit()->selectAll();
}

void AddressCard::close()
{
    m_form->hide();
    button()->show();
    Q_EMIT openChanged();
}

void AddressCard::cancel()
{
    close();
    button()->setFocus(Qt::OtherFocusReason);
    Q_EMIT cancelled();
}

void AddressCard::test()
{
    const QString address = m_address->text().trimmed();
    if (address.isEmpty()) {
        m_address->setError(tr("Type an address such as http://192.168.1.20:11434."));
        return m_address->setFocus();
    }
    m_address->setError({});
    m_test->setEnabled(false);
    m_test->setText(tr("Testing…"));
    Q_EMIT testRequested(address);
}

void AddressCard::showTested(const QString &problem)
{
    m_test->setEnabled(true);
    m_test->setText(tr("Test"));
    if (problem.isEmpty())
        return close();
    //: Below the field with the address of Ollama; %1 is for example "no answer"
    m_address->setError(tr("It does not work: %1.").arg(problem));
    m_address->setFocus();
}

} // namespace lokal::ui
