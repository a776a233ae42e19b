#include "ui/highlight/language.h"

namespace lokal::ui {

Language::Language(const LanguageSpec &languageSpec)
    : spec(languageSpec)
    , lineComments(languageSpec.lineComments.split(u' ', Qt::SkipEmptyParts))
{
    for (const QStringView word : spec.types.split(u' ', Qt::SkipEmptyParts))
        words.insert(word, TokenKind::Type);
    for (const QStringView word : spec.keywords.split(u' ', Qt::SkipEmptyParts))
        words.insert(word, TokenKind::Keyword);
}

} // namespace lokal::ui
