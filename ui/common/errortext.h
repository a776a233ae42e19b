#pragma once

#include "core/common/error.h"

#include <QStringList>

namespace lokal::ui {

/// An error in words for people. Nothing in it comes from the engine or the network, except names
/// and numbers that are put into the sentences; Error::detail is for the "Details" fold.
struct ErrorText
{
    QString title; ///< what happened, one sentence without a full stop
    QString cause; ///< the likely cause and what helps, whole sentences
    QStringList fields; ///< "field: what would be right" for each wrong field
};

/// The translated text for every code.
ErrorText errorText(const lokal::Error &error);

} // namespace lokal::ui
