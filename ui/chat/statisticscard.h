#pragma once

#include "core/chat/chatmessage.h"
#include "ui/common/popup.h"

#include <functional>

class QHBoxLayout;

namespace lokal::ui {

/// Where the time of one answer went, to scale: loading, reading, writing.
class TimeBar : public QWidget
{
    Q_OBJECT
public:
    TimeBar(const Theme &theme, const Usage &usage, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Usage m_usage;
};

/// The numbers of one answer, what was sent for it, and the same request as a command.
class StatisticsCard : public Popup
{
    Q_OBJECT
public:
    using CurlSink = std::function<void(const QString &)>;
    /// Makes the command line when it is asked for, perhaps later.
    using CurlSource = std::function<void(const CurlSink &take)>;

    /// @param curl the request as a command line; unset: not offered.
    StatisticsCard(const Theme &theme, const ChatMessage &message, const CurlSource &curl,
                   QWidget *parent = nullptr);

private:
    void addRows(const ChatMessage &message);
    void addRow(QColor Tokens::*dot, const QString &name, const QString &remark,
                const QString &value);
    void addButtons(const ChatMessage &message, const CurlSource &curl);
    void addCurlButton(QHBoxLayout *row, const CurlSource &curl);
    void reopen();

    QVBoxLayout *m_column;
};

} // namespace lokal::ui
