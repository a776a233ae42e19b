#pragma once

#include "ui/markdown/prepass.h"

namespace lokal::ui {

/// Writes the placeholder for formula number `index`.
void appendMathMark(QString &out, qsizetype index);

/// Copies one paragraph to `out`, with its formulas ($…$, $$…$$, \(…\), \[…\]) set aside in `math`.
/// Code spans stay as they are. Follows pandoc's rule for a single dollar, so that prices stay
/// text.
void replaceMath(QStringView paragraph, QString &out, QVector<MathItem> &math);

} // namespace lokal::ui
