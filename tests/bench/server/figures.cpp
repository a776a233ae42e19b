#include "tests/bench/server/figures.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;

namespace lokal::bench {

void Figures::add(const QString &name, double value, const QString &unit, const QString &beside,
                  double floor, const QString &goal)
{
    QJsonObject row {
        { u"figure"_s, name }, { u"value"_s, value }, { u"unit"_s, unit }, { u"goal"_s, goal }
    };
    if (!beside.isEmpty()) {
        row[u"beside"_s] = beside;
        row[u"floor"_s] = floor;
        if (floor > 0)
            row[u"ratio"_s] = value / floor;
    }
    m_rows.append(row);
}

void Figures::print(bool json) const
{
    if (json) {
        std::puts(QJsonDocument(m_rows).toJson().constData());
        return;
    }
    for (const QJsonValue &value : m_rows) {
        const QJsonObject row = value.toObject();
        QString line = u"%1 %2 %3"_s.arg(row[u"figure"_s].toString(), -58)
                           .arg(row[u"value"_s].toDouble(), 10, 'f', 3)
                           .arg(row[u"unit"_s].toString(), -8);
        if (row.contains(u"beside"_s)) {
            line += u" | %1: %2"_s.arg(row[u"beside"_s].toString())
                        .arg(row[u"floor"_s].toDouble(), 0, 'f', 3);
            if (row.contains(u"ratio"_s))
                line += u" (%1 x)"_s.arg(row[u"ratio"_s].toDouble(), 0, 'f', 2);
        }
        if (!row[u"goal"_s].toString().isEmpty())
            line += u"   goal: "_s + row[u"goal"_s].toString();
        std::puts(qPrintable(line));
    }
}

double percentile(QList<double> values, double share)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values.at(std::min(values.size() - 1, qsizetype(double(values.size()) * share)));
}

double median(QList<double> values)
{
    return percentile(std::move(values), 0.5);
}

double cpuSeconds(qint64 pid)
{
    clockid_t clock {};
    timespec time {};
    if (::clock_getcpuclockid(pid_t(pid), &clock) != 0 || ::clock_gettime(clock, &time) != 0)
        return 0;
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

qint64 pssKib(qint64 pid)
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    static const QRegularExpression pattern(u"^Pss:\\s+(\\d+) kB"_s,
                                            QRegularExpression::MultilineOption);
    return pattern.match(QString::fromUtf8(file.readAll())).captured(1).toLongLong();
}

} // namespace lokal::bench
