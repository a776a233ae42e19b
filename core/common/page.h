#pragma once

#include <QList>

#include <limits>

namespace lokal {

constexpr qint64 anyAmount = std::numeric_limits<qint64>::max();

/// Which part of a list is wanted (H13).
struct PageRequest
{
    int limit = 50; ///< 1–200
    qint64 offset = 0;
    qint64 characters = anyAmount; ///< of all items: what comes when they are reached is told by id
};

template <typename T> struct Page
{
    QList<T> items;
    qint64 total = 0;
    int limit = 50;
    qint64 offset = 0;
    QList<qint64> further = {}; ///< ids of the items behind these for which there was no room
};

} // namespace lokal
