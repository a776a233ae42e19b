#pragma once

#include <QObject>
#include <QVariant>

class QDBusVariant;

namespace lokal::ui {

/// What the desktop prefers: light or dark, motion or not. The only place that knows how the
/// Qt versions differ here. Never waits: answers of the desktop portal arrive later through
/// changed(). Create it before an own palette is set: on Qt 6.4 the palette at start counts.
class SystemScheme : public QObject
{
    Q_OBJECT
public:
    explicit SystemScheme(QObject *parent = nullptr);

    bool isDark() const { return m_dark; }
    /// The desktop asks for no animations.
    bool prefersReducedMotion() const { return m_reducedMotion; }

Q_SIGNALS:
    void changed();

#ifdef LOKAL_HAS_DBUS
private Q_SLOTS:
    void portalSignal(const QString &group, const QString &key, const QDBusVariant &value);
#endif

private:
    void settingChanged(const QString &group, const QString &key, const QVariant &value);
    void followStyleHints();
    void followPortal();
#ifdef LOKAL_HAS_DBUS
    void readFromPortal(const QString &group, const QString &key);
#endif
    void setDark(bool dark);

    bool m_dark = false;
    bool m_reducedMotion = false;
};

} // namespace lokal::ui
