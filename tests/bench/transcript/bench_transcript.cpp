// What a long chat and a long answer cost the GUI thread. Usage: bench_transcript [--json]
// Run with QT_QPA_PLATFORM=offscreen for numbers without a display server.
#include "tests/ui/transcript/sampletranscript.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollBar>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lokal::ui;

namespace {

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<size_t>(double(values.size() - 1) * share)];
}

// Resident memory; 0 where /proc is missing.
qint64 residentKilobytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4;
}

void paintNow(TranscriptView &view)
{
    view.viewport()->repaint();
}

QJsonObject openSession(const Theme &theme, int messages)
{
    const QVector<TranscriptMessage> chat = sample::longChat(messages);
    TranscriptView view(theme);
    view.resize(1000, 800);
    view.show();
    QCoreApplication::processEvents();
    const qint64 before = residentKilobytes();
    QElapsedTimer timer;
    timer.start();
    view.setMessages(chat);
    paintNow(view);
    const double opened = milliseconds(timer);
    std::vector<double> turns;
    QScrollBar *bar = view.verticalScrollBar();
    for (int i = 0; i < 200; ++i) {
        timer.start();
        bar->setValue(bar->value() - 120);
        QCoreApplication::sendPostedEvents();
        paintNow(view);
        turns.push_back(milliseconds(timer));
    }
    std::vector<double> jumps;
    for (int i = 1; i < 40; ++i) {
        timer.start();
        bar->setValue(bar->maximum() / 40 * i);
        paintNow(view);
        jumps.push_back(milliseconds(timer));
        QCoreApplication::processEvents();
    }
    return { { u"messages"_s, messages },
             { u"openMs"_s, opened },
             { u"wheelP50Ms"_s, percentile(turns, 0.5) },
             { u"wheelP99Ms"_s, percentile(turns, 0.99) },
             { u"jumpP50Ms"_s, percentile(jumps, 0.5) },
             { u"jumpWorstMs"_s, percentile(jumps, 1) },
             { u"memoryKb"_s, residentKilobytes() - before } };
}

QJsonObject streamChunk(const Theme &theme, const QString &kind, const QByteArray &start,
                        const QByteArray &chunk)
{
    TranscriptView view(theme);
    view.resize(1000, 800);
    view.show();
    TranscriptMessage answer;
    answer.id = 1;
    answer.role = TranscriptMessage::Role::Assistant;
    answer.state = TranscriptMessage::State::Streaming;
    answer.source = start;
    view.setMessages({ answer });
    QCoreApplication::processEvents();
    paintNow(view);
    std::vector<double> costs;
    for (int i = 0; i < 60; ++i) {
        QElapsedTimer timer;
        timer.start();
        view.appendText(1, chunk);
        view.flush();
        // Paints what the update asked for, as the event loop would.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
        costs.push_back(milliseconds(timer));
    }
    return { { u"kind"_s, kind },
             { u"characters"_s, qint64(start.size()) },
             { u"p50Ms"_s, percentile(costs, 0.5) },
             { u"p99Ms"_s, percentile(costs, 0.99) } };
}

// The longest the GUI thread is away while a hostile message is opened, scrolled and typed over.
QJsonObject hostileMessage(const Theme &theme, const sample::Hostile &answer)
{
    TranscriptView view(theme);
    view.resize(1000, 800);
    view.show();
    QCoreApplication::processEvents();
    TranscriptMessage message;
    message.id = 1;
    message.role = TranscriptMessage::Role::Assistant;
    message.source = answer.text;
    QElapsedTimer timer;
    timer.start();
    view.setMessages({ message });
    paintNow(view);
    const double opened = milliseconds(timer);
    timer.start();
    QCoreApplication::processEvents();
    double worst = milliseconds(timer);
    QScrollBar *bar = view.verticalScrollBar();
    for (int i = 0; i < 40; ++i) {
        timer.start();
        bar->setValue(i % 4 == 3 ? bar->maximum() / 40 * i : bar->value() - 300);
        paintNow(view);
        worst = qMax(worst, milliseconds(timer));
        timer.start();
        QCoreApplication::processEvents();
        worst = qMax(worst, milliseconds(timer));
    }
    return { { u"name"_s, QString::fromLatin1(answer.name) },
             { u"openMs"_s, opened },
             { u"worstStepMs"_s, worst } };
}

QByteArray codeAnswer(qsizetype characters)
{
    QByteArray text = "```cpp\n";
    while (text.size() < characters)
        text += "    const auto value = compute(index, 42); // keeps a line busy\n";
    return text;
}

QByteArray oneParagraph(qsizetype characters)
{
    QByteArray text;
    while (text.size() < characters)
        text += "the same words again and again without any end ";
    return text;
}

void printTable(const QJsonObject &result)
{
    QTextStream out(stdout);
    out << "messages   open ms   wheel p50/p99 ms   jump p50/worst ms   memory KB\n";
    for (const QJsonValue &row : result.value(u"sessions"_s).toArray())
        out << QString::asprintf("%8d  %8.1f      %6.2f / %6.2f     %6.2f / %6.2f    %8lld\n",
                                 row[u"messages"].toInt(), row[u"openMs"].toDouble(),
                                 row[u"wheelP50Ms"].toDouble(), row[u"wheelP99Ms"].toDouble(),
                                 row[u"jumpP50Ms"].toDouble(), row[u"jumpWorstMs"].toDouble(),
                                 static_cast<long long>(row[u"memoryKb"].toInteger()));
    out << "\nstreamed chunk   characters   p50 ms   p99 ms\n";
    for (const QJsonValue &row : result.value(u"chunks"_s).toArray())
        out << row[u"kind"].toString().leftJustified(14)
            << QString::asprintf("%13lld %8.2f %8.2f\n",
                                 static_cast<long long>(row[u"characters"].toInteger()),
                                 row[u"p50Ms"].toDouble(), row[u"p99Ms"].toDouble());
    out << "\nhostile message               open ms   longest step ms\n";
    for (const QJsonValue &row : result.value(u"hostile"_s).toArray())
        out << row[u"name"].toString().leftJustified(28)
            << QString::asprintf("%9.1f %17.1f\n", row[u"openMs"].toDouble(),
                                 row[u"worstStepMs"].toDouble());
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    Theme theme;
    theme.setScheme(ColorScheme::Light);
    theme.apply(app);
    QJsonArray sessions;
    openSession(theme, 10); // fonts and glyph caches warm up
    for (const int messages : { 100, 1'000, 10'000 })
        sessions.append(openSession(theme, messages));
    QJsonArray chunks;
    for (const qsizetype size : { 1'000, 10'000, 100'000 }) {
        chunks.append(streamChunk(theme, u"mixed"_s, sample::mixedMarkdown(size) + "\n\n",
                                  " and more words"));
        chunks.append(streamChunk(theme, u"code"_s, codeAnswer(size), "    x = next(x);\n"));
        chunks.append(streamChunk(theme, u"paragraph"_s, oneParagraph(size), " and more words"));
    }
    QJsonArray hostile;
    for (const sample::Hostile &answer : sample::hostileAnswers())
        hostile.append(hostileMessage(theme, answer));
    const QJsonObject result { { u"qt"_s, QString::fromLatin1(qVersion()) },
                               { u"sessions"_s, sessions },
                               { u"chunks"_s, chunks },
                               { u"hostile"_s, hostile } };
    if (app.arguments().contains(u"--json"_s))
        QTextStream(stdout) << QJsonDocument(result).toJson();
    else
        printTable(result);
    return 0;
}
