#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>

namespace lokal::bench {

/// Collects figures and prints them as a table or as JSON.
class Figures
{
public:
    /// @param beside what the figure is measured against, in the same run; empty for none
    void add(const QString &name, double value, const QString &unit, const QString &beside = {},
             double floor = 0, const QString &goal = {});
    void print(bool json) const;

private:
    QJsonArray m_rows;
};

double median(QList<double> values);
double percentile(QList<double> values, double share);
/// CPU time of a process and its threads in seconds, from /proc.
double cpuSeconds(qint64 pid);
qint64 pssKib(qint64 pid);

} // namespace lokal::bench
