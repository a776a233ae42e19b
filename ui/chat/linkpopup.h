#pragma once

#include "ui/common/popup.h"

class QUrl;

namespace lokal::ui {

/// Asks before a link of a message is opened, with the whole address as the network would see it.
class LinkPopup : public Popup
{
    Q_OBJECT
public:
    explicit LinkPopup(const Theme &theme, QWidget *parent = nullptr);

    /// @return false, and nothing is shown, when the address may not be opened at all.
    bool ask(const QString &address, QWidget *anchor);

Q_SIGNALS:
    void openRequested(const QUrl &url);

private:
    void fill(const QString &address);
    QWidget *m_body = nullptr;
};

} // namespace lokal::ui
