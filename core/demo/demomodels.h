#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace lokal::demo {

/// The models that the demo engine pretends to have: `lokal-demo` and what was "pulled".
class DemoModels
{
public:
    DemoModels();

    bool contains(const QString &name) const;
    void add(const QString &name);
    bool remove(const QString &name);
    void setLoaded(const QString &name, qint64 context);
    void setUnloaded(const QString &name);

    QJsonObject tags() const; ///< body of /api/tags
    QJsonObject ps() const; ///< body of /api/ps
    QJsonObject show(const QString &name) const; ///< body of /api/show

    /// "lokal-demo" → "lokal-demo:latest", as Ollama completes names.
    static QString completed(const QString &name);

private:
    struct Entry
    {
        QString name;
        QDateTime modified;
        qint64 loadedContext = 0; ///< 0: not loaded
    };
    QJsonObject listed(const Entry &entry) const;
    QList<Entry> m_entries;
};

} // namespace lokal::demo
