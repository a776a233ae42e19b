#pragma once

#include "core/models/model.h"

#include <QCoreApplication>

namespace lokal::ui {

/// A model in few words and icons.
class ModelWords
{
    Q_DECLARE_TR_FUNCTIONS(lokal::ui::ModelWords)
public:
    struct Ability
    {
        QString iconName;
        QString name; ///< "can think"
    };

    /// "5.2 GB", "274 MB".
    static QString size(qint64 bytes);
    /// Quantisation and size; what the demo's model has instead is that it is no AI.
    static QString facts(const Model &model);
    /// Those worth a sign; empty when unknown.
    static QList<Ability> abilities(const Model &model);
    /// True, also when the engine does not say.
    static bool mayThink(const Model &model);
    /// An embedding model: nothing to chat with.
    static bool isForSearchOnly(const Model &model);
    /// "32,768".
    static QString tokens(qint64 count);
};

} // namespace lokal::ui
