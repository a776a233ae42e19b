#pragma once

#include <QString>

namespace lokal::ui {

enum class SymbolClass
{
    Unknown,
    Ordinary, ///< a letter or sign
    Operator, ///< wants space on both sides
    Function, ///< an upright word: "sin"
    Ignored, ///< changes only the look: "\displaystyle"
    Wrapper, ///< its argument is shown as it is: "\mathrm{…}"
};

struct Symbol
{
    SymbolClass kind = SymbolClass::Unknown;
    QStringView text;
};

/// What a TeX command without arguments of its own stands for; `name` without the backslash.
Symbol mathSymbol(QStringView name);
/// The superscript or subscript form of a character, null when Unicode has none.
QChar superscript(QChar c);
QChar subscript(QChar c);
/// The accent of "\hat", "\vec" … as a combining character, null when it is none.
QChar combiningAccent(QStringView name);
/// A letter in blackboard bold ("ℝ"); the letter itself where it has no form.
QString blackboard(QChar letter);

} // namespace lokal::ui
