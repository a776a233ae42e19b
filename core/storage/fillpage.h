#pragma once

#include "core/common/page.h"
#include "core/storage/query.h"

#include <utility>

namespace lokal::sql {

/// Reads rows into a page until its items have so many characters; of the rows behind them only the
/// ids, so that their texts stay on the disk.
/// @param select gives the Query of some columns for `limit` rows from `offset` on
template <typename T, typename Select, typename Read, typename Size>
void fillPage(Page<T> &page, const PageRequest &wanted, QLatin1StringView columns, Select select,
              Read read, Size charactersOf)
{
    qint64 left = wanted.characters;
    Query rows = select(columns, wanted.limit, wanted.offset);
    while (left > 0 && rows.next()) {
        T item = read(rows);
        left -= qMin<qint64>(left, charactersOf(item));
        page.items.append(std::move(item));
    }
    if (left > 0)
        return;
    // In the same snapshot.
    const int taken = int(page.items.size());
    Query ids = select(QLatin1StringView("id"), wanted.limit - taken, wanted.offset + taken);
    while (ids.next())
        page.further.append(ids.column<qint64>(0));
}

} // namespace lokal::sql
