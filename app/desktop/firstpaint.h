#pragma once

class QWidget;

namespace lokal::app {

/// Writes "first paint" to stderr once the window was drawn, if LOKAL_AI_BENCH_FIRST_PAINT is set;
/// for the program that measures how long a start takes. Call before the window is shown.
void announceFirstPaint(QWidget &window);

} // namespace lokal::app
