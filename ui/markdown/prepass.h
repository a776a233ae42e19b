#pragma once

#include "ui/markdown/markdownparser.h"

#include <QByteArray>
#include <QString>
#include <QVector>

namespace lokal::ui {

/// A formula that the pre-pass took out of the text.
struct MathItem
{
    QString tex;
    QString source; ///< with its delimiters, as written
    bool display = false;
};

/// What md4c gets to read, and what was set aside.
struct Prepared
{
    QByteArray text; ///< valid UTF-8, always ends with '\n'
    QVector<MathItem> math; ///< referred to by placeholders, see MathMark
};

/// A placeholder is this character followed by two that carry the index. The range U+E000…U+F8FF is
/// removed from the input first, so text cannot forge one.
constexpr char16_t MathMark = u'\uE000';
constexpr qsizetype MathMarkLength = 3;

/// Makes a source digestible: decodes (invalid bytes become U+FFFD), unifies line ends, widens
/// narrow table delimiter rows, separates tables from the paragraph above, replaces math by
/// placeholders.
Prepared prepare(const QByteArray &source, ParseMode mode);

/// The index that the placeholder at `mark` stands for, or -1 if it is none.
qsizetype mathIndexAt(QStringView text, qsizetype mark);

/// Puts the formulas back as they were written: for code, addresses and whatever is not formatted.
QString restoreMath(QString text, const QVector<MathItem> &math);

} // namespace lokal::ui
