#include "ui/configs/modelrow.h"

#include "ui/common/painting.h"
#include "ui/common/pressonenter.h"
#include "ui/common/visibletext.h"
#include "ui/configs/modelwords.h"
#include "ui/theme/focusring.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int rowHeight = 40;
constexpr int radius = 9;
constexpr int padding = 10;
constexpr int iconSide = 17;
constexpr int nameGap = 10;
constexpr int abilitySide = 15;
constexpr int abilityGap = 8;
constexpr int dotSide = 7;
constexpr int remarkWidth = 112; // the same for all, so that the icons before it stand in columns

} // namespace

ModelRow::ModelRow(const Theme &theme, const Model &model, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
    , m_name(visibleText(model.name))
    , m_loaded(model.loaded)
{
    m_remark = ModelWords::facts(model);
    for (const ModelWords::Ability &ability : ModelWords::abilities(model)) {
        m_abilityIcons.append(ability.iconName);
        m_abilityNames.append(ability.name);
    }
    build();
}

ModelRow::ModelRow(const Theme &theme, const QString &iconName, const QString &name,
                   const QString &remark, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
    , m_iconName(iconName)
    , m_name(visibleText(name))
    , m_remark(visibleText(remark))
{
    build();
}

void ModelRow::build()
{
    setAttribute(Qt::WA_Hover);
    pressOnEnter(this);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setFocusRadius(this, radius);
    setAutoDefault(false);
    describe();
    followTheme(m_theme, this, [this] {
        updateGeometry();
        update();
    });
}

void ModelRow::describe()
{
    QStringList words;
    if (m_ticked)
        words.append(tr("chosen now"));
    if (m_loaded)
        words.append(tr("loaded"));
    words += m_abilityNames;
    if (!m_remark.isEmpty())
        words.append(m_remark);
    setAccessibleName(m_name);
    setAccessibleDescription(words.join(u", "_s));
    setToolTip(plainToolTip(words.isEmpty() ? m_name : m_name + u'\n' + words.join(u", "_s)));
}

void ModelRow::setTicked(bool ticked)
{
    m_ticked = ticked;
    describe();
    update();
}

void ModelRow::setFirst(bool first)
{
    m_first = first;
    update();
}

QSize ModelRow::sizeHint() const
{
    return QSize(m_theme.px(200), m_theme.px(rowHeight));
}

void ModelRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    if (underMouse() || hasFocus() || m_first)
        drawBox(painter, rect(), m_theme.px(radius), m_theme.isDark() ? t.inlineBg : t.hover);
    const int side = m_theme.px(iconSide);
    int x = m_theme.px(padding);
    const QString icon = m_ticked ? u"check"_s : m_iconName;
    if (!icon.isEmpty())
        drawIcon(painter, m_theme, icon, QRectF(x, 0, side, height()), iconSide,
                 m_ticked ? t.accent : t.text2);
    x += side + m_theme.px(nameGap);

    int right = width() - m_theme.px(padding);
    painter.setFont(m_theme.textFont(12));
    painter.setPen(t.text3);
    const int room = m_theme.px(remarkWidth);
    const QRect remark(right - room, 0, room, height());
    painter.drawText(remark, Qt::AlignVCenter | Qt::AlignRight,
                     painter.fontMetrics().elidedText(m_remark, Qt::ElideRight, room));
    right -= m_remark.isEmpty() ? 0 : room + m_theme.px(abilityGap);
    for (qsizetype i = m_abilityIcons.size() - 1; i >= 0; --i) {
        right -= m_theme.px(abilitySide);
        drawIcon(painter, m_theme, m_abilityIcons[i],
                 QRectF(right, 0, m_theme.px(abilitySide), height()), abilitySide, t.text2);
        right -= m_theme.px(abilityGap);
    }

    painter.setFont(m_theme.textFont(13.5, m_ticked ? QFont::Medium : QFont::Normal));
    painter.setPen(t.text);
    const int dotRoom = m_loaded ? m_theme.px(dotSide + nameGap) : 0;
    // The end of a model's name tells its sizes and variants apart.
    const Qt::TextElideMode elide = m_iconName.isEmpty() ? Qt::ElideMiddle : Qt::ElideRight;
    const QString name = painter.fontMetrics().elidedText(m_name, elide, right - x - dotRoom);
    painter.drawText(QRect(x, 0, right - x, height()), Qt::AlignVCenter | Qt::AlignLeft, name);
    if (m_loaded) {
        const int dot = m_theme.px(dotSide);
        x += painter.fontMetrics().horizontalAdvance(name) + m_theme.px(nameGap);
        drawBox(painter, QRectF(x, (height() - dot) / 2.0, dot, dot), dot / 2.0, t.ok);
    }
}

} // namespace lokal::ui
