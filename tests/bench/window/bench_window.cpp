// What the desktop program costs beside an empty Qt window, in one run: start, memory, long chats,
// streamed text, typing. Usage: bench_window [--messages 100000] [--rounds 9] [--json] Run with
// QT_QPA_PLATFORM=offscreen, or under a display server. Time and memory are compared between
// processes that this one starts one after the other; what it shares with them is small (Qt Core).
#include "tests/bench/server/figures.h"
#include "tests/bench/window/programs.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace lokal::bench;

namespace {

constexpr int longest = 10'000;
constexpr int few = 100;

/// A data directory and the longest session in it.
struct Filled
{
    QTemporaryDir folder;
    QString session;

    Filled(const QString &inside, int messages)
        : session(
            QString::fromLatin1(outputOf({ inside,
                                           { u"fill"_s, folder.path(), QString::number(messages),
                                             QString::number(qMin(longest, messages / 2)) } })
                                    .trimmed()))
    {
    }
    Program program() const
    {
        return { QStringLiteral(LOKAL_DESKTOP_PROGRAM),
                 { u"--data-dir"_s, folder.path(), u"--log-level"_s, u"error"_s } };
    }
};

/// The programs take turns, so that a busy moment of the machine meets all of them.
void measureStart(Figures &figures, const Program &empty, const Program &small,
                  const Program &large, int rounds, int messages)
{
    QList<double> emptyMs, smallMs, largeMs, pageMs, largePageMs;
    for (int round = 0; round <= rounds; ++round) {
        const double times[] = { firstPaintMs(empty), firstPaintMs(small), firstPaintMs(large),
                                 firstPageMs(small), firstPageMs(large) };
        if (round == 0)
            continue; // files come into the cache
        emptyMs.append(times[0]);
        smallMs.append(times[1]);
        largeMs.append(times[2]);
        pageMs.append(times[3]);
        largePageMs.append(times[4]);
    }
    figures.add(u"start to first paint, %1 messages"_s.arg(few), median(smallMs), u"ms"_s,
                u"empty window"_s, median(emptyMs), u"<= 2.5 x"_s);
    figures.add(u"start to first paint, %1 messages"_s.arg(messages), median(largeMs), u"ms"_s,
                u"with %1"_s.arg(few), median(smallMs), u"<= 1.15 x"_s);
    figures.add(u"start to the sign-in page, %1 messages"_s.arg(few), median(pageMs), u"ms"_s,
                u"empty window"_s, median(emptyMs));
    figures.add(u"start to the sign-in page, %1 messages"_s.arg(messages), median(largePageMs),
                u"ms"_s, u"with %1"_s.arg(few), median(pageMs));
}

void measureMemory(Figures &figures, double emptyKib, const Program &small, const Program &large,
                   int messages)
{
    figures.add(u"memory (PSS), %1 messages"_s.arg(few), settledPssKib(small), u"KiB"_s,
                u"empty window"_s, emptyKib, u"<= 2.2 x"_s);
    figures.add(u"memory (PSS), %1 messages"_s.arg(messages), settledPssKib(large), u"KiB"_s,
                u"empty window"_s, emptyKib, u"<= 2.2 x"_s);
}

void measureInside(Figures &figures, const Program &inside, double emptyKib)
{
    const QJsonObject found = QJsonDocument::fromJson(outputOf(inside)).object();
    const auto figure = [&](const QString &name, QLatin1StringView key, const QString &unit,
                            const QString &goal = {}) {
        figures.add(name, found.value(key).toDouble(), unit, {}, 0, goal);
    };
    figure(u"stayed signed in: from the core to a usable chat"_s, "usableMs"_L1, u"ms"_s);
    figure(u"long session opens, first time"_s, "openFirstMs"_L1, u"ms"_s, u"<= 50"_s);
    figure(u"long session opens, median"_s, "openMs"_L1, u"ms"_s, u"<= 50"_s);
    figure(u"wheel step in it, p50"_s, "scrollP50Ms"_L1, u"ms"_s);
    figure(u"wheel step in it, p99"_s, "scrollP99Ms"_L1, u"ms"_s);
    figures.add(u"memory (PSS), long session open"_s, found["pssOpenKib"_L1].toDouble(), u"KiB"_s,
                u"empty window"_s, emptyKib, u"<= 2.8 x"_s);
    figures.add(u"memory (PSS), %1 of its messages loaded"_s.arg(found["loaded"_L1].toInt()),
                found["pssAllKib"_L1].toDouble(), u"KiB"_s, u"empty window"_s, emptyKib);
    figure(u"key to paint while 100 tokens/s stream, p50"_s, "keyP50Ms"_L1, u"ms"_s);
    figure(u"key to paint while 100 tokens/s stream, p99"_s, "keyP99Ms"_L1, u"ms"_s, u"<= 16"_s);
}

void measureTranscript(Figures &figures, const QString &program)
{
    const QJsonObject found
        = QJsonDocument::fromJson(outputOf({ program, { u"--json"_s } })).object();
    for (const QJsonValue &row : found["sessions"_L1].toArray()) {
        if (row["messages"_L1].toInt() == longest)
            figures.add(u"transcript alone: %1 messages at once"_s.arg(longest),
                        row["openMs"_L1].toDouble(), u"ms"_s, {}, 0, u"<= 50"_s);
    }
    for (const QJsonValue &row : found["chunks"_L1].toArray()) {
        const qint64 characters = row["characters"_L1].toInteger();
        figures.add(u"streamed chunk, %1, %2 characters, p50"_s.arg(row["kind"_L1].toString())
                        .arg(characters),
                    row["p50Ms"_L1].toDouble(), u"ms"_s, {}, 0,
                    characters >= 90'000 ? u"<= 4"_s : QString());
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption(
        { u"messages"_s, u"Stored messages of the large data directory."_s, u"N"_s, u"100000"_s });
    parser.addOption({ u"rounds"_s, u"Starts of each program."_s, u"N"_s, u"9"_s });
    parser.addOption({ u"json"_s, u"Print JSON."_s });
    parser.process(app);
    const int messages = qMax(parser.value(u"messages"_s).toInt(), 2 * longest);
    // No keychain of the person who measures.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");

    const QString here = QCoreApplication::applicationDirPath();
    const QString inside = here + u"/bench_window_inside"_s;
    const Program empty { here + u"/bench_empty_window"_s, {} };
    const Filled small(inside, few);
    const Filled large(inside, messages);
    Figures figures;
    measureStart(figures, empty, small.program(), large.program(),
                 qMax(1, parser.value(u"rounds"_s).toInt()), messages);
    const double emptyKib = settledPssKib(empty);
    measureMemory(figures, emptyKib, small.program(), large.program(), messages);
    measureInside(figures, { inside, { u"measure"_s, large.folder.path(), large.session } },
                  emptyKib);
    measureTranscript(figures, here + u"/bench_transcript"_s);
    figures.print(parser.isSet(u"json"_s));
    return 0;
}
