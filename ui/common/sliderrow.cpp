#include "ui/common/sliderrow.h"

#include "ui/common/dot.h"
#include "ui/common/iconbutton.h"
#include "ui/common/iconview.h"
#include "ui/common/painting.h"
#include "ui/common/slider.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int logarithmicSteps = 200;
constexpr int mostLinearSteps = 100000;
constexpr int mostDecimals = 6; // of a number that was set elsewhere
constexpr double sameNumber = 1e-7; // closer ones differ only by how numbers are stored

double rounded(double value, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale) / scale;
}

} // namespace

SliderRow::SliderRow(const Theme &theme, const SliderSpec &spec, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_spec(spec)
    , m_head(new QWidget)
    , m_controls(new QWidget)
    , m_errorLine(new QWidget)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    buildHead();
    buildControls();
    column->addWidget(m_head);
    column->addWidget(m_controls);
    column->addWidget(m_errorLine);
    setFocusProxy(m_slider);
    followTheme(theme, this, [this] { restyle(); });
}

void SliderRow::buildHead()
{
    m_dot = new Dot(m_theme, &Tokens::accent);
    m_origin = new Label(m_theme, text::meta);
    m_reset = new IconButton(m_theme, u"refresh"_s,
                             //: Button beside a slider; %1 is its name
                             tr("Back to the model's own value: %1").arg(m_spec.name));
    m_reset->setBoxSize(22, 15);
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new Label(m_theme, text::label, m_spec.name));
    row->addWidget(new Label(m_theme, text::meta, m_spec.explanation, Label::Overflow::Elide), 1);
    row->addWidget(m_dot);
    row->addWidget(m_origin);
    row->addWidget(m_reset);
    connect(m_reset, &QToolButton::clicked, this, &SliderRow::reset);
}

void SliderRow::buildControls()
{
    m_slider = new Slider(m_theme);
    m_number = new QLineEdit;
    m_number->setAlignment(Qt::AlignRight);
    m_number->installEventFilter(this);
    m_slider->setAccessibleName(m_spec.name);
    //: Read aloud for the number field beside a slider; %1 is the slider's name
    m_number->setAccessibleName(tr("%1, as a number").arg(m_spec.name));
    m_number->setAccessibleDescription(m_spec.explanation);
    const double range = (m_spec.maximum - m_spec.minimum) / m_spec.step;
    m_slider->setRange(
        0, m_spec.logarithmic ? logarithmicSteps : qRound(qMin(range, double(mostLinearSteps))));
    m_slider->setPageStep(qMax(1, m_slider->maximum() / 10));
    auto *row = new QHBoxLayout(m_controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_slider, 1);
    row->addWidget(m_number);

    auto *icon = new IconView(m_theme, u"warning"_s, 15, &Tokens::danger);
    icon->setLineHeight(wrappedLinePitch * text::hint.size);
    m_errorText
        = new Label(m_theme, { 12.5, QFont::Normal, &Tokens::danger }, {}, Label::Overflow::Wrap);
    auto *line = new QHBoxLayout(m_errorLine);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(icon, 0, Qt::AlignTop);
    line->addWidget(m_errorText, 1);
    m_errorLine->hide();
    connect(m_slider, &Slider::moved, this, &SliderRow::takeSlider);
    connect(m_number, &QLineEdit::textEdited, this, &SliderRow::takeText);
    connect(m_number, &QLineEdit::editingFinished, this, [this] {
        if (m_rangeError.isEmpty())
            refresh(); // "0.2" becomes "0.20"
    });
}

void SliderRow::restyle()
{
    layout()->setSpacing(m_theme.px(2));
    m_head->layout()->setSpacing(m_theme.px(8));
    m_head->setFixedHeight(m_theme.px(24));
    m_controls->layout()->setSpacing(m_theme.px(16));
    m_errorLine->layout()->setSpacing(m_theme.px(6));
    m_number->setFont(m_theme.monoFont(12.5));
    m_number->setFixedSize(m_theme.px(96), m_theme.px(32));
    refresh();
}

