#include "ui/shell/settingspopup.h"

#include "ui/common/button.h"
#include "ui/common/label.h"
#include "ui/common/segments.h"
#include "ui/common/slider.h"

#include <QHBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int applyDelayMs = 180; // a new text size lays everything out again

} // namespace

SettingsPopup::SettingsPopup(Theme &theme, WindowState &state, QWidget *parent)
    : Popup(theme, parent)
    , m_look(theme)
    , m_state(state)
    , m_scheme(new Segments(theme, tr("Theme")))
    , m_size(new Slider(theme))
    , m_sizeText(new Label(theme, text::monoMeta))
{
    setObjectName(u"settingsPopup"_s);
    setAccessibleName(tr("Settings"));
    setCardWidth(320);
    build();
    m_applyTimer.setSingleShot(true);
    m_applyTimer.setInterval(applyDelayMs);
    connect(&m_applyTimer, &QTimer::timeout, this, &SettingsPopup::apply);
    connect(this, &Popup::closed, this, [this] {
        if (m_applyTimer.isActive())
            apply(); // a quick hand had closed it before
    });
    connect(m_scheme, &Segments::chosen, this, [this](int index) {
        m_state.setValue(u"theme"_s, index);
        m_look.setScheme(ColorScheme(index));
    });
    connect(m_size, &Slider::moved, this, [this](int tenths) {
        showSize(tenths);
        m_applyTimer.start();
    });
}

void SettingsPopup::build()
{
    m_scheme->setChoices({ tr("System"), tr("Light"), tr("Dark") });
    m_scheme->setCurrent(int(m_look.scheme()));
    m_size->setRange(8, 20);
    m_size->setPageStep(2);
    m_size->setValue(qRound(m_look.factor() * 10));
    m_size->setDefaultPosition(10);
    m_size->setAccessibleName(tr("Text size"));
    showSize(m_size->value());
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(m_look.px(10), m_look.px(6), m_look.px(10), m_look.px(6));
    column->setSpacing(m_look.px(8));
    column->addWidget(new Label(m_look, text::label, tr("Theme")));
    column->addWidget(m_scheme);
    column->addSpacing(m_look.px(8));
    auto *head = new QHBoxLayout;
    head->addWidget(new Label(m_look, text::label, tr("Text size")), 1);
    head->addWidget(m_sizeText);
    column->addLayout(head);
    column->addWidget(m_size);
    column->addSpacing(m_look.px(4));
    column->addWidget(new Label(m_look, text::hint, tr("The language is that of the system."),
                                Label::Overflow::Wrap));
    auto *keys = new Button(m_look, Button::Kind::Ghost, tr("Keyboard shortcuts"));
    keys->setIconName(u"keyboard"_s);
    keys->setFlush(true);
    connect(keys, &QPushButton::clicked, this, [this] {
        closePopup();
        Q_EMIT shortcutsRequested();
    });
    column->addWidget(keys, 0, Qt::AlignLeft);
    content()->addWidget(body);
}

void SettingsPopup::showSize(int tenths)
{
    m_sizeText->setText(tr("%1 %").arg(QLocale().toString(tenths * 10)));
}

void SettingsPopup::apply()
{
    m_applyTimer.stop();
    const double factor = m_size->value() / 10.0;
    m_state.setValue(u"textSize"_s, factor);
    m_look.setFactor(factor);
}

} // namespace lokal::ui
