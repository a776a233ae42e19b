#include "ui/theme/systemscheme.h"

#include <QGuiApplication>
#include <QPalette>
#include <QStyleHints>

#ifdef LOKAL_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFile>
#endif

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

const auto appearance = "org.freedesktop.appearance"_L1;
const auto colorScheme = "color-scheme"_L1;
const auto gnomeInterface = "org.gnome.desktop.interface"_L1;
const auto enableAnimations = "enable-animations"_L1;

bool paletteIsDark()
{
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness()
        < palette.color(QPalette::WindowText).lightness();
}

} // namespace

SystemScheme::SystemScheme(QObject *parent)
    : QObject(parent)
    , m_dark(paletteIsDark())
{
    followStyleHints();
    followPortal();
}

void SystemScheme::setDark(bool dark)
{
    if (m_dark == dark)
        return;
    m_dark = dark;
    Q_EMIT changed();
}

void SystemScheme::followStyleHints()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto follow = [this](Qt::ColorScheme scheme) {
        if (scheme != Qt::ColorScheme::Unknown)
            setDark(scheme == Qt::ColorScheme::Dark);
    };
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, follow);
    follow(QGuiApplication::styleHints()->colorScheme());
#endif
}

#ifdef LOKAL_HAS_DBUS

namespace {

const auto portalService = "org.freedesktop.portal.Desktop"_L1;
const auto portalPath = "/org/freedesktop/portal/desktop"_L1;
const auto portalInterface = "org.freedesktop.portal.Settings"_L1;

// Without a bus libdbus would try to start one, which takes long and helps nobody.
bool hasSessionBus()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + "/bus"_L1);
}

} // namespace

void SystemScheme::followPortal()
{
    if (!hasSessionBus())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(portalService, portalPath, portalInterface, u"SettingChanged"_s, this,
                SLOT(portalSignal(QString, QString, QDBusVariant)));
    readFromPortal(appearance, colorScheme);
    readFromPortal(gnomeInterface, enableAnimations);
}

void SystemScheme::readFromPortal(const QString &group, const QString &key)
{
    QDBusMessage call
        = QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, u"Read"_s);
    call.setArguments({ group, key });
    const auto pending = QDBusConnection::sessionBus().asyncCall(call);
    auto *watcher = new QDBusPendingCallWatcher(pending, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, group, key](QDBusPendingCallWatcher *done) {
                done->deleteLater();
                const QDBusPendingReply<QDBusVariant> reply = *done;
                if (reply.isError()) // no portal: what we know from the palette stays
                    return;
                // The portal wraps the value twice.
                QVariant value = reply.value().variant();
                if (value.canConvert<QDBusVariant>())
                    value = value.value<QDBusVariant>().variant();
                settingChanged(group, key, value);
            });
}

void SystemScheme::portalSignal(const QString &group, const QString &key, const QDBusVariant &value)
{
    settingChanged(group, key, value.variant());
}

#else

void SystemScheme::followPortal() { }

#endif

void SystemScheme::settingChanged(const QString &group, const QString &key, const QVariant &value)
{
    if (group == gnomeInterface && key == enableAnimations) {
        if (m_reducedMotion == value.toBool()) {
            m_reducedMotion = !value.toBool();
            Q_EMIT changed();
        }
        return;
    }
    // From Qt 6.5 on the style hints say it, and they know desktops without a portal too.
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    if (group == appearance && key == colorScheme && value.toUInt() != 0)
        setDark(value.toUInt() == 1);
#endif
}

} // namespace lokal::ui
