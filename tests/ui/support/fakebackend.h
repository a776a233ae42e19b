#pragma once

#include "tests/ui/support/fakeaccounts.h"
#include "tests/ui/support/fakechat.h"
#include "tests/ui/support/fakeconfigs.h"
#include "tests/ui/support/fakemodels.h"
#include "tests/ui/support/fakesecrets.h"
#include "ui/shell/backend.h"

namespace lokal::test {

/// Everything the window asks for, in memory. Results come in a later turn of the event loop.
struct FakeBackend
{
    FakeAccounts accounts;
    FakeConfigs configs;
    FakeSessions sessions;
    FakeChat chat { sessions };
    FakeModels models;
    FakeSecrets secrets;
    int demoSwitches = 0;
    bool isReadOnly = false; ///< read by backend()

    ui::Backend backend()
    {
        return { accounts,
                 configs,
                 sessions,
                 chat,
                 models,
                 secrets,
                 [this](bool) {
                     ++demoSwitches;
                     return models.engineStatus();
                 },
                 {},
                 isReadOnly,
                 QStringLiteral("/home/mara/lokal-ai") };
    }
};

} // namespace lokal::test
