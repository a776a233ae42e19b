#include "ui/configs/modelwords.h"

#include "ui/common/visibletext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace lokal::ui {

QString ModelWords::size(qint64 bytes)
{
    constexpr qint64 giga = 1'000'000'000;
    constexpr qint64 mega = 1'000'000;
    const QLocale locale;
    if (bytes >= giga)
        return tr("%1 GB").arg(locale.toString(double(bytes) / double(giga), 'f', 1));
    return tr("%1 MB").arg(locale.toString(qMax<qint64>(1, bytes / mega)));
}

QString ModelWords::facts(const Model &model)
{
    if (model.quantization == "none"_L1)
        return visibleText(model.parameterSize);
    QStringList facts { visibleText(model.quantization), size(model.sizeBytes) };
    facts.removeAll(QString());
    return facts.join(u" · "_s);
}

QList<ModelWords::Ability> ModelWords::abilities(const Model &model)
{
    const QStringList known = model.capabilities.value_or(QStringList());
    QList<Ability> abilities;
    if (known.contains(u"vision"_s))
        abilities.append({ u"image"_s, tr("reads images") });
    if (known.contains(u"thinking"_s))
        abilities.append({ u"lightbulb"_s, tr("thinks") });
    if (known.contains(u"tools"_s))
        abilities.append({ u"wrench"_s, tr("uses tools") });
    if (isForSearchOnly(model))
        abilities.append({ u"nodes"_s, tr("for search only") });
    return abilities;
}

bool ModelWords::mayThink(const Model &model)
{
    return !model.capabilities || model.capabilities->contains(u"thinking"_s);
}

bool ModelWords::isForSearchOnly(const Model &model)
{
    return model.capabilities && model.capabilities->contains(u"embedding"_s)
        && !model.capabilities->contains(u"completion"_s);
}

QString ModelWords::tokens(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace lokal::ui
