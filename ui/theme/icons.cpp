#include "ui/theme/icons.h"

#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

// The resource lives in a static library: without this call the linker drops it.
static void registerIconResource()
{
    Q_INIT_RESOURCE(icons);
}

namespace lokal::ui {
namespace {

QString iconPath(const QString &name)
{
    registerIconResource();
    return u":/icons/%1.svg"_s.arg(name);
}

QByteArray tintedSvg(const QString &name, const QColor &color)
{
    QFile file(iconPath(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", color.name().toLatin1());
}

class LineIconEngine : public QIconEngine
{
public:
    LineIconEngine(const QString &name, const QColor &color, const QColor &disabledColor)
        : m_name(name)
        , m_color(color)
        , m_disabledColor(disabledColor)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, renderIcon(m_name, colorFor(mode), rect.size(), ratio));
    }

    // QIcon asks with real pixels here and sets the ratio of the result itself.
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return renderIcon(m_name, colorFor(mode), size, 1.0);
    }

    QIconEngine *clone() const override
    {
        return new LineIconEngine(m_name, m_color, m_disabledColor);
    }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        return mode == QIcon::Disabled ? m_disabledColor : m_color;
    }

    QString m_name;
    QColor m_color;
    QColor m_disabledColor;
};

} // namespace

bool hasIcon(const QString &name)
{
    return QFile::exists(iconPath(name));
}

QStringList iconNames()
{
    registerIconResource();
    QStringList names = QDir(u":/icons"_s).entryList({ u"*.svg"_s }, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(4);
    return names;
}

QPixmap renderIcon(const QString &name, const QColor &color, QSize size, qreal ratio)
{
    const QSize real(qRound(size.width() * ratio), qRound(size.height() * ratio));
    const QString key = u"lokal/%1/%2/%3x%4@%5"_s.arg(name, color.name(QColor::HexArgb))
                            .arg(real.width())
                            .arg(real.height())
                            .arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(real);
    pixmap.fill(Qt::transparent);
    if (QSvgRenderer svg(tintedSvg(name, color)); svg.isValid()) {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setOpacity(color.alphaF());
        svg.render(&painter, QRectF(QPointF(0, 0), QSizeF(real)));
    }
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon makeIcon(const QString &name, const QColor &color, const QColor &disabledColor)
{
    return QIcon(new LineIconEngine(name, color, disabledColor));
}

} // namespace lokal::ui
