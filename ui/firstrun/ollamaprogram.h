#pragma once

#include <QString>

#include <functional>

namespace lokal::ui {

/// The ollama program of this computer; a value of functions, so that tests can stand in for it.
struct OllamaProgram
{
    std::function<bool()> isInstalled;
    /// Starts "ollama serve" on its own, to outlive the window. False when that was not possible.
    std::function<bool()> start;
    /// What OLLAMA_HOST says; empty when not set.
    std::function<QString()> hostVariable;

    static OllamaProgram onThisComputer();
};

} // namespace lokal::ui
