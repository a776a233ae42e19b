#pragma once

#include <QList>

namespace lokal {

/// Which part of a list is wanted (H13).
struct PageRequest
{
    int limit = 50; ///< 1–200
    qint64 offset = 0;
};

template <typename T> struct Page
{
    QList<T> items;
    qint64 total = 0;
    int limit = 50;
    qint64 offset = 0;
};

} // namespace lokal
