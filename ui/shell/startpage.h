#pragma once

#include "ui/common/cardpage.h"
#include "ui/shell/startfailure.h"

namespace lokal::ui {

class Spinner;

/// Before there is anything to show: that it starts, or why it cannot and what helps.
class StartPage : public CardPage
{
    Q_OBJECT
public:
    explicit StartPage(const Theme &theme, QWidget *parent = nullptr);

    void showFailure(const StartFailure &failure);

Q_SIGNALS:
    void quitRequested();

private:
    static QString sentenceFor(const StartFailure &failure);
    void addBackup(const StartFailure &failure);
    void addDetails(const QString &details);
    void addButtons(const StartFailure &failure);

    const Theme &m_look;
    Spinner *m_spinner;
    Label *m_title;
};

} // namespace lokal::ui
