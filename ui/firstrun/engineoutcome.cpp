#include "ui/firstrun/engineoutcome.h"

#include "ui/common/visibletext.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

const auto installCommand = u"curl -fsSL https://ollama.com/install.sh | sh"_s;

} // namespace

QString EngineOutcome::firstPull()
{
    return u"ollama pull qwen3:4b"_s;
}

bool EngineOutcome::isLocal(const QString &address)
{
    const QString host = QUrl(address).host();
    return host.isEmpty() || host == "localhost"_L1 || host.startsWith("127."_L1)
        || host == "::1"_L1;
}

Outcome EngineOutcome::judge(const EngineStatus &status, bool installedHere, qsizetype models)
{
    switch (status.condition) {
    case EngineCondition::Unknown:
        return Outcome::Looking;
    case EngineCondition::Ready:
        return models > 0 ? Outcome::Found : Outcome::FoundEmpty;
    case EngineCondition::TooOld:
        return Outcome::TooOld;
    case EngineCondition::NotAnEngine:
        return Outcome::NotOllama;
    case EngineCondition::Unreachable:
        break;
    }
    if (!isLocal(status.address))
        return Outcome::Silent;
    return installedHere ? Outcome::Stopped : Outcome::Missing;
}

QString EngineOutcome::reason(const EngineStatus &status)
{
    switch (status.condition) {
    case EngineCondition::Unknown:
        return tr("asking…");
    case EngineCondition::Ready:
        return status.isDemo ? tr("the demo engine")
                             : tr("Ollama %1").arg(visibleText(status.version));
    case EngineCondition::TooOld:
        return status.version.isEmpty() ? tr("an old Ollama")
                                        : tr("Ollama %1").arg(visibleText(status.version));
    case EngineCondition::NotAnEngine:
        return tr("answers, but is not Ollama");
    case EngineCondition::Unreachable:
        break;
    }
    if (status.detail.contains("refused"_L1, Qt::CaseInsensitive))
        return tr("refused the connection");
    if (status.detail.contains("not found"_L1, Qt::CaseInsensitive))
        return tr("unknown host name");
    return tr("no answer");
}

OutcomeText EngineOutcome::foundText(const EngineStatus &status, qsizetype models)
{
    if (status.isDemo)
        return { u"play"_s,
                 &Tokens::accentSoft,
                 &Tokens::accent,
                 tr("The demo engine is running"),
                 tr("Made-up answers, no AI: it shows what the window can do."),
                 {},
                 {} };
    const QString version = visibleText(status.version);
    const QString place = isLocal(status.address) ? tr("on this computer")
                                                  : tr("at %1").arg(visibleText(status.address));
    //: %1 is a version, %2 "on this computer" or "at http://…"
    QString sentence = tr("Version %1 %2, but without a model yet. Get one with the command below; "
                          "this page notices it by itself.");
    if (models < 0)
        //: %1 is a version, %2 "on this computer" or "at http://…"
        sentence
            = tr("Version %1 %2, but it does not tell its models. This page asks again by itself; "
                 "if that does not help, restart Ollama.");
    else if (models == 1)
        sentence = tr("Version %1 %2, with one model.");
    else if (models > 1)
        sentence = tr("Version %1 %2, with %n models.", nullptr, int(models));
    sentence = sentence.arg(version, place);
    if (status.outdated)
        sentence += u' '
            + tr("From 0.12.4 on the context window is under exact control: an update helps.");
    const QString pull = models == 0 ? firstPull() : QString();
    return {
        u"check"_s, &Tokens::accentSoft, &Tokens::accent, tr("Ollama is running"), sentence, pull,
        {}
    };
}

OutcomeText EngineOutcome::absentText(Outcome outcome, const EngineStatus &status)
{
    if (outcome == Outcome::Stopped)
        return { u"pause"_s,
                 &Tokens::warnSoft,
                 &Tokens::warn,
                 tr("Ollama is installed but not running"),
                 tr("Start it here, or by hand. This page goes on by itself as soon as Ollama "
                    "answers."),
                 u"ollama serve"_s,
                 {} };
    if (outcome == Outcome::Missing)
        return { u"search"_s,
                 &Tokens::inlineBg,
                 &Tokens::text2,
                 tr("Ollama was not found"),
                 tr("Lokal talks to models through Ollama, a free program that runs them on this "
                    "computer. Install it with:"),
                 installCommand,
                 {} };
    return { u"server"_s,
             &Tokens::warnSoft,
             &Tokens::warn,
             tr("The other computer does not answer"),
             tr("%1 %2. Ollama there has to be running and to listen on the network "
                "(OLLAMA_HOST=0.0.0.0).")
                 .arg(visibleText(status.address), reason(status)),
             {},
             {} };
}

OutcomeText EngineOutcome::unfitText(Outcome outcome, const EngineStatus &status)
{
    if (outcome == Outcome::TooOld) {
        const QString version = visibleText(status.version);
        const QString needs = tr("Lokal needs 0.5.0, and 0.12.4 or newer for exact control of the "
                                 "context window.");
        return { u"warning"_s,
                 &Tokens::warnSoft,
                 &Tokens::warn,
                 tr("This Ollama is too old"),
                 (version.isEmpty() ? tr("An old version answers at the address below.")
                                    : tr("Version %1 answers at the address below.").arg(version))
                     + u' ' + needs,
                 installCommand,
                 isLocal(status.address)
                     ? tr("Update with the same command that installs it:")
                     : tr("Update on that computer, with the same command that installs it:") };
    }
    return { u"warning"_s,
             &Tokens::warnSoft,
             &Tokens::warn,
             tr("This is not Ollama"),
             tr("Another program answers at the address below. Give the right address, or end that "
                "program and start Ollama."),
             {},
             {} };
}

OutcomeText EngineOutcome::text(Outcome outcome, const EngineStatus &status, qsizetype models)
{
    switch (outcome) {
    case Outcome::Looking:
        break;
    case Outcome::Found:
    case Outcome::FoundEmpty:
        return foundText(status, models);
    case Outcome::Stopped:
    case Outcome::Missing:
    case Outcome::Silent:
        return absentText(outcome, status);
    case Outcome::TooOld:
    case Outcome::NotOllama:
        return unfitText(outcome, status);
    }
    return { u"search"_s,
             &Tokens::inlineBg,
             &Tokens::text2,
             tr("Looking for Ollama"),
             tr("It runs the language models on this computer."),
             {},
             {} };
}

} // namespace lokal::ui
