#include "tests/ui/shots/frameshots.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/common/button.h"
#include "ui/configs/configspage.h"
#include "ui/configs/modelpicker.h"
#include "ui/firstrun/addresscard.h"
#include "ui/firstrun/firstrunpage.h"
#include "ui/signin/accountpage.h"
#include "ui/signin/signinpage.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTranslator>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::test;
using namespace lokal::ui;

namespace {

const auto localAddress = u"http://127.0.0.1:11434"_s;

/// Draws pages with filled fakes and stores the pictures.
class Shots
{
public:
    Shots(Theme &theme, const QDir &directory)
        : m_theme(theme)
        , m_directory(directory)
    {
        fill();
    }

    void all(const QString &suffix, QSize cards, QSize pages)
    {
        m_suffix = suffix;
        signIn(cards);
        account(cards);
        engine(cards);
        configs(pages);
        picker(pages);
    }

private:
    void fill();
    void signIn(QSize size);
    void account(QSize size);
    void engine(QSize size);
    void configs(QSize size);
    void picker(QSize size);
    using Kind = FirstRunPage::Kind;
    void engineCase(const QString &name, const EngineStatus &status, bool installed, QSize size,
                    Kind kind = Kind::FirstRun);
    void shoot(QWidget &page, const QString &name, QSize size,
               const std::function<void()> &before = {});
    static void settle();

