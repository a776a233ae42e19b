#pragma once

#include "core/api/fields.h"
#include "core/common/error.h"

#include <QJsonValue>

namespace lokal::api {

/// How many wrong fields an answer names: nobody reads more, and a body can hold a million.
constexpr qsizetype mostFieldErrors = 20;

/// What is wrong with values, by the code that says so.
struct FieldFaults
{
    QList<FieldError> invalid;
    QList<FieldError> unknown; ///< members that do not exist, also those inside of objects
};

/// Adds what is wrong with the value of a field; of parameters of an answer nothing, those are
/// judged by readParameters().
void checkField(const Field &field, const QJsonValue &value, FieldFaults &faults);

} // namespace lokal::api
