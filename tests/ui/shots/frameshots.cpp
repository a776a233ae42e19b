#include "tests/ui/shots/frameshots.h"

#include "tests/ui/support/fakebackend.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/overlaycard.h"
#include "ui/shell/settingspopup.h"
#include "ui/shell/startpage.h"
#include "ui/signin/signinpage.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::test;
using namespace lokal::ui;

namespace {

/// A window with some chats, signed in.
class Frame
{
public:
    Frame(Theme &theme, const QDir &directory, const QString &suffix, bool isReadOnly = false)
        : m_directory(directory)
        , m_suffix(suffix)
        , m_state(m_folder.filePath(u"window.json"_s))
        , m_window(theme, m_state)
    {
        m_fakes.isReadOnly = isReadOnly;
        m_fakes.models.addModel(u"qwen3:8b"_s);
        m_user = m_fakes.accounts.add(u"mara"_s, u"pw"_s, Permission::Admin | Permission::User);
        const ModelConfig config = m_fakes.configs.add(u"qwen3:8b"_s, u"qwen3:8b"_s);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QStringList names { u"Release notes for 0.9"_s, u"Trip to Porto, four days"_s,
                                  u"SQL: weekly retention query"_s };
        for (qsizetype i = 0; i < names.size(); ++i)
            m_fakes.sessions.add(names[i], config.id, now.addSecs(-3600 * 20 * i));
    }

    MainWindow &window() { return m_window; }
    FakeBackend &fakes() { return m_fakes; }
    void open(QSize size)
    {
        m_window.resize(size);
        m_window.show();
        m_window.connectBackend(m_fakes.backend());
        settle();
    }
    void signIn()
    {
        const Principal who = FakeAccounts::principalOf(m_user);
        Q_EMIT m_window.findChild<SignInPage *>()->signedIn({ m_user, who, u"a"_s, u"r"_s, 900 },
                                                            false);
        settle();
    }
    void save(const QString &name)
    {
        settle();
        m_window.grab().save(m_directory.filePath(u"%1-%2.png"_s.arg(name, m_suffix)));
    }

private:
    static void settle() { QTest::qWait(120); }

    QDir m_directory;
    QString m_suffix;
    QTemporaryDir m_folder;
    FakeBackend m_fakes;
    User m_user;
    WindowState m_state;
    MainWindow m_window;
};

void shootUse(Frame &frame, QSize size)
{
    frame.open(size);
    frame.save(u"frame-signin"_s);
    frame.signIn();
    Workspace &workspace = *frame.window().workspace();
    if (!workspace.isSidebarShown())
        workspace.run(Command::ToggleSidebar);
    frame.save(u"frame-sidebar"_s);
    workspace.run(Command::ShortcutList);
    frame.save(u"frame-keys"_s);
    OverlayCard::openIn(&frame.window())->closeCard();
    workspace.run(Command::Settings);
    frame.save(u"frame-settings"_s);
    frame.window().findChild<SettingsPopup *>()->closePopup();
    frame.fakes().models.setStatus({ EngineCondition::Unreachable, {}, {}, {}, false });
    workspace.run(Command::FocusComposer);
    frame.save(u"frame-banner"_s);
}

} // namespace

namespace lokal::test {

void shootFrame(Theme &theme, const QDir &directory, const QString &suffix, QSize size)
{
    Frame frame(theme, directory, suffix);
    shootUse(frame, size);
    Frame locked(theme, directory, suffix, true);
    locked.open(size);
    locked.save(u"frame-readonly-signin"_s);
    locked.signIn();
    locked.save(u"frame-readonly"_s);
    Frame failed(theme, directory, suffix);
    failed.window().resize(size);
    failed.window().show();
    StartFailure failure;
    failure.kind = StartFailure::Kind::Damaged;
    failure.dataDirectory = u"/home/mara/.local/share/lokal-ai"_s;
    failure.newestBackup = QCoreApplication::applicationFilePath(); // has a date
    for (int page = 3; page < 12; ++page)
        failure.details += u"page %1: btreeInitPage() returns error code 11\n"_s.arg(page);
    failed.window().showStartFailure(failure);
    failed.save(u"frame-failure"_s);
}

} // namespace lokal::test
