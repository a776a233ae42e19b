#include "ui/shell/windowstate.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int saveDelayMs = 500;
constexpr int retryDelayMs = 5000;

bool writeFile(const QString &file, const QByteArray &bytes)
{
    QSaveFile out(file);
    return out.open(QIODevice::WriteOnly)
        && out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && out.write(bytes) == bytes.size() && out.commit();
}

QByteArray textOf(const QVariantMap &values)
{
    return QJsonDocument(QJsonObject::fromVariantMap(values)).toJson();
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
    load();
    m_writer.setMaxThreadCount(1);
    m_saveTimer.setSingleShot(true);
    connect(&m_saveTimer, &QTimer::timeout, this, &WindowState::save);
}

WindowState::~WindowState()
{
    m_writer.waitForDone();
    if (m_dirty)
        writeFile(m_file, textOf(m_values));
}

void WindowState::load()
{
    QFile in(m_file);
    if (!in.open(QIODevice::ReadOnly))
        return;
    const QByteArray text = in.readAll();
    const QJsonDocument document = QJsonDocument::fromJson(text);
    m_values = document.object().toVariantMap();
    if (document.isObject() || text.isEmpty())
        return;
    // There are drafts in it that somebody may want back.
    const QString kept = m_file + u".bad"_s;
    QFile::remove(kept);
    QFile::rename(m_file, kept);
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
    if (!m_saveTimer.isActive() || m_saveTimer.interval() > saveDelayMs)
        m_saveTimer.start(saveDelayMs);
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
    m_writer.start([this, values = m_values] {
        if (writeFile(m_file, textOf(values)))
            return;
        m_dirty = true; // a full disk, maybe, which has room again later
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_saveTimer.isActive())
                    m_saveTimer.start(retryDelayMs);
            },
            Qt::QueuedConnection);
    });
}

} // namespace lokal::ui
