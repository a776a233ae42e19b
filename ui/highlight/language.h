#pragma once

#include "ui/highlight/highlighter.h"

#include <QHash>
#include <QString>

#include <vector>

namespace lokal::ui {

/// Which lexer reads the language.
enum class LexerFamily : quint8
{
    Code, ///< the general engine
    Markup, ///< HTML, XML
    Diff,
};

enum LanguageTrait : quint32
{
    NoTraits = 0,
    FoldCase = 0x0001, ///< keywords in any case
    NestedComments = 0x0002, ///< block comments nest
    HashDirectives = 0x0004, ///< a line that begins with '#' is a preprocessor line
    AtWords = 0x0008, ///< "@Override", "@media"
    DollarVariables = 0x0010, ///< "$name", "${name}"
    CallsAreFunctions = 0x0020, ///< a word before "(" is a function
    CapitalsAreTypes = 0x0040, ///< "Widget" is a type
    DashInWords = 0x0080, ///< "font-size" is one word
    QuoteInNumbers = 0x0100, ///< "1'000"
    ColonKeys = 0x0200, ///< "key:" is a key
    EqualsKeys = 0x0400, ///< "key =" at the start of a line is a key
    SectionHeaders = 0x0800, ///< "[section]" at the start of a line
    SpacedComments = 0x1000, ///< a comment mark counts only at the start of a word
    CharOrLifetime = 0x2000, ///< "'a'" is a character, "'a" is not
    RawParenStrings = 0x4000, ///< C++ R"x(...)x"
    RawHashStrings = 0x8000, ///< Rust r#"..."#
    HexColours = 0x10000, ///< "#ff8800" is a number
    FirstWordIsCommand = 0x20000, ///< keywords count only at the start of a line
    StringPrefixes = 0x40000, ///< f"…", rb'…'
};

/// One row of the table. Word lists are separated by blanks; names are lower case.
struct LanguageSpec
{
    QStringView title;
    QStringView names;
    LexerFamily family = LexerFamily::Code;
    quint32 traits = NoTraits;
    QStringView lineComments; ///< marks, separated by blanks
    QStringView blockOpen;
    QStringView blockClose;
    QStringView quotes; ///< characters of strings that end with the line
    QStringView longQuotes; ///< characters of strings that may span lines
    QStringView tripleQuotes; ///< characters that, three times, open a string over several lines
    QStringView keywords;
    QStringView types;
};

/// A row made ready for look-up.
struct Language
{
    explicit Language(const LanguageSpec &languageSpec);

    bool has(LanguageTrait trait) const { return (spec.traits & trait) != 0; }

    LanguageSpec spec;
    QList<QStringView> lineComments;
    QHash<QStringView, TokenKind> words;
};

/// The table; static data.
const std::vector<LanguageSpec> &languageSpecs();

} // namespace lokal::ui
