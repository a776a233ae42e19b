#pragma once

#include "ui/highlight/language.h"

namespace lokal::ui {

/// The general engine: comments, strings, numbers, words, as the language's row describes them.
int lexCode(const Language &language, QStringView line, int state, QVector<Token> &tokens);

} // namespace lokal::ui
