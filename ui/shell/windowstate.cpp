#include "ui/shell/windowstate.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

bool writeFile(const QString &file, const QByteArray &bytes)
{
    QSaveFile out(file);
    return out.open(QIODevice::WriteOnly)
        && out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && out.write(bytes) == bytes.size() && out.commit();
}

QString draftKey(qint64 user, qint64 session)
{
    return u"draft/%1/%2"_s.arg(user).arg(session);
}

} // namespace

WindowState::WindowState(const QString &file, QObject *parent)
    : QObject(parent)
    , m_file(file)
{
    QFile in(file);
    if (in.open(QIODevice::ReadOnly))
        m_values = QJsonDocument::fromJson(in.readAll()).object().toVariantMap();
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(500);
    connect(&m_saveTimer, &QTimer::timeout, this, &WindowState::save);
}

WindowState::~WindowState()
{
    QThreadPool::globalInstance()->waitForDone();
    if (m_dirty)
        writeFile(m_file, QJsonDocument(QJsonObject::fromVariantMap(m_values)).toJson());
}

QVariant WindowState::value(const QString &key, const QVariant &otherwise) const
{
    return m_values.value(key, otherwise);
}

void WindowState::setValue(const QString &key, const QVariant &value)
{
    if (m_values.value(key) == value)
        return;
    if (value.isNull())
        m_values.remove(key);
    else
        m_values.insert(key, value);
    m_dirty = true;
    if (!m_saveTimer.isActive())
        m_saveTimer.start();
}

QString WindowState::draft(qint64 user, qint64 session) const
{
    return m_values.value(draftKey(user, session)).toString();
}

void WindowState::setDraft(qint64 user, qint64 session, const QString &text)
{
    setValue(draftKey(user, session), text.isEmpty() ? QVariant() : QVariant(text));
}

void WindowState::save()
{
    m_dirty = false;
    QThreadPool::globalInstance()->start([file = m_file, values = m_values] {
        writeFile(file, QJsonDocument(QJsonObject::fromVariantMap(values)).toJson());
    });
}

} // namespace lokal::ui
