#pragma once

#include <QDir>
#include <QSize>
#include <QString>

namespace lokal::ui {
class Theme;
}

namespace lokal::test {

/// Pictures of the window's frame in @p directory: sidebar, list of keys, settings, banners and a
/// start that failed. @p suffix names the theme, the size and the language.
void shootFrame(ui::Theme &theme, const QDir &directory, const QString &suffix, QSize size);

} // namespace lokal::test
