// Draws every control at rest, hover, keyboard focus, disabled and error or unset, and two card
// pages, as pictures for the eye. Usage: lokal_states DIRECTORY

#include "ui/common/badge.h"
#include "ui/common/button.h"
#include "ui/common/cardpage.h"
#include "ui/common/checkbox.h"
#include "ui/common/chip.h"
#include "ui/common/chiplist.h"
#include "ui/common/commandline.h"
#include "ui/common/dot.h"
#include "ui/common/iconbutton.h"
#include "ui/common/linefield.h"
#include "ui/common/menupopup.h"
#include "ui/common/notice.h"
#include "ui/common/passwordfield.h"
#include "ui/common/progress.h"
#include "ui/common/segments.h"
#include "ui/common/selectbox.h"
#include "ui/common/slider.h"
#include "ui/common/sliderrow.h"
#include "ui/common/strengthmeter.h"
#include "ui/common/textfield.h"
#include "ui/theme/focusring.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QGridLayout>
#include <QPainter>
#include <QScrollArea>

using namespace lokal::ui;
using namespace Qt::StringLiterals;

namespace {

enum Column
{
    Rest = 1,
    Hover,
    Focus,
    Disabled,
    Wrong
};

/// A grid with one row per control; sets the state that belongs to the column.
class StatesPage : public QWidget
{
public:
    explicit StatesPage(const Theme &theme)
        : m_theme(theme)
        , m_grid(new QGridLayout(this))
    {
        m_grid->setContentsMargins(theme.px(36), theme.px(24), theme.px(36), theme.px(24));
        m_grid->setHorizontalSpacing(theme.px(20));
        m_grid->setVerticalSpacing(theme.px(18));
        const QStringList heads
            = { u"Rest"_s, u"Hover"_s, u"Keyboard focus"_s, u"Disabled"_s, u"Error or unset"_s };
        for (int i = 0; i < heads.size(); ++i)
            m_grid->addWidget(new Label(theme, text::section, heads[i]), 0, i + 1);
        for (int i = 1; i <= 5; ++i)
            m_grid->setColumnMinimumWidth(i, theme.px(186));
        buttons();
        fields();
        switches();
        marks();
    }

    void showRings()
    {
        for (QWidget *target : std::as_const(m_focused))
            (new FocusRing(m_theme))->follow(target);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(rect(), m_theme.tokens().window);
    }

private:
    void row(const QString &name)
    {
        m_grid->addWidget(new Label(m_theme, text::secondary, name), ++m_row, 0);
    }

    void put(Column column, QWidget *widget)
    {
        widget->setAttribute(Qt::WA_UnderMouse, column == Hover);
        widget->setEnabled(column != Disabled);
        if (column == Focus)
            m_focused.append(widget);
        m_grid->addWidget(widget, m_row, column, Qt::AlignLeft | Qt::AlignVCenter);
    }

    void buttonRow(const QString &name, Button::Kind kind, const QString &icon, const QString &text)
    {
        row(name);
        for (const Column column : { Rest, Hover, Focus, Disabled }) {
            auto *button = new Button(m_theme, kind, text);
            button->setIconName(icon);
            put(column, button);
        }
    }

    void buttons()
    {
        buttonRow(u"Primary button"_s, Button::Kind::Primary, u"play"_s, u"Continue"_s);
        buttonRow(u"Plain button"_s, Button::Kind::Plain, u"refresh"_s, u"Run again"_s);
        buttonRow(u"Ghost button"_s, Button::Kind::Ghost, u"chevron-right"_s, u"Details"_s);
        buttonRow(u"Danger button"_s, Button::Kind::Danger, u"trash"_s, u"Delete"_s);
        row(u"Icon button"_s);
        for (const Column column : { Rest, Hover, Focus, Disabled })
            put(column, new IconButton(m_theme, u"copy"_s, u"Copy"_s));
        row(u"Send, stop"_s);
        for (const Column column : { Rest, Hover, Focus, Disabled }) {
            auto *send = new SendButton(m_theme);
            send->setAction(column == Hover ? SendButton::Action::Stop : SendButton::Action::Send);
            put(column, send);
        }
    }

    QLineEdit *field(Column column, const QString &text)
    {
        auto *line = new LineField(m_theme, {});
        line->setText(text);
        line->setFixedWidth(m_theme.px(176));
        put(column, line);
        line->edit()->setAttribute(Qt::WA_UnderMouse, column == Hover);
        if (column == Focus)
            m_focused.removeLast();
        if (column == Wrong)
            line->edit()->setProperty("lokalState", u"error"_s);
        return line->edit();
    }

