#include "ui/highlight/highlighter.h"

#include "ui/highlight/codelexer.h"
#include "ui/highlight/language.h"
#include "ui/highlight/textlexers.h"

namespace lokal::ui {

namespace {

QHash<QStringView, const Language *> languagesByName()
{
    static const std::vector<Language> languages(languageSpecs().cbegin(), languageSpecs().cend());
    QHash<QStringView, const Language *> byName;
    for (const Language &language : languages) {
        for (const QStringView name : language.spec.names.split(u' ', Qt::SkipEmptyParts))
            byName.insert(name, &language);
    }
    return byName;
}

} // namespace

const Language *languageNamed(QStringView name)
{
    static const QHash<QStringView, const Language *> byName = languagesByName();
    const QString lower = name.trimmed().toString().toLower();
    return byName.value(QStringView(lower));
}

QString languageTitle(QStringView name)
{
    const Language *language = languageNamed(name);
    return language == nullptr ? name.toString() : language->spec.title.toString();
}

int highlightLine(const Language &language, QStringView line, int state, QVector<Token> &tokens)
{
    switch (language.spec.family) {
    case LexerFamily::Markup:
        return lexMarkup(line, state, tokens);
    case LexerFamily::Diff:
        return lexDiff(line, tokens);
    case LexerFamily::Code:
        break;
    }
    return lexCode(language, line, state, tokens);
}

} // namespace lokal::ui