    Theme &m_theme;
    QDir m_directory;
    QString m_suffix;
    FakeBackend m_fakes;
    Backend m_backend { m_fakes.backend() };
};

void Shots::settle()
{
    QElapsedTimer time;
    time.start();
    while (time.elapsed() < 120)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
}

void Shots::fill()
{
    m_fakes.accounts.add(u"mara"_s, u"pw"_s);
    const QStringList thinks { u"completion"_s, u"thinking"_s, u"tools"_s };
    m_fakes.models.addModel(u"qwen3:8b"_s, thinks);
    m_fakes.models.addModel(u"gemma3:4b"_s, { u"completion"_s, u"vision"_s });
    m_fakes.models.addModel(u"qwen2.5-coder:7b"_s, { u"completion"_s, u"tools"_s });
    m_fakes.models.addModel(u"nomic-embed-text"_s, { u"embedding"_s });
    m_fakes.models.models[0].loaded = true;
    m_fakes.models.models[1].sizeBytes = 3'300'000'000;
    m_fakes.models.models[2].contextLength = 32768;
    m_fakes.models.models[3].sizeBytes = 274'000'000;
    m_fakes.models.models[3].quantization = u"F16"_s;
    m_fakes.models.models[3].parameterSize = u"137M"_s;
    m_fakes.configs.add(u"Coding"_s, u"qwen2.5-coder:7b"_s);
    m_fakes.configs.add(u"Everyday"_s, u"qwen3:8b"_s);
    m_fakes.configs.add(u"JSON extraction"_s, u"qwen3:8b"_s);
    m_fakes.configs.add(u"Letters, formal German"_s, u"gemma3:4b"_s);
    Parameters &coding = m_fakes.configs.configs[1].parameters;
    coding.systemPrompt
        = u"You are a concise senior engineer. Answer with working code first, then the "
          u"reasoning. Ask when a requirement is missing."_s;
    coding.temperature = 0.2;
    coding.minP = 0.05;
    coding.seed = 42;
    coding.stopSequences = QStringList { u"</answer>"_s, u"\n\nUser:"_s };
    m_fakes.configs.usages[1] = 6;
    m_fakes.configs.configs[3].parameters.format
        = { AnswerFormat::Schema, "{\n  \"type\": \"object\",\n  \"properties\": {}\n}" };
    m_fakes.configs.configs[3].parameters.numCtx = 32768;
}

void Shots::shoot(QWidget &page, const QString &name, QSize size,
                  const std::function<void()> &before)
{
    page.resize(size);
    page.show();
    page.activateWindow();
    settle();
    if (before) {
        before();
        settle();
    }
    page.grab().save(m_directory.filePath(u"%1-%2.png"_s.arg(name, m_suffix)));
}

void Shots::signIn(QSize size)
{
    SignInPage page(m_backend, m_theme);
    page.setUserName(u"mara"_s);
    shoot(page, u"signin"_s, size, [&] {
        QTest::keyClicks(page.findChild<QLineEdit *>(u"signInPassword"_s), u"correct-horse"_s);
    });
    shoot(page, u"signin-error"_s, size, [&] {
        m_fakes.accounts.nextError
            = { makeError(ErrorCode::RateLimited, {}, { { u"retry_after"_s, 4 } }) };
        page.findChild<Button *>(u"signInSubmit"_s)->click();
    });
}

void Shots::account(QSize size)
{
    AccountPage first(m_backend, m_theme, AccountPage::Kind::First);
    shoot(first, u"account"_s, size, [&] {
        first.findChild<QLineEdit *>(u"accountName"_s)->setText(u"mara"_s);
        first.findChild<QLineEdit *>(u"accountPassword"_s)->setText(u"violet-tram-42-soup"_s);
    });
    AccountPage other(m_backend, m_theme, AccountPage::Kind::Register);
    shoot(other, u"account-error"_s, size, [&] {
        other.findChild<QLineEdit *>(u"accountName"_s)->setText(u"m!"_s);
        other.findChild<QLineEdit *>(u"accountPassword"_s)->setText(u"password"_s);
        settle();
        other.findChild<Button *>(u"accountSubmit"_s)->click();
    });
}

void Shots::engineCase(const QString &name, const EngineStatus &status, bool installed, QSize size,
                       Kind kind)
{
    m_fakes.models.status = status;
    const OllamaProgram program { [installed] { return installed; }, [] { return true; },
                                  [] { return QString(); } };
    FirstRunPage page(m_backend, m_theme, kind, nullptr, program);
    shoot(page, name, size, [&] {
        if (name == "engine-address"_L1)
            page.findChild<AddressCard *>()->open();
    });
}

void Shots::engine(QSize size)
{
    const EngineStatus ready { EngineCondition::Ready, localAddress, u"0.12.6"_s, {}, false };
    const EngineStatus refused {
        EngineCondition::Unreachable, localAddress, {}, u"Connection refused"_s, false
    };
    engineCase(u"engine-found"_s, ready, true, size);
    engineCase(u"engine-settings"_s, ready, true, size, Kind::Settings);
    engineCase(u"engine-stopped"_s, refused, true, size);
    engineCase(u"engine-missing"_s, refused, false, size);
    engineCase(u"engine-address"_s, refused, true, size);
    engineCase(u"engine-old"_s, { EngineCondition::TooOld, localAddress, u"0.4.7"_s, {}, false },
               true, size);
    engineCase(u"engine-other"_s, { EngineCondition::NotAnEngine, localAddress, {}, {}, false },
               true, size);
    const QList<Model> models = std::exchange(m_fakes.models.models, {});
    engineCase(u"engine-empty"_s, ready, true, size);
    m_fakes.models.models = models;
    m_fakes.models.status = ready;
}

void Shots::configs(QSize size)
{
    ConfigsPage page(m_backend, m_theme, {});
    shoot(page, u"config-list"_s, size);
    shoot(page, u"config"_s, size, [&] { page.openConfig({ 1 }); });
    shoot(page, u"config-error"_s, size, [&] {
        auto *row = page.findChild<QWidget *>(u"num_ctx"_s);
        auto *number = row->findChild<QLineEdit *>();
        number->setFocus();
        number->selectAll();
        QTest::keyClicks(number, u"3000000"_s);
    });
    shoot(page, u"config-bottom"_s, size, [&] {
        for (QScrollArea *area : page.findChildren<QScrollArea *>())
            area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    });
    page.findChild<Button *>(u"configDiscard"_s)->click();
    shoot(page, u"config-delete"_s, size,
          [&] { page.findChild<QAbstractButton *>(u"configDelete"_s)->click(); });
    ConfigsPage schema(m_backend, m_theme, {});
    shoot(schema, u"config-schema"_s, size, [&] { schema.openConfig({ 3 }); });
    shoot(schema, u"config-sent"_s, size,
          [&] { schema.findChild<Button *>(u"configSent"_s)->click(); });
    const auto stored = std::exchange(m_fakes.configs.configs, {});
    ConfigsPage none(m_backend, m_theme, {});
    shoot(none, u"config-none"_s, size);
    m_fakes.configs.configs = stored;
}

void Shots::picker(QSize size)
{
    QWidget window;
    window.setAutoFillBackground(true);
    auto *anchor = new Button(m_theme, Button::Kind::Plain, u"qwen3:8b"_s, &window);
    anchor->move(40, 20);
    auto *picker = new ModelPicker(m_backend, m_theme, {}, &window);
    picker->setCurrentModel(u"qwen3:8b"_s);
    shoot(window, u"picker"_s, size, [&] { picker->openBelow(anchor); });
    shoot(window, u"picker-unknown"_s, size,
          [&] { picker->findChild<QLineEdit *>(u"pickerSearch"_s)->setText(u"mistral:7b"_s); });
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    if (argc < 2) {
        std::fputs("usage: lokal_page_shots DIRECTORY\n", stderr);
        return 2;
    }
    const QDir directory(QString::fromLocal8Bit(argv[1]));
    QDir().mkpath(directory.path());
    Theme theme;
    theme.apply(app);
    Shots shots(theme, directory);
    for (const ColorScheme scheme : { ColorScheme::Light, ColorScheme::Dark }) {
        theme.setScheme(scheme);
        const QString name = scheme == ColorScheme::Dark ? u"dark"_s : u"light"_s;
        theme.setFactor(1.0);
        shots.all(name, { 1120, 760 }, { 1440, 900 });
        shots.all(u"narrow-"_s + name, { 640, 480 }, { 640, 480 });
        shootFrame(theme, directory, name, { 1280, 820 });
        theme.setFactor(2.0);
        shootFrame(theme, directory, u"text200-"_s + name, { 1280, 820 });
        shootFrame(theme, directory, u"narrow-text200-"_s + name, { 640, 480 });
    }
    theme.setScheme(ColorScheme::Light);
    theme.setFactor(1.0);
    shots.all(u"mid-light"_s, { 900, 700 }, { 960, 720 });
    theme.setFactor(2.0);
    shots.all(u"text200-light"_s, { 1440, 900 }, { 1440, 900 });
#ifdef LOKAL_GERMAN
    QTranslator german;
    if (!german.load(QStringLiteral(LOKAL_GERMAN)))
        return 1;
    QApplication::installTranslator(&german);
    theme.setFactor(1.0);
    Shots(theme, directory).all(u"german-light"_s, { 1120, 760 }, { 1280, 820 });
    Shots(theme, directory).all(u"german-narrow-light"_s, { 640, 480 }, { 640, 480 });
    shootFrame(theme, directory, u"german-light"_s, { 1280, 820 });
#endif
    return 0;
}
