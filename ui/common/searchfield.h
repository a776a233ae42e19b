#pragma once

#include "ui/theme/theme.h"

#include <QLineEdit>

namespace lokal::ui {

/// One line to search a list with, and a magnifying glass before it.
class SearchField : public QLineEdit
{
    Q_OBJECT
public:
    /// @param name what is searched ("Search chats"): placeholder and accessible name.
    SearchField(const Theme &theme, const QString &name, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();

    const Theme &m_theme;
};

} // namespace lokal::ui
