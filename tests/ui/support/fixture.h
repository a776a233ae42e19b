#pragma once

#include "tests/ui/support/fakebackend.h"
#include "ui/shell/windowstate.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace lokal::test {

/// The look of the application, light and without motion; one for all tests of a program.
inline ui::Theme &sharedTheme()
{
    static ui::Theme *theme = [] {
        QStandardPaths::setTestModeEnabled(true);
        auto *made = new ui::Theme(qApp);
        made->setScheme(ui::ColorScheme::Light);
        made->setReducedMotion(true);
        made->apply(*qApp);
        return made;
    }();
    return *theme;
}

/// A backend with one user and one model, and a place for what the window remembers.
struct Fixture
{
    QTemporaryDir folder;
    FakeBackend fakes;
    ui::WindowState state { folder.filePath(QStringLiteral("window.json")) };
    ui::Backend backend = fakes.backend();
    User user = fakes.accounts.add(QStringLiteral("mara"), QStringLiteral("long enough"),
                                   Permission::Admin | Permission::User);
    Principal who = FakeAccounts::principalOf(user);

    Fixture()
    {
        fakes.models.addModel(QStringLiteral("qwen3:8b"),
                              { QStringLiteral("completion"), QStringLiteral("thinking") });
    }
};

} // namespace lokal::test
