#pragma once

#include "ui/transcript/selection.h"

#include <QHash>

class QStringMatcher;

namespace lokal::ui {

/// A search hit in the text that is drawn.
struct FindHit
{
    int part = MessageLayout::Answer;
    int block = 0;
    int start = 0;
    int length = 0;
};

/// Finds a text, ignoring case, in all messages. Sources are scanned; only messages that contain
/// the text are parsed, to count what is really shown.
class TranscriptFind
{
public:
    explicit TranscriptFind(const TranscriptList &list);

    const QString &query() const { return m_query; }
    bool isActive() const { return !m_query.isEmpty(); }
    int count() const { return m_count; }
    /// From 0; -1 without hits.
    int current() const { return m_current; }

    /// Scans everything; the current hit is the first at or below `fromMessage`, else the last one
    /// above it.
    void setQuery(const QString &query, int fromMessage);
    /// To be called when messages came, went or changed. Keeps the current hit where possible.
    void refresh();
    void step(int by);

    QVector<FindHit> hitsIn(const MessageItem &item) const;
    /// The message of the current hit and its number there; message -1 without hits.
    struct Place
    {
        int message = -1;
        int hit = 0;
    };
    Place currentPlace() const;

private:
    /// What was found in a message, and in which version of it.
    struct Known
    {
        qsizetype source = -1;
        qsizetype thinking = -1;
        bool open = false;
        int hits = 0;
    };
    void scan();
    int countIn(const MessageItem &item, const QStringMatcher &matcher, qsizetype &parsed);

    const TranscriptList &m_list;
    QString m_query;
    struct Found
    {
        qint64 id;
        int message;
        int hits;
    };
    QVector<Found> m_found;
    mutable QHash<qint64, QVector<FindHit>> m_cache;
    QHash<qint64, Known> m_known; ///< for the query; only what is new has to be scanned again
    int m_count = 0;
    int m_current = -1;
};

} // namespace lokal::ui
