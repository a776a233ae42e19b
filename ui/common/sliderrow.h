#pragma once

#include "ui/common/label.h"

#include <QLineEdit>
#include <QWidget>

#include <optional>

namespace lokal::ui {

class IconButton;
class Slider;

/// What a SliderRow lets one choose.
struct SliderSpec
{
    QString name; ///< "Temperature"
    QString explanation; ///< "higher is more varied"
    double minimum = 0;
    double maximum = 1;
    double step = 0.01;
    int decimals = 2;
    bool logarithmic = false; ///< equal ways multiply equally; where small numbers matter most
};

/// One number of a configuration: slider and number field, and where the value comes from. Unset is
/// a value of its own: nothing is sent, the model's own value applies and is shown hollow.
class SliderRow : public QWidget
{
    Q_OBJECT
public:
    SliderRow(const Theme &theme, const SliderSpec &spec, QWidget *parent = nullptr);

    /// Empty while unset. While what was typed is no value, the last one that was.
    std::optional<double> value() const { return m_value; }
    /// Shows a value without valueChanged(); clears what was typed wrongly.
    void setValue(std::optional<double> value);
    /// The model's own value: where the hollow knob and the tick lie. @p text is shown instead of
    /// the number when that says more ("no limit").
    void setModelDefault(std::optional<double> value, const QString &text = {});
    /// Who set it: "set here" at first, or the name of a configuration.
    void setOrigin(const QString &origin);
    /// What is wrong from outside the row's own range; empty: nothing.
    void setError(const QString &error);
    /// What the row itself found or was told; empty while all is well.
    QString error() const;
    bool isValid() const { return error().isEmpty(); }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Set by the user, or reset to unset (empty).
    void valueChanged(std::optional<double> value);
    /// error() became empty or not.
    void validityChanged(bool valid);

private:
    void buildHead();
    void buildControls();
    void restyle();
    void refresh();
    void refreshError();
    void styleNumber();
    void takeSlider(int position);
    void takeText(const QString &text);
    void reset();
    void userSet(std::optional<double> value);
    double shift() const;
    double logOf(double value) const;
    void stepBy(int steps);
    int positionOf(double value) const;
    double valueOf(int position) const;
    QString shown(double value) const;
    std::optional<double> read(const QString &text) const;

    const Theme &m_theme;
    SliderSpec m_spec;
    std::optional<double> m_value;
    std::optional<double> m_default;
    QString m_defaultText;
    QString m_originName;
    QString m_rangeError;
    std::optional<double> m_outside; ///< a number as typed that is not allowed
    QString m_outerError;
    QWidget *m_head;
    QWidget *m_controls;
    QWidget *m_errorLine;
    Label *m_origin;
    QWidget *m_dot;
    IconButton *m_reset;
    Slider *m_slider;
    QLineEdit *m_number;
    Label *m_errorText;
};

} // namespace lokal::ui