    void fields()
    {
        row(u"Text field"_s);
        field(Rest, u"qwen3:8b"_s);
        field(Hover, u"qwen3:8b"_s);
        field(Focus, u"qwen3:8b"_s)->setFocus();
        field(Disabled, u"qwen3:8b"_s);
        field(Wrong, u"3000000"_s);
        row(u"Selection box"_s);
        for (const Column column : { Rest, Focus, Wrong }) {
            auto *box = new SelectBox(m_theme);
            box->addItem(column == Wrong ? u"Model default"_s : u"Leave out the oldest"_s);
            box->setUnset(column == Wrong);
            put(column, box);
        }
        row(u"Slider"_s);
        for (const Column column : { Rest, Focus, Wrong }) {
            auto *slider = new Slider(m_theme);
            slider->setFixedWidth(m_theme.px(176));
            slider->setValue(60);
            slider->setDefaultPosition(36);
            slider->setUnset(column == Wrong);
            put(column, slider);
        }
    }

    void switches()
    {
        row(u"Switch"_s);
        for (const Column column : { Rest, Focus, Disabled }) {
            auto *toggle = new Switch(m_theme, u"Raw"_s);
            toggle->setChecked(column != Disabled);
            put(column, toggle);
        }
        row(u"Check box"_s);
        for (const Column column : { Rest, Focus, Disabled }) {
            auto *box = new CheckBox(m_theme, u"Stay signed in"_s);
            box->setChecked(column == Rest);
            put(column, box);
        }
        row(u"Segments"_s);
        for (const Column column : { Rest, Focus, Disabled }) {
            auto *segments = new Segments(m_theme, u"Format"_s);
            segments->setChoices({ u"Text"_s, u"JSON"_s });
            segments->setCurrent(column == Rest ? 0 : 1);
            setFocusRadius(segments, 10);
            put(column, segments);
        }
        row(u"Chip"_s);
        auto *thinking = new Chip(m_theme, u"lightbulb"_s, u"Thinking"_s);
        thinking->setCheckable(true);
        thinking->setChecked(true);
        put(Rest, thinking);
        put(Hover, new Chip(m_theme, u"wrench"_s, u"Tools \u00b7 3"_s));
        auto *model = new Chip(m_theme, u"box"_s, u"qwen3:8b"_s);
        model->setOpens(true);
        put(Focus, model);
    }

    void marks()
    {
        row(u"Badge"_s);
        put(Rest, new Badge(m_theme, Badge::Kind::Reads, u"reads"_s));
        put(Hover, new Badge(m_theme, Badge::Kind::Changes, u"changes"_s));
        put(Focus, new Badge(m_theme, Badge::Kind::RunsCode, u"runs code"_s));
        m_focused.removeLast();
        m_grid->addWidget(new Badge(m_theme, Badge::Kind::Neutral, u"chat"_s), m_row, Disabled);
        m_grid->addWidget(new Badge(m_theme, Badge::Kind::Host, u"sends to host"_s), m_row, Wrong);
        row(u"Progress"_s);
        for (const Column column : { Rest, Hover, Wrong }) {
            auto *bar = new ProgressBar(m_theme);
            bar->setRange(0, 100);
            bar->setValue(column == Rest ? 45 : column == Hover ? 100 : 70);
            bar->setStalled(column == Wrong);
            put(column, bar);
        }
        row(u"Spinner, avatar"_s);
        put(Rest, new Spinner(m_theme));
        put(Hover, new Avatar(m_theme, u"Mara K\u00f6hler"_s));
    }

