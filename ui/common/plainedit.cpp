#include "ui/common/plainedit.h"

#include <QMimeData>

namespace lokal::ui {
namespace {

constexpr qsizetype longestWord = 4000; // laid out within a few milliseconds

/// Scripts above this one need no spaces: their lines may end after nearly every character.
bool endsWord(QChar c)
{
    return c.isSpace() || c >= QChar(0x2E80);
}

bool hasHugeWord(const QString &text)
{
    qsizetype length = 0;
    for (const QChar c : text) {
        length = endsWord(c) ? 0 : length + 1;
        if (length > longestWord)
            return true;
    }
    return false;
}

} // namespace

PlainEdit::PlainEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
}

void PlainEdit::setText(const QString &text)
{
    const bool isHuge = hasHugeWord(text);
    if (isHuge)
        setWordWrapMode(QTextOption::WrapAnywhere);
    setPlainText(text);
    if (!isHuge) // only now: what stood here before may have been
        setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
}

void PlainEdit::insertText(const QString &text)
{
    // Not taken back when the word goes: undo may bring it again.
    if (hasHugeWord(text))
        setWordWrapMode(QTextOption::WrapAnywhere);
    insertPlainText(text);
}

void PlainEdit::insertFromMimeData(const QMimeData *source)
{
    if (source->hasText())
        insertText(source->text());
    ensureCursorVisible();
}

} // namespace lokal::ui
