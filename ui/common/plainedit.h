#pragma once

#include <QPlainTextEdit>

namespace lokal::ui {

/// A field for plain text that stays usable whatever is pasted into it: for each line of a word
/// that is longer than a line Qt looks at the whole rest of the word, so that a picture as base64
/// would stop the window for minutes. Where such a word comes in, lines break anywhere instead.
class PlainEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit PlainEdit(QWidget *parent = nullptr);

    /// Replaces the text, for good: what was there cannot be brought back by undo.
    void setText(const QString &text);
    /// Inserts at the cursor as if it had been typed.
    void insertText(const QString &text);

protected:
    void insertFromMimeData(const QMimeData *source) override;
};

} // namespace lokal::ui
