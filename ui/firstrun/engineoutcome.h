#pragma once

#include "core/models/modelengine.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>

namespace lokal::ui {

/// What looking for the engine came to.
enum class Outcome
{
    Looking,
    Found,
    FoundEmpty, ///< it answers, without a model to talk to
    Stopped, ///< installed here, not running
    Missing, ///< nothing answers here, and it is not installed
    Silent, ///< an address on another computer does not answer
    TooOld,
    NotOllama,
};

/// The outcome in words, and how the page looks with it.
struct OutcomeText
{
    QString iconName;
    QColor Tokens::*ground;
    QColor Tokens::*ink;
    QString title;
    QString sentence;
    QString command; ///< empty: none
    QString commandLabel; ///< above the command; may be empty
};

class EngineOutcome
{
    Q_DECLARE_TR_FUNCTIONS(lokal::ui::EngineOutcome)
public:
    /// @param models how many models were found, -1 when it does not tell; only asked for when the
    /// engine is ready.
    static Outcome judge(const EngineStatus &status, bool installedHere, qsizetype models);
    static OutcomeText text(Outcome outcome, const EngineStatus &status, qsizetype models);
    /// Why an address did not serve, in a few words ("refused the connection").
    static QString reason(const EngineStatus &status);
    /// The command that gets a first model, small enough for most computers.
    static QString firstPull();
    /// The address is this computer's own.
    static bool isLocal(const QString &address);

private:
    static OutcomeText foundText(const EngineStatus &status, qsizetype models);
    static OutcomeText absentText(Outcome outcome, const EngineStatus &status);
    static OutcomeText unfitText(Outcome outcome, const EngineStatus &status);
};

} // namespace lokal::ui
