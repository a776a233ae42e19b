#pragma once

#include <QString>

#include <optional>

namespace lokal::ui {

/// A formula in readable signs: "\frac{\alpha}{2} x^2" as "α⁄2 x²". Rows of a multi-line formula
/// are separated by '\n'. No value when it uses something that has no plain form: show the TeX
/// source then.
std::optional<QString> readableMath(QStringView tex);

} // namespace lokal::ui