    const Theme &m_theme;
    QGridLayout *m_grid;
    QList<QWidget *> m_focused;
    int m_row = 0;
};

QWidget *formPage(const Theme &theme)
{
    auto *page = new QWidget;
    page->setMinimumWidth(theme.px(560));
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(theme.px(28), theme.px(24), theme.px(28), theme.px(24));
    column->setSpacing(theme.px(16));
    auto *banner = new Banner(theme);
    banner->setMessage(u"plug"_s, u"Ollama is not reachable"_s, u"Trying again, next in 2 s."_s);
    banner->addButton(u"Start Ollama"_s);
    column->addWidget(banner);
    auto *warning = new WarningCard(theme, u"Not encrypted: no TLS certificate"_s,
                                    u"Anyone on this network can read passwords and chats."_s);
    warning->setButton(u"Add certificate..."_s);
    column->addWidget(warning);
    auto *name = new LineField(theme, u"Name"_s);
    name->setText(u"Coding"_s);
    name->setHint(u"3 to 32 letters, digits, dot, dash or underscore"_s);
    column->addWidget(name);
    auto *prompt = new TextField(theme, u"System prompt"_s);
    prompt->setExplanation(u"told to the model before every chat"_s);
    prompt->setTrailing(u"29 tokens"_s);
    prompt->setText(u"You are a concise senior engineer. Answer with working code first."_s);
    column->addWidget(prompt);
    auto *stops = new ChipList(theme, u"Stop sequences"_s);
    stops->setExplanation(u"up to 16"_s);
    stops->input()->setPlaceholderText(u"Add text that ends the answer"_s);
    stops->setValues({ u"</answer>"_s, u"\n\nUser:"_s });
    column->addWidget(stops);
    auto *temperature
        = new SliderRow(theme, { u"Temperature"_s, u"higher is more varied"_s, 0, 2 });
    temperature->setModelDefault(0.7);
    temperature->setValue(0.2);
    column->addWidget(temperature);
    auto *topP = new SliderRow(theme, { u"Top P"_s, u"keeps the likeliest words"_s, 0, 1 });
    topP->setModelDefault(0.9);
    column->addWidget(topP);
    auto *topK = new SliderRow(theme, { u"Top K"_s, u"model not known"_s, 0, 1000, 1, 0, true });
    topK->setModelDefault({}, u"default"_s);
    column->addWidget(topK);
    auto *context = new SliderRow(
        theme, { u"Context length"_s, u"tokens the model sees"_s, 256, 2097152, 1, 0, true });
    context->setModelDefault(8192);
    context->setValue(2097152);
    context->setError(u"Between 256 and 2,097,152. This model was trained for 32,768."_s);
    column->addWidget(context);
    column->addWidget(
        new Button(theme, Button::Kind::Problem, u"Context length needs a correction"_s));
    column->addWidget(new CommandLine(theme, u"curl -fsSL https://ollama.com/install.sh | sh"_s));
    return page;
}

QWidget *accountPage(const Theme &theme)
{
    auto *page = new CardPage(theme, CardPage::Width::Account);
    page->setMarkShown(true);
    page->setFoot(u"lock"_s, u"Nothing leaves this computer"_s);
    QVBoxLayout *card = page->card();
    card->setSpacing(theme.px(16));
    card->addWidget(new Label(theme, text::cardTitle, u"Welcome to Lokal"_s));
    card->addWidget(
        new Label(theme, text::secondary,
                  u"Make the first account. It is the administrator of this installation "
                  "and can add people later."_s,
                  Label::Overflow::Wrap));
    auto *name = new LineField(theme, u"User name"_s);
    name->setText(u"mara"_s);
    name->setBoxHeight(40);
    name->setHint(u"3 to 32 letters, digits, dot, dash or underscore"_s);
    card->addWidget(name);
    auto *password = new PasswordField(theme, u"Password"_s);
    password->setText(u"violet-tram-42-soup"_s);
    password->setBoxHeight(40);
    card->addWidget(password);
    auto *meter = new StrengthMeter(theme);
    meter->setStrength(StrengthMeter::Strength::Good, u"hard to guess, also for a computer"_s);
    card->addWidget(meter);
    auto *stay = new CheckBox(theme, u"Stay signed in"_s);
    stay->setChecked(true);
    card->addWidget(stay);
    auto *create = new Button(theme, Button::Kind::Primary, u"Create account"_s);
    create->setBoxHeight(42);
    card->addWidget(create);
    card->addWidget(new Button(theme, Button::Kind::Link, u"Use an account that exists"_s), 0,
                    Qt::AlignHCenter);
    return page;
}

void save(QWidget &page, const QString &file)
{
    QApplication::processEvents();
    page.grab().save(file);
}

void drawAll(const Theme &theme, const QDir &out, const QString &suffix)
{
    StatesPage states(theme);
    states.resize(states.sizeHint());
    states.show();
    QApplication::processEvents();
    states.showRings();
    save(states, out.filePath(u"states-%1.png"_s.arg(suffix)));
    states.hide();

    const std::unique_ptr<QWidget> form(formPage(theme));
    form->resize(theme.px(620), form->sizeHint().height());
    form->show();
    auto *menu = new MenuPopup(theme, form.get());
    menu->addRow(u"user"_s, u"Profile and my data"_s);
    menu->addRow(u"key"_s, u"API keys"_s);
    menu->addRow(u"lock"_s, u"Lock"_s)->setRemark(u"Ctrl+Shift+L"_s);
    menu->addSeparator();
    menu->addRow(u"sign-out"_s, u"Sign out"_s);
    save(*form, out.filePath(u"form-%1.png"_s.arg(suffix)));
    menu->openAt(form->findChild<Banner *>());
    save(*form, out.filePath(u"menu-%1.png"_s.arg(suffix)));

    const std::unique_ptr<QWidget> account(accountPage(theme));
    account->resize(1120, 760);
    account->show();
    save(*account, out.filePath(u"account-%1.png"_s.arg(suffix)));
    account->resize(640, 480);
    save(*account, out.filePath(u"account-low-%1.png"_s.arg(suffix)));
}

} // namespace

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 2) {
        qWarning("Usage: lokal_states DIRECTORY");
        return 2;
    }
    const QDir out(arguments[1]);
    if (!out.mkpath(u"."_s))
        return 1;
    Theme theme;
    theme.setReducedMotion(true);
    theme.apply(app);
    for (const auto scheme : { ColorScheme::Light, ColorScheme::Dark }) {
        theme.setScheme(scheme);
        for (const int percent : { 100, 200 }) {
            theme.setFactor(percent / 100.0);
            drawAll(theme, out,
                    u"%1-%2"_s.arg(theme.isDark() ? u"dark"_s : u"light"_s).arg(percent));
        }
    }
    return 0;
}