void SliderRow::setValue(std::optional<double> value)
{
    m_value = value;
    m_rangeError.clear();
    refresh();
    refreshError();
}

void SliderRow::setModelDefault(std::optional<double> value, const QString &text)
{
    m_default = value;
    m_defaultText = text;
    refresh();
}

void SliderRow::setOrigin(const QString &origin)
{
    m_originName = origin;
    refresh();
}

void SliderRow::setError(const QString &error)
{
    m_outerError = error;
    refreshError();
}

QString SliderRow::error() const
{
    return m_rangeError.isEmpty() ? m_outerError : m_rangeError;
}

void SliderRow::refresh()
{
    // What was typed is set here too, though it cannot stay.
    const bool typed = !m_rangeError.isEmpty();
    const bool set = m_value || typed;
    const int defaultPosition = m_default ? positionOf(*m_default) : -1;
    const std::optional<double> at = typed && m_outside ? m_outside : m_value;
    m_slider->setUnset(!at);
    m_slider->setDefaultPosition(defaultPosition);
    m_slider->setValue(at ? positionOf(*at) : qMax(0, defaultPosition));
    m_dot->setVisible(set);
    m_reset->setVisible(set);
    m_origin->setTextStyle({ 12, QFont::Normal, set ? &Tokens::text2 : &Tokens::text3 });
    const QString setBy = m_originName.isEmpty() ? tr("set here") : m_originName;
    m_origin->setText(set ? setBy : tr("model default"));
    m_slider->setAccessibleDescription(u"%1, %2"_s.arg(m_value         ? shown(*m_value)
                                                           : m_default ? shown(*m_default)
                                                                       : m_defaultText,
                                                       m_origin->text()));

    styleNumber();
    if (!typed) {
        const QString unset = !m_defaultText.isEmpty() ? m_defaultText
            : m_default                                ? shown(*m_default)
                                                       : QString();
        m_number->setText(m_value ? shown(*m_value) : unset);
    }
}

void SliderRow::styleNumber()
{
    setStyleProperty(m_number, "lokalState",
                     !isValid()    ? u"error"_s
                         : m_value ? QString()
                                   : u"unset"_s);
    const Tokens &t = m_theme.tokens();
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::Text, m_value || !isValid() ? t.text : t.text3);
    m_number->setPalette(palette);
}

void SliderRow::refreshError()
{
    const bool wasWrong = !m_errorLine->isHidden();
    const bool wrong = !isValid();
    m_errorText->setText(error());
    m_errorLine->setVisible(wrong);
    m_number->setAccessibleDescription(wrong ? error() : m_spec.explanation);
    styleNumber();
    if (wasWrong != wrong)
        Q_EMIT validityChanged(!wrong);
}

void SliderRow::userSet(std::optional<double> value)
{
    m_rangeError.clear();
    m_outerError.clear();
    m_originName.clear(); // whoever set it before, now it is set here
    const bool changed = m_value != value;
    m_value = value;
    refreshError();
    if (changed)
        Q_EMIT valueChanged(value);
}

void SliderRow::takeSlider(int position)
{
    double value = valueOf(position);
    const double before = m_value.value_or(m_default.value_or(m_spec.minimum));
    // At the lower end of a logarithmic scale several positions are one number: a key still moves.
    const int step = position - positionOf(before);
    if (m_spec.logarithmic && !m_slider->isSliderDown() && value == before && step != 0)
        value = qBound(m_spec.minimum, before + (step > 0 ? m_spec.step : -m_spec.step),
                       m_spec.maximum);
    userSet(value);
    refresh();
}

