#include "ui/common/chiplist.h"

#include "ui/common/flowlayout.h"
#include "ui/common/painting.h"
#include "ui/common/visibletext.h"
#include "ui/theme/focusring.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int frameRadius = 10;
constexpr int chipHeight = 28;
constexpr int chipRadius = 8;
constexpr int crossSide = 14;
constexpr int chipPadding = 10;

/// One value; pressing it (cross, Space, Enter, Delete) removes it.
class ValueChip : public QPushButton
{
public:
    ValueChip(const Theme &theme, const QString &value, QWidget *parent)
        : QPushButton(visibleText(escaped(value)), parent)
        , m_theme(theme)
    {
        setAttribute(Qt::WA_Hover);
        setAutoDefault(false);
        setFocusRadius(this, chipRadius);
        followTheme(theme, this, [this] {
            setFont(m_theme.monoFont(12.5));
            updateGeometry();
        });
    }

    QSize sizeHint() const override
    {
        const int textWidth = fontMetrics().horizontalAdvance(text());
        return QSize(textWidth + m_theme.px(2 * chipPadding + 8 + crossSide),
                     m_theme.px(chipHeight));
    }

    QSize minimumSizeHint() const override
    {
        return QSize(qMin(sizeHint().width(), m_theme.px(80)), m_theme.px(chipHeight));
    }

protected:
    bool hitButton(const QPoint &position) const override
    {
        return position.x() >= width() - m_theme.px(crossSide + 2 * chipPadding)
            && rect().contains(position);
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        const int key = event->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace || key == Qt::Key_Return)
            click();
        else
            QPushButton::keyPressEvent(event);
    }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &t = m_theme.tokens();
        drawBox(painter, rect(), m_theme.px(chipRadius), isEnabled() ? t.accentSoft : t.inlineBg);
        const int side = m_theme.px(crossSide);
        const int crossX = width() - m_theme.px(chipPadding - 1) - side;
        drawIcon(painter, m_theme, u"close"_s, QRectF(crossX, 0, side, height()), crossSide,
                 underMouse() ? t.text : t.text3);
        painter.setPen(isEnabled() ? t.accent : t.text3);
        const int x = m_theme.px(chipPadding);
        const QRect place(x, 0, crossX - x - m_theme.px(4), height());
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                         fontMetrics().elidedText(text(), Qt::ElideRight, place.width() + 1));
    }

private:
    const Theme &m_theme;
};

/// Looks like a text field and turns its edge like one.
class ChipFrame : public QWidget
{
public:
    ChipFrame(const Theme &theme, QLineEdit *input)
        : m_theme(theme)
        , m_input(input)
    {
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::IBeamCursor);
    }

    void setWrong(bool wrong)
    {
        m_wrong = wrong;
        update();
    }

protected:
    void mousePressEvent(QMouseEvent *) override { m_input->setFocus(Qt::MouseFocusReason); }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &t = m_theme.tokens();
        const bool focused = m_input->hasFocus();
        QColor edge = underMouse() ? t.control : t.borderStrong;
        if (m_wrong)
            edge = t.danger;
        else if (focused)
            edge = t.accent;
        if (!isEnabled())
            edge = t.inlineBg;
        drawBox(painter, rect(), m_theme.px(frameRadius), isEnabled() ? t.raised : t.inlineBg, edge,
                m_wrong || focused ? m_theme.px(2) : 1);
    }

private:
    const Theme &m_theme;
    QLineEdit *m_input;
    bool m_wrong = false;
};

} // namespace

QString escaped(const QString &value)
{
    QString out = value;
    out.replace(u'\\', u"\\\\"_s).replace(u'\n', u"\\n"_s).replace(u'\t', u"\\t"_s);
    return out.replace(u'\r', u"\\r"_s);
}

QString unescaped(const QString &text)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        const qsizetype known = u"ntr\\"_s.indexOf(next);
        if (text[i] != u'\\' || next.isNull() || known < 0) {
            out += text[i];
            continue;
        }
        out += u"\n\t\r\\"_s[known];
        ++i;
    }
    return out;
}

ChipList::ChipList(const Theme &theme, const QString &label, QWidget *parent)
    : Field(theme, label, parent)
    , m_input(new QLineEdit)
{
    auto *frame = new ChipFrame(theme, m_input);
    m_frame = frame;
    m_flow = new FlowLayout(frame);
    m_flow->setFillLast(true);
    m_flow->addWidget(m_input);
    setStyleProperty(m_input, "lokalBare", true);
    m_input->installEventFilter(this);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    frame->setSizePolicy(policy);
    setBox(frame, m_input);
    connect(m_input, &QLineEdit::editingFinished, this, &ChipList::addTyped);
    followTheme(theme, this, [this] {
        const int margin = this->theme().px(6);
        m_flow->setContentsMargins(margin + 2, margin, margin + 2, margin);
        m_flow->setSpacing(this->theme().px(6));
        m_input->setFont(this->theme().textFont(13.5));
        m_input->setFixedHeight(this->theme().px(chipHeight));
        m_input->setMinimumWidth(this->theme().px(100));
    });
}

void ChipList::setValues(const QStringList &values)
{
    m_values = values;
    rebuild();
}

void ChipList::setLimit(int limit)
{
    m_limit = limit;
    rebuild();
}

void ChipList::rebuild()
{
    for (QWidget *chip : std::as_const(m_chips)) {
        m_flow->removeWidget(chip);
        chip->deleteLater(); // it may be the sender
        chip->hide();
    }
    m_chips.clear();
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        auto *chip = new ValueChip(theme(), m_values[i], m_frame);
        //: Read aloud for a chip with a cross; %1 is its text
        chip->setAccessibleName(tr("Remove %1").arg(chip->text()));
        connect(chip, &QPushButton::clicked, this, [this, i] { removeAt(i); });
        m_flow->insertWidget(int(i), chip);
        setTabOrder(i == 0 ? m_input : m_chips.last(), chip);
        m_chips.append(chip);
        chip->show();
    }
    m_input->setVisible(m_values.size() < m_limit);
    m_frame->updateGeometry();
}

void ChipList::addTyped()
{
    const QString value = unescaped(m_input->text());
    m_input->clear();
    if (value.isEmpty() || m_values.contains(value) || m_values.size() >= m_limit)
        return;
    m_values.append(value);
    rebuild();
    Q_EMIT valuesChanged(m_values);
}

void ChipList::removeAt(qsizetype index)
{
    m_values.removeAt(index);
    rebuild();
    if (index < m_chips.size())
        m_chips[index]->setFocus(Qt::OtherFocusReason);
    else
        m_input->setFocus(Qt::OtherFocusReason);
    Q_EMIT valuesChanged(m_values);
}

void ChipList::showError(bool wrong)
{
    static_cast<ChipFrame *>(m_frame)->setWrong(wrong);
}

bool ChipList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input) {
        if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
            m_frame->update();
        // Backspace at the start goes to the last chip; a second one removes it.
        if (event->type() == QEvent::KeyPress && m_input->text().isEmpty() && !m_chips.isEmpty()
            && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Backspace) {
            m_chips.last()->setFocus(Qt::BacktabFocusReason);
            return true;
        }
    }
    return Field::eventFilter(watched, event);
}

} // namespace lokal::ui
