#pragma once

#include "ui/common/field.h"

#include <QComboBox>
#include <QPointer>

namespace lokal::ui {

class MenuPopup;

/// A choice of one from a list; the list opens as our own menu.
class SelectBox : public QComboBox
{
    Q_OBJECT
public:
    explicit SelectBox(const Theme &theme, QWidget *parent = nullptr);
    ~SelectBox() override;

    /// An icon at the left ("box" for models); empty for none.
    void setIconName(const QString &name);
    /// Nothing set here; the shown entry is only what applies by itself.
    void setUnset(bool unset);
    void setWrong(bool wrong);
    void setBoxHeight(int designPixels);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    void showPopup() override;
    void hidePopup() override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    int fixedWidth() const;

    const Theme &m_theme;
    QString m_iconName;
    int m_boxHeight = 36;
    bool m_unset = false;
    bool m_wrong = false;
    QPointer<MenuPopup> m_menu;
};

/// A SelectBox with label, hint and error line.
class SelectField : public Field
{
    Q_OBJECT
public:
    SelectField(const Theme &theme, const QString &label, QWidget *parent = nullptr);
    SelectBox *box() const { return m_box; }

protected:
    void showError(bool wrong) override;

private:
    SelectBox *m_box;
};

} // namespace lokal::ui
