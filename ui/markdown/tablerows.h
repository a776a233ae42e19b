#pragma once

#include <QString>

namespace lokal::ui {

/// Length of the leading "> >" of a line, up to its last mark.
/// @param maxMarks how many of them to take at most, -1 for all
qsizetype quotePrefixLength(QStringView line, int maxMarks = -1);
/// Length of a leading list marker ("- ", "12. "), indentation included; 0 if there is none.
qsizetype listPrefixLength(QStringView line);

/// Collects the lines of one paragraph and repairs what md4c 0.4.8 would not accept as a table:
/// delimiter cells under three characters, and a header directly below other text.
class TableRows
{
public:
    /// Appends the line and '\n' to `chunk`.
    /// @param contentStart length of the quote prefix
    void addLine(QStringView line, qsizetype contentStart, QString &chunk);

private:
    qsizetype m_lineCount = 0;
    qsizetype m_previousStart = 0; ///< in the chunk
    bool m_inTable = false;
};

} // namespace lokal::ui
