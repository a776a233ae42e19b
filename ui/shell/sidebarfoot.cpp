#include "ui/shell/sidebarfoot.h"

#include "ui/common/answered.h"
#include "ui/common/badge.h"
#include "ui/common/divider.h"
#include "ui/common/iconbutton.h"
#include "ui/common/painting.h"
#include "ui/common/pressonenter.h"
#include "ui/common/visibletext.h"
#include "ui/theme/focusring.h"

#include <QHBoxLayout>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

QString hostOf(const QString &address)
{
    const QUrl url(address);
    return url.host().isEmpty() ? visibleText(address) : visibleText(url.host());
}

QString runningText(int count)
{
    return SidebarFoot::tr("%n answers running", nullptr, count);
}

QString waitingText(int count)
{
    //: Answers that wait in the queue
    return SidebarFoot::tr("%n waiting", nullptr, count);
}

} // namespace

EngineRow::EngineRow(const Theme &theme, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
{
    setObjectName(u"engineRow"_s);
    setAttribute(Qt::WA_Hover);
    pressOnEnter(this);
    setAutoDefault(false);
    setFocusRadius(this, 9);
    followTheme(theme, this, [this] {
        setFixedHeight(m_theme.px(48));
        updateGeometry();
    });
}

void EngineRow::setState(QColor Tokens::*dot, const QString &title, const QString &remark)
{
    m_dot = dot;
    m_title = title;
    m_remark = remark;
    setAccessibleName(title);
    setAccessibleDescription(remark);
    setToolTip(plainToolTip(remark));
    update();
}

QSize EngineRow::sizeHint() const
{
    return QSize(m_theme.px(160), m_theme.px(48));
}

void EngineRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    if (underMouse() || isDown())
        drawBox(painter, rect(), m_theme.px(9), mixed(t.sidebar, t.selectedRow, 0.55));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.*m_dot);
    const qreal side = m_theme.px(8);
    painter.drawEllipse(QRectF(m_theme.px(9), (height() - side) / 2, side, side));
    const int x = m_theme.px(32);
    const int wide = width() - x - m_theme.px(8);
    const auto line = [&](const QFont &font, const QColor &ink, int top, const QString &text) {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(QRect(x, m_theme.px(top), wide, m_theme.px(18)), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, wide));
    };
    line(m_theme.textFont(13, QFont::Medium), t.text, 6, m_title);
    line(m_theme.textFont(12), t.text3, 24, m_remark);
}

UserRow::UserRow(const Theme &theme, const QString &name, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
    , m_name(visibleText(name))
{
    setObjectName(u"userRow"_s);
    setAttribute(Qt::WA_Hover);
    pressOnEnter(this);
    setAutoDefault(false);
    setAccessibleName(tr("Signed in as %1").arg(m_name));
    setFocusRadius(this, 9);
    auto *row = new QHBoxLayout(this);
    auto *avatar = new Avatar(theme, name);
    avatar->setAttribute(Qt::WA_TransparentForMouseEvents);
    row->addWidget(avatar, 0, Qt::AlignVCenter);
    row->addStretch(1);
    followTheme(theme, this, [this, row] {
        row->setContentsMargins(m_theme.px(3), 0, 0, 0);
        setFixedHeight(m_theme.px(44));
        updateGeometry();
    });
}

QSize UserRow::sizeHint() const
{
    return QSize(m_theme.px(120), m_theme.px(44));
}

void UserRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    if (underMouse() || isDown())
        drawBox(painter, rect(), m_theme.px(9), mixed(t.sidebar, t.selectedRow, 0.55));
    const int x = m_theme.px(42);
    const int chevron = m_theme.px(26);
    painter.setFont(m_theme.textFont(13.5, QFont::Medium));
    painter.setPen(t.text);
    const QString shown
        = painter.fontMetrics().elidedText(m_name, Qt::ElideRight, width() - x - chevron);
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter, shown);
    const int end = x + painter.fontMetrics().horizontalAdvance(shown) + m_theme.px(6);
    drawIcon(painter, m_theme, u"chevron-updown"_s, QRectF(end, 0, m_theme.px(16), height()), 14,
             t.text3);
}

SidebarFoot::SidebarFoot(const Backend &backend, const Theme &theme, const Principal &who,
                         QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_engineRow(new EngineRow(theme))
    , m_user(new UserRow(theme, who.username))
    , m_settings(new IconButton(theme, u"gear"_s, tr("Settings")))
{
    m_settings->setObjectName(u"settingsButton"_s);
    auto *column = new QVBoxLayout(this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_user, 1);
    row->addWidget(m_settings);
    column->addWidget(new Divider(theme));
    column->addWidget(m_engineRow);
    column->addLayout(row);
    connect(
        &backend.models, &Models::engineStatusChanged, this,
        [this](const EngineStatus &status) {
            m_engine = status;
            refresh();
        },
        Qt::QueuedConnection);
    whenAnswered(backend.models.engineStatus(), this, [this](const Result<EngineStatus> &status) {
        if (status)
            m_engine = *status;
        refresh();
    });
    refresh();
    followTheme(theme, this, [this, column, row] {
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(m_theme.px(4));
        row->setSpacing(m_theme.px(4));
    });
}

void SidebarFoot::setAnswers(int running, int waiting)
{
    m_running = running;
    m_waiting = waiting;
    refresh();
}

void SidebarFoot::refresh()
{
    const QString host = hostOf(m_engine.address);
    QString remark
        = m_engine.version.isEmpty() ? host : u"%1 · %2"_s.arg(host, visibleText(m_engine.version));
    const int writing = m_running - m_waiting;
    if (writing > 0 && m_waiting > 0)
        remark = tr("%1, %2").arg(runningText(writing), waitingText(m_waiting));
    else if (m_running > 0)
        remark = writing > 0 ? runningText(writing) : waitingText(m_waiting);
    switch (m_engine.condition) {
    case EngineCondition::Ready:
        if (m_engine.isDemo)
            return m_engineRow->setState(&Tokens::warnFill, tr("Demo engine"),
                                         m_running > 0 ? remark
                                                       : tr("no AI, only for looking around"));
        return m_engineRow->setState(&Tokens::ok, tr("Ollama connected"), remark);
    case EngineCondition::Unreachable:
        return m_engineRow->setState(&Tokens::danger, tr("Ollama not reachable"),
                                     tr("trying again by itself"));
    case EngineCondition::TooOld:
        return m_engineRow->setState(&Tokens::danger, tr("Ollama is too old"),
                                     tr("version %1").arg(visibleText(m_engine.version)));
    case EngineCondition::NotAnEngine:
        return m_engineRow->setState(&Tokens::danger, tr("That is not Ollama"), host);
    case EngineCondition::Unknown:
        return m_engineRow->setState(&Tokens::control, tr("Looking for Ollama"), host);
    }
}

} // namespace lokal::ui
