// The part of bench_window that runs inside the desktop program's own parts. Usage:
//   bench_window_inside fill DIRECTORY MESSAGES LONGEST   prints the id of the longest session
//   bench_window_inside measure DIRECTORY SESSION         prints JSON
#include "core/accounts/accountservice.h"
#include "tests/bench/storage/manymessages.h"
#include "tests/bench/window/windowprobe.h"

#include <QApplication>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::bench;

namespace {

constexpr int messagesPerSession = 100;
constexpr int answerWords = 20'000; // lasts longer than the typing

app::Options optionsFor(const QString &directory)
{
    app::Options options;
    options.dataDirectory = directory;
    options.logLevel = app::LogLevel::Error;
    options.demo = true;
    options.demoRate = 100;
    return options;
}

/// The account is made by the real service, for its password has to serve later.
UserId makeUser(const QString &directory)
{
    app::EngineHost engine(optionsFor(directory));
    QEventLoop loop;
    UserId user;
    QObject::connect(&engine, &app::EngineHost::failed, &loop,
                     [](int, const ui::StartFailure &failure) {
                         qFatal("no start: %s", qPrintable(failure.details));
                     });
    QObject::connect(&engine, &app::EngineHost::ready, &loop, [&] {
        Registration registration;
        registration.username = QLatin1StringView(userName);
        registration.password = QLatin1StringView(userPassword);
        user = must(engine.backend().accounts.registerUser(registration, {}).result()).user.id;
        loop.quit();
    });
    engine.start();
    loop.exec();
    engine.stop();
    return user;
}

void fill(const QString &directory, int messages, int longest)
{
    const UserId user = makeUser(directory);
    const SystemClock clock;
    const OpenOutcome outcome = Storage::open(directory, clock);
    if (!outcome.storage)
        qFatal("%s", qPrintable(outcome.failure.detail));
    const MessageCounts counts { messages, qMax(2, messages / messagesPerSession), longest };
    QTextStream(stdout) << fillWithMessages(*outcome.storage, user, counts).longOne.value << '\n';
    outcome.storage->close();
}

QString endlessScript(const QString &directory)
{
    const QJsonObject step { { u"reply"_s, u"word "_s.repeated(answerWords) } };
    QFile file(directory + u"/script.json"_s);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s", qPrintable(file.errorString()));
    file.write(QJsonDocument(
                   QJsonObject { { u"steps"_s, QJsonArray { step } }, { u"repeat_last"_s, true } })
                   .toJson());
    return file.fileName();
}

void measure(const QString &directory, SessionId session)
{
    app::Options options = optionsFor(directory);
    options.demoScriptFile = endlessScript(directory);
    WindowProbe probe(options);
    QTextStream(stdout) << QJsonDocument(probe.measure(session)).toJson();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList words = QApplication::arguments();
    if (words.size() == 5 && words[1] == "fill"_L1)
        fill(words[2], words[3].toInt(), words[4].toInt());
    else if (words.size() == 4 && words[1] == "measure"_L1)
        measure(words[2], { words[3].toLongLong() });
    else
        return 2;
    return 0;
}
