#pragma once

#include <QString>
#include <QVector>

namespace lokal::test {

/// A string literal in a C++ source.
struct Literal
{
    QString text; ///< as written, escapes included, without prefix, quotes and suffix
    QString callee; ///< name before the innermost open "(", empty in braces and at the top
    int argument = 0; ///< place in that call, from 0
    int line = 1;
};

/// Finds the string literals of a source that are neither in a comment nor in a preprocessor line.
QVector<Literal> literalsIn(const QString &source);

} // namespace lokal::test
