#pragma once

#include "ui/theme/theme.h"

#include <QPushButton>

class QGridLayout;

namespace lokal::ui {

class Label;

/// A suggestion to begin with: title and a remark of at most two lines; pressing it fills the
/// composer.
class StarterCard : public QPushButton
{
    Q_OBJECT
public:
    StarterCard(const Theme &theme, const QString &title, const QString &line,
                QWidget *parent = nullptr);
    QSize sizeHint() const override;
    /// The height it needs at a width.
    int heightFor(int width) const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRect lineRect(int width) const;

    const Theme &m_theme;
    QString m_title;
    QString m_line;
};

/// What stands in place of the transcript while a chat has no message.
class EmptyChat : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyChat(const Theme &theme, QWidget *parent = nullptr);

    /// The line below the greeting.
    void setLine(const QString &line);
    /// Small: the cards follow the room there is, and must not keep a window from getting narrow.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void starterChosen(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addStarter(const QString &title, const QString &line, const QString &text);
    void restyle();
    void arrange();
    int fitTexts();
    void placeCards(int columns, QSize each, int shown);

    const Theme &m_theme;
    QGridLayout *m_grid;
    Label *m_greeting;
    Label *m_line;
    QList<StarterCard *> m_cards;
    qreal m_greetingSize = 26; ///< design px
};

} // namespace lokal::ui
