#include "core/demo/demomodels.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::demo {
namespace {

constexpr qint64 modelBytes = 1'000'000;
constexpr int trainedContext = 32768;

QJsonObject details()
{
    return { { u"parent_model"_s, QString() },
             { u"format"_s, u"demo"_s },
             { u"family"_s, u"demo"_s },
             { u"families"_s, QJsonArray { u"demo"_s } },
             { u"parameter_size"_s, u"demo, no AI"_s },
             { u"quantization_level"_s, u"none"_s } };
}

} // namespace

DemoModels::DemoModels()
{
    add(u"lokal-demo"_s);
}

QString DemoModels::completed(const QString &name)
{
    const QString trimmed = name.trimmed();
    const qsizetype slash = trimmed.lastIndexOf(u'/');
    return trimmed.indexOf(u':', slash + 1) < 0 ? trimmed + u":latest"_s : trimmed;
}

bool DemoModels::contains(const QString &name) const
{
    const QString wanted = completed(name);
    return std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        return entry.name.compare(wanted, Qt::CaseInsensitive) == 0;
    });
}

void DemoModels::add(const QString &name)
{
    if (!contains(name))
        m_entries.append({ completed(name), QDateTime::currentDateTimeUtc(), 0 });
}

bool DemoModels::remove(const QString &name)
{
    const QString wanted = completed(name);
    return m_entries.removeIf([&](const Entry &entry) { return entry.name == wanted; }) > 0;
}

void DemoModels::setLoaded(const QString &name, qint64 context)
{
    const QString wanted = completed(name);
    for (Entry &entry : m_entries) {
        if (entry.name == wanted)
            entry.loadedContext = context;
    }
}

void DemoModels::setUnloaded(const QString &name)
{
    setLoaded(name, 0);
}

QJsonObject DemoModels::listed(const Entry &entry) const
{
    const QByteArray digest
        = QCryptographicHash::hash(entry.name.toUtf8(), QCryptographicHash::Sha256).toHex();
    return { { u"name"_s, entry.name },
             { u"model"_s, entry.name },
             { u"modified_at"_s, entry.modified.toString(Qt::ISODateWithMs) },
             { u"size"_s, modelBytes },
             { u"digest"_s, QString::fromLatin1(digest) },
             { u"details"_s, details() } };
}

QJsonObject DemoModels::tags() const
{
    QJsonArray models;
    for (const Entry &entry : m_entries)
        models.append(listed(entry));
    return { { u"models"_s, models } };
}

QJsonObject DemoModels::ps() const
{
    QJsonArray models;
    for (const Entry &entry : m_entries) {
        if (entry.loadedContext == 0)
            continue;
        QJsonObject row = listed(entry);
        row.remove(u"modified_at"_s);
        row[u"size_vram"_s] = 0;
        row[u"context_length"_s] = entry.loadedContext;
        row[u"expires_at"_s]
            = QDateTime::currentDateTimeUtc().addSecs(300).toString(Qt::ISODateWithMs);
        models.append(row);
    }
    return { { u"models"_s, models } };
}

QJsonObject DemoModels::show(const QString &name) const
{
    Q_UNUSED(name)
    return { { u"details"_s, details() },
             { u"modified_at"_s, m_entries.first().modified.toString(Qt::ISODateWithMs) },
             { u"capabilities"_s,
               QJsonArray { u"completion"_s, u"tools"_s, u"thinking"_s, u"embedding"_s } },
             { u"parameters"_s, QString() },
             { u"template"_s, u"{{ .Prompt }}"_s },
             { u"license"_s, u"demo, no AI"_s },
             { u"model_info"_s,
               QJsonObject { { u"general.architecture"_s, u"demo"_s },
                             { u"demo.context_length"_s, trainedContext },
                             { u"demo.embedding_length"_s, 64 } } } };
}

} // namespace lokal::demo
