#pragma once

#include <QStringView>
#include <QVector>

namespace lokal::ui {

enum class TokenKind : quint8
{
    Keyword,
    Type,
    String,
    Number,
    Preprocessor,
    Comment,
    Function,
    Removed ///< a line that a patch takes away
};

struct Token
{
    int start = 0;
    int length = 0;
    TokenKind kind = TokenKind::Keyword;
    bool operator==(const Token &) const = default;
};

struct Language; // opaque, static lifetime

/// The language for a fence's info word ("c++", "py", "bash" …), ignoring case; nullptr when
/// unknown.
const Language *languageNamed(QStringView name);
/// How a code card titles itself ("C++"); the given word itself when the language is unknown.
QString languageTitle(QStringView name);

/// Colours one line. `state` is what the previous line returned (0 at the start); returns the state
/// for the next line. Linear in the line's length.
int highlightLine(const Language &language, QStringView line, int state, QVector<Token> &tokens);

} // namespace lokal::ui
