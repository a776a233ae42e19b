#pragma once

#include "ui/highlight/highlighter.h"

namespace lokal::ui {

/// HTML and XML: tags are keywords, attributes types. What scripts and styles contain stays plain.
int lexMarkup(QStringView line, int state, QVector<Token> &tokens);

/// Whole lines: added ones as strings, removed ones as removed, headers and positions apart.
int lexDiff(QStringView line, QVector<Token> &tokens);

} // namespace lokal::ui
