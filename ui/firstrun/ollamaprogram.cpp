#include "ui/firstrun/ollamaprogram.h"

#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

QString executable()
{
    return QStandardPaths::findExecutable(u"ollama"_s);
}

bool startServer()
{
    QProcess server;
    server.setProgram(executable());
    server.setArguments({ u"serve"_s });
    // Its log would otherwise run through the terminal that started the window.
    server.setStandardInputFile(QProcess::nullDevice());
    server.setStandardOutputFile(QProcess::nullDevice());
    server.setStandardErrorFile(QProcess::nullDevice());
    return !server.program().isEmpty() && server.startDetached();
}

} // namespace

OllamaProgram OllamaProgram::onThisComputer()
{
    return { [] { return !executable().isEmpty(); }, startServer,
             [] { return qEnvironmentVariable("OLLAMA_HOST"); } };
}

} // namespace lokal::ui
