// lokal-ai-server: the API without a window, and the administrator's commands.
#include "app/common/composition.h"
#include "app/common/controlsocket.h"
#include "app/common/heap.h"
#include "app/common/logging.h"
#include "app/common/passwordprompt.h"
#include "app/common/subcommands.h"
#include "app/common/unixsignals.h"
#include "core/secrets/choosesecretstore.h"
#include "core/secrets/filesecretstore.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::app;

namespace {

void print(FILE *where, const QString &text)
{
    std::fputs(text.toUtf8().constData(), where);
    std::fflush(where);
}

/// Opens the data, or says why not and what the program ends with.
std::unique_ptr<Composition> openData(const Options &options, const Clock &clock, Extent extent,
                                      int *exitCode)
{
    OpenOutcome outcome = Storage::open(options.dataDirectory, clock);
    if (!outcome.storage) {
        print(stderr, sentenceOf(outcome.failure, options.dataDirectory) + u'\n');
        *exitCode = exitCodeOf(outcome.failure);
        return nullptr;
    }
    // A server has no desktop session whose keychain could be open: its secrets rest in files.
    auto secrets = std::make_shared<FileSecretStore>(outcome.storage->directory().keysFolder());
    return std::make_unique<Composition>(options, std::move(outcome.storage), secrets, extent);
}

int serve(QCoreApplication &application, const Options &options)
{
    const SystemClock clock;
    int exitCode = ExitOk;
    std::unique_ptr<Composition> root = openData(options, clock, Extent::Everything, &exitCode);
    if (!root)
        return exitCode;
    UnixSignals signalsOfTheSystem;
    QObject::connect(
        root.get(), &Composition::setupTokenIssued, &application,
        [](const QString &token) { print(stderr, u"setup token: %1\n"_s.arg(token)); });
    const auto end = [&application, &root](int code) {
        root->stop().then(&application, [code] { QCoreApplication::exit(code); });
    };
    QObject::connect(
        &signalsOfTheSystem, &UnixSignals::endRequested, &application, [end] { end(ExitOk); },
        Qt::SingleShotConnection);
    root->start().then(&application, [end](const Result<QUrl> &url) {
        if (url)
            return print(stdout, u"listening on %1\n"_s.arg(url->toString()));
        print(stderr, u"Cannot start: %1\n"_s.arg(url.error().detail));
        end(ExitFailure);
    });
    exitCode = QCoreApplication::exec();
    root.reset();
    return exitCode;
}

int printReply(const QJsonObject &reply, bool json)
{
    if (reply[u"ok"_s].toBool()) {
        print(stdout, adminReplyText(reply, json));
        return ExitOk;
    }
    print(stderr, reply[u"error"_s].toString() + u'\n');
    return reply[u"damaged"_s].toBool() ? ExitDamaged : ExitFailure;
}

/// Whether there is data to work with, or a command that may begin some; says so when not.
bool hasData(const Options &options)
{
    const DataDirectory directory(options.dataDirectory);
    if (findSubCommand(options.command)->makesData || QFileInfo::exists(directory.databaseFile())
        || directory.hasTraces())
        return true;
    print(stderr, u"There is no Lokal-AI data in %1.\n"_s.arg(options.dataDirectory));
    return false;
}

int runCommand(QCoreApplication &application, const Options &options)
{
    QString password;
    if (needsPassword(options.command)) {
        const std::optional<QString> given = readPassword();
        if (!given)
            return ExitFailure;
        password = *given;
    }
    const QJsonObject request = adminRequest(options, password);
    const SystemClock clock;
    std::unique_ptr<Composition> root;
    const auto answer = [&](const QJsonObject &reply) {
        const int code = printReply(reply, options.json);
        if (!root)
            return QCoreApplication::exit(code);
        root->stop().then(&application, [code] { QCoreApplication::exit(code); });
    };
    askOwner(options.dataDirectory, request, &application)
        .then(&application, [&](const std::optional<QJsonObject> &reply) {
            if (reply)
                return answer(*reply);
            int exitCode = ExitOk;
            if (!hasData(options))
                return QCoreApplication::exit(ExitFailure);
            root = openData(options, clock, Extent::AccountsOnly, &exitCode);
            if (!root)
                return QCoreApplication::exit(exitCode);
            root->start().then(&application, [&](const Result<QUrl> &started) {
                if (!started)
                    return answer({ { u"ok"_s, false }, { u"error"_s, started.error().detail } });
                root->commands().run(request).then(&application, answer);
            });
        });
    const int exitCode = QCoreApplication::exec();
    root.reset();
    return exitCode;
}

} // namespace

int main(int argc, char **argv)
{
    giveLargeBlocksBack();
    // Nothing here needs GLib's loop, which makes a system call of each event that one thread posts
    // to another.
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"lokal-ai-server"_s);
    QCoreApplication::setApplicationVersion(u"" LOKAL_VERSION ""_s);
    const CommandLine line = readOptions(Program::Server, QCoreApplication::arguments());
    if (!line.options) {
        print(line.exitCode == ExitOk ? stdout : stderr, line.text);
        return line.exitCode;
    }
    installLogging(*line.options);
    return line.options->command.isEmpty() ? serve(application, *line.options)
                                           : runCommand(application, *line.options);
}