void SliderRow::takeText(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        userSet(std::nullopt);
        // The field stays empty while it is being typed in.
        const QSignalBlocker quiet(m_number);
        refresh();
        m_number->clear();
        return;
    }
    const std::optional<double> value = read(text);
    const bool whole = m_spec.decimals > 0 || (value && std::floor(*value) == *value);
    if (value && whole && *value >= m_spec.minimum && *value <= m_spec.maximum) {
        userSet(value);
        const int cursor = m_number->cursorPosition();
        refresh();
        m_number->setText(text); // as typed; tidied up when done
        m_number->setCursorPosition(cursor);
        return;
    }
    const QLocale locale;
    //: Under a number field; %1 and %2 are the smallest and largest allowed value
    m_rangeError = tr("Between %1 and %2.")
                       .arg(locale.toString(m_spec.minimum, 'f', QLocale::FloatingPointShortest),
                            locale.toString(m_spec.maximum, 'f', QLocale::FloatingPointShortest));
    if (value && !whole)
        m_rangeError = tr("A whole number, please.");
    m_outside = value;
    refresh();
    refreshError();
}

void SliderRow::reset()
{
    userSet(std::nullopt);
    refresh();
    m_slider->setFocus(Qt::OtherFocusReason);
}

void SliderRow::stepBy(int steps)
{
    const double start = m_value.value_or(m_default.value_or(m_spec.minimum));
    double next = start + steps * m_spec.step;
    if (m_spec.logarithmic)
        next = valueOf(positionOf(start) + steps);
    if (next == start)
        next = start + steps * m_spec.step;
    userSet(rounded(qBound(m_spec.minimum, next, m_spec.maximum), mostDecimals));
    refresh();
}

bool SliderRow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_number && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            stepBy(key == Qt::Key_Up ? 1 : -1);
            return true;
        }
    } else if (watched == m_number && event->type() == QEvent::FocusIn && !m_value) {
        // Typing replaces what only applied by itself.
        m_number->selectAll();
    }
    return QWidget::eventFilter(watched, event);
}

/// Zero and below have no logarithm: there the scale begins at 1.
double SliderRow::shift() const
{
    return m_spec.minimum > 0 ? 0 : 1 - m_spec.minimum;
}

/// 0 at the minimum.
double SliderRow::logOf(double value) const
{
    return std::log((value + shift()) / (m_spec.minimum + shift()));
}

int SliderRow::positionOf(double value) const
{
    const double bounded = qBound(m_spec.minimum, value, m_spec.maximum);
    double share = (bounded - m_spec.minimum) / (m_spec.maximum - m_spec.minimum);
    if (m_spec.logarithmic)
        share = logOf(bounded) / logOf(m_spec.maximum);
    return qRound(share * m_slider->maximum());
}

double SliderRow::valueOf(int position) const
{
    const double share = double(qBound(0, position, m_slider->maximum())) / m_slider->maximum();
    double value = m_spec.minimum + share * (m_spec.maximum - m_spec.minimum);
    if (m_spec.logarithmic)
        value = std::exp(share * logOf(m_spec.maximum)) * (m_spec.minimum + shift()) - shift();
    const double steps = std::round((value - m_spec.minimum) / m_spec.step);
    // Rounded: 35 steps of 0.01 would be 0.35000000000000003.
    return qBound(m_spec.minimum, rounded(m_spec.minimum + steps * m_spec.step, m_spec.decimals),
                  m_spec.maximum);
}

/// As many decimals as it takes to be true: 0.004 is not "0.00".
QString SliderRow::shown(double value) const
{
    int decimals = m_spec.decimals;
    while (decimals < mostDecimals && qAbs(rounded(value, decimals) - value) > sameNumber)
        ++decimals;
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'f', decimals);
}

/// With the point or the comma, and whole numbers also in groups, as the range is written below.
std::optional<double> SliderRow::read(const QString &text) const
{
    QString plain = text.trimmed();
    plain.replace(QChar(0x2212), u'-'); // the minus sign of our own explanations
    bool isNumber = false;
    if (m_spec.decimals == 0) {
        const qlonglong whole = QLocale().toLongLong(plain, &isNumber);
        if (isNumber)
            return double(whole);
    }
    const double value = plain.replace(u',', u'.').toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

} // namespace lokal::ui
