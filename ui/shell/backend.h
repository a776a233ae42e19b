#pragma once

#include "core/accounts/accounts.h"
#include "core/accounts/secretstore.h"
#include "core/chat/chat.h"
#include "core/chat/sessions.h"
#include "core/configs/configs.h"
#include "core/models/models.h"

#include <functional>

namespace lokal::ui {

/// Everything the window asks for: interfaces only, so that it can be driven by the core in this
/// process, by fakes, and later by a server elsewhere. All are callable from the GUI thread and
/// outlive the window. Their signals come from another thread: connect with a context object.
struct Backend
{
    Accounts &accounts;
    Configs &configs;
    Sessions &sessions;
    Chat &chat;
    Models &models;
    SecretStore &secrets; ///< keeps the refresh token of "stay signed in"
    /// Goes over to the demo engine or back to Ollama; offered by the first-run page.
    std::function<Future<EngineStatus>(bool demo)> useDemoEngine;
    /// Keeps an engine's address that a person typed for the next starts. May be unset.
    std::function<void(const QString &url)> rememberEngineAddress;
    /// The folder with the data is write-protected: everything that changes something is refused.
    bool isReadOnly = false;
    QString dataDirectory; ///< for sentences that name it
};

} // namespace lokal::ui
