#pragma once

#include "ui/common/cardpage.h"

namespace lokal::ui {

class Spinner;

/// Before there is anything to show: that it starts, or why it cannot.
class StartPage : public CardPage
{
    Q_OBJECT
public:
    explicit StartPage(const Theme &theme, QWidget *parent = nullptr);

    void showFailure(const QString &sentence, const QString &details);

Q_SIGNALS:
    void quitRequested();

private:
    const Theme &m_look;
    Spinner *m_spinner;
    Label *m_title;
};

} // namespace lokal::ui
