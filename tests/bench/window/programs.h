#pragma once

#include <QJsonDocument>
#include <QString>
#include <QStringList>

namespace lokal::bench {

/// A program and how it is called.
struct Program
{
    QString path;
    QStringList arguments;
};

/// From the start of the process to its "first paint", in milliseconds; then it is ended.
double firstPaintMs(const Program &program);
/// The same to its "first page", the first that has more than a background.
double firstPageMs(const Program &program);
/// Memory of the started program once it no longer changes, in KiB.
double settledPssKib(const Program &program);
/// What the program prints; ends this one when it fails.
QByteArray outputOf(const Program &program);

} // namespace lokal::bench
