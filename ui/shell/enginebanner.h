#pragma once

#include "ui/shell/backend.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QVBoxLayout;

namespace lokal::ui {

class Banner;

/// Says calmly what is the matter with the engine; away while all is well, leaves by itself.
class EngineBanner : public QWidget
{
    Q_OBJECT
public:
    EngineBanner(const Backend &backend, const Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    void engineRequested();

private:
    void showStatus(const EngineStatus &status);
    void showMessage(const QString &icon, const QString &sentence, const QString &remark,
                     bool canProbe);

    const Backend m_backend;
    const Theme &m_theme;
    QVBoxLayout *m_column;
    Banner *m_banner = nullptr;
    EngineStatus m_status;
};

} // namespace lokal::ui
