#pragma once

#include "ui/shell/backend.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace lokal::ui {

class Banner;
class Button;

/// Says calmly what is the matter with the engine, or that the data can only be read; away while
/// all is well, leaves by itself. One at a time: data that cannot be changed comes first.
class EngineBanner : public QWidget
{
    Q_OBJECT
public:
    EngineBanner(const Backend &backend, const Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    void engineRequested();

private:
    struct Message
    {
        QString icon, sentence, remark;
        bool canProbe = false;
    };

    static Message messageFor(const EngineStatus &status);
    void showStatus(const EngineStatus &status);
    void showMessage(const Message &message);
    void probe();

    const Backend m_backend;
    Banner *m_banner;
    Button *m_again;
    Button *m_settings;
    bool m_probing = false;
};

} // namespace lokal::ui
