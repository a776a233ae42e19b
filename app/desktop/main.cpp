// lokal-ai: the desktop program.
#include "app/common/heap.h"
#include "app/common/logging.h"
#include "app/common/unixsignals.h"
#include "app/desktop/enginehost.h"
#include "app/desktop/firstpaint.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/windowstate.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QTranslator>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::app;

namespace {

void installTranslations(QApplication &application)
{
    auto *own = new QTranslator(&application);
    // English is the fallback, and a translation as well: without it "%n model(s)" would show as it
    // is written.
    if (own->load(QLocale(), u"lokal"_s, u"_"_s, u":/i18n"_s) || own->load(u":/i18n/lokal_en.qm"_s))
        QApplication::installTranslator(own);
    auto *qt = new QTranslator(&application);
    if (qt->load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath))
        || qt->load(QLocale(), u"qtbase"_s, u"_"_s, u":/i18n"_s))
        QApplication::installTranslator(qt);
}

/// What needs no window is answered before Qt looks for a display, which ends the program where
/// there is none. Empty: go on with the window.
std::optional<int> answerWithoutWindow(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const CommandLine line = readOptions(Program::Desktop, arguments);
    if (!line.options && line.exitCode == ExitOk) {
        std::fputs(line.text.toUtf8().constData(), stdout);
        return ExitOk;
    }
#ifdef Q_OS_LINUX
    const bool hasDisplay = qEnvironmentVariableIsSet("DISPLAY")
        || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || arguments.contains(u"-platform"_s);
    if (!hasDisplay) {
        const char *reason = "lokal-ai needs a display. Without one, lokal-ai-server serves.\n";
        std::fputs(line.options ? reason : line.text.toUtf8().constData(), stderr);
        return line.options ? ExitFailure : line.exitCode;
    }
#endif
    // A wrong option may be one of Qt's own, which the application takes out.
    return std::nullopt;
}

int run(QApplication &application, const Options &options)
{
    ui::WindowState state(options.dataDirectory + u"/window.json"_s);
    ui::Theme theme;
    theme.setScheme(ui::ColorScheme(state.value(u"theme"_s, int(ui::ColorScheme::System)).toInt()));
    theme.setFactor(state.value(u"textSize"_s, 1.0).toDouble());
    theme.apply(application);

    EngineHost engine(options);
    ui::MainWindow window(theme, state);
    const UnixSignals signalsOfTheSystem;
    // Not quit(): that asks the windows first, and one may answer with a question.
    QObject::connect(&signalsOfTheSystem, &UnixSignals::endRequested, &application,
                     [] { QApplication::exit(ExitOk); });
    QObject::connect(&engine, &EngineHost::ready, &window,
                     [&] { window.connectBackend(engine.backend()); });
    QObject::connect(&engine, &EngineHost::raiseRequested, &window, &ui::MainWindow::raiseWindow);
    int failure = ExitOk;
    QObject::connect(&engine, &EngineHost::failed, &window,
                     [&](int exitCode, const ui::StartFailure &reason) {
                         failure = exitCode;
                         window.showStartFailure(reason);
                     });
    QObject::connect(&engine, &EngineHost::inUse, &window,
                     [&](bool cameForward, const ui::StartFailure &reason) {
                         if (cameForward)
                             return QApplication::exit(ExitOk);
                         std::fprintf(stderr, "The data in %s is in use by %s.\n",
                                      qPrintable(reason.dataDirectory), qPrintable(reason.owner));
                         failure = ExitInUse;
                         window.showStartFailure(reason);
                     });
    announceFirstPaint(window);
    engine.start();
    window.show();
    window.activateWindow(); // without a window manager nobody else does it, and shortcuts need it
    const int code = QApplication::exec();
    engine.stop();
    return code == ExitOk ? failure : code;
}

} // namespace

int main(int argc, char **argv)
{
    giveLargeBlocksBack();
    if (const auto exitCode = answerWithoutWindow(argc, argv))
        return *exitCode;
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"lokal-ai"_s);
    QApplication::setApplicationDisplayName(u"Lokal-AI"_s);
    QApplication::setApplicationVersion(u"" LOKAL_VERSION ""_s);
    QApplication::setDesktopFileName(u"lokal-ai"_s);
    QApplication::setWindowIcon(QIcon(u":/lokal-ai.svg"_s));
    const CommandLine line = readOptions(Program::Desktop, QApplication::arguments());
    if (!line.options) {
        std::fputs(line.text.toUtf8().constData(), line.exitCode == ExitOk ? stdout : stderr);
        return line.exitCode;
    }
    installLogging(*line.options);
    installTranslations(application);
    return run(application, *line.options);
}
