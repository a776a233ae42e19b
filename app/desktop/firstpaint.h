#pragma once

class QWidget;

namespace lokal::app {

/// For the program that measures a start, if LOKAL_AI_BENCH_FIRST_PAINT is set: writes "first
/// paint" to stderr once the window was drawn, and "first page" once something in it was. Call
/// before the window is shown.
void announceFirstPaint(QWidget &window);

} // namespace lokal::app
