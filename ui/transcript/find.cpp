#include "ui/transcript/find.h"

#include "ui/transcript/displayblocks.h"

#include <QStringMatcher>

namespace lokal::ui {
namespace {

// Beyond this many bytes of matching messages hits are counted in the source instead of the text.
constexpr qsizetype parseBudget = 4'000'000;

void addHits(QVector<FindHit> &hits, const QStringMatcher &matcher,
             const QVector<DisplayBlock> &blocks, int part)
{
    const int length = static_cast<int>(matcher.pattern().size());
    for (int i = 0; i < static_cast<int>(blocks.size()); ++i) {
        const QString text = flatText(blocks.at(i).block);
        for (qsizetype at = matcher.indexIn(text); at >= 0; at = matcher.indexIn(text, at + length))
            hits.append({ part, i, static_cast<int>(at), length });
    }
}

QVector<FindHit> shownHits(const TranscriptMessage &message, const QString &query)
{
    const QStringMatcher matcher(query, Qt::CaseInsensitive);
    QVector<FindHit> hits;
    addHits(hits, matcher, thinkingBlocks(message), MessageLayout::Thinking);
    addHits(hits, matcher, answerBlocks(message), MessageLayout::Answer);
    return hits;
}

int sourceHits(const QStringMatcher &matcher, const QByteArray &source)
{
    const QString text = QString::fromUtf8(source);
    int count = 0;
    for (qsizetype at = matcher.indexIn(text); at >= 0;
         at = matcher.indexIn(text, at + matcher.pattern().size()))
        ++count;
    return count;
}

} // namespace

TranscriptFind::TranscriptFind(const TranscriptList &list)
    : m_list(list)
{
}

void TranscriptFind::setQuery(const QString &query, int fromMessage)
{
    if (m_query != query) {
        m_cache.clear();
        m_known.clear();
    }
    m_query = query;
    m_current = -1;
    scan();
    int before = 0;
    for (const Found &found : std::as_const(m_found)) {
        if (found.message >= fromMessage)
            break;
        before += found.hits;
    }
    if (m_count > 0)
        m_current = qMin(before, m_count - 1); // else the nearest one above
}

void TranscriptFind::refresh()
{
    const Place place = currentPlace();
    const qint64 id = place.message >= 0 && place.message < m_list.count()
        ? m_list.at(place.message).message.id
        : 0;
    scan();
    int before = 0;
    for (const Found &found : std::as_const(m_found)) {
        if (found.id == id) {
            m_current = before + qMin(place.hit, found.hits - 1);
            return;
        }
        before += found.hits;
    }
    // None so far: the newest, which is the nearest to where one reads.
    const int wanted = m_current < 0 ? m_count - 1 : m_current;
    m_current = m_count > 0 ? qBound(0, wanted, m_count - 1) : -1;
}

int TranscriptFind::countIn(const MessageItem &item, const QStringMatcher &matcher,
                            qsizetype &parsed)
{
    const TranscriptMessage &message = item.message;
    Known &known = m_known[message.id];
    const bool isSame = known.source == message.source.size()
        && known.thinking == message.thinking.size() && known.open == message.isOpen();
    if (isSame)
        return known.hits;
    m_cache.remove(message.id);
    int hits = sourceHits(matcher, message.source) + sourceHits(matcher, message.thinking);
    if (hits > 0) {
        parsed += message.source.size();
        if (parsed < parseBudget)
            hits = static_cast<int>(hitsIn(item).size());
    }
    known = { message.source.size(), message.thinking.size(), message.isOpen(), hits };
    return hits;
}

void TranscriptFind::scan()
{
    m_found.clear();
    m_count = 0;
    if (m_query.isEmpty()) {
        m_cache.clear();
        m_known.clear();
        m_current = -1;
        return;
    }
    const QStringMatcher matcher(m_query, Qt::CaseInsensitive);
    qsizetype parsed = 0;
    for (int i = 0; i < m_list.count(); ++i) {
        const int hits = countIn(m_list.at(i), matcher, parsed);
        if (hits == 0)
            continue;
        m_found.append({ m_list.at(i).message.id, i, hits });
        m_count += hits;
    }
}

void TranscriptFind::step(int by)
{
    if (m_count > 0)
        m_current = ((m_current + by) % m_count + m_count) % m_count;
}

QVector<FindHit> TranscriptFind::hitsIn(const MessageItem &item) const
{
    if (m_query.isEmpty())
        return {};
    const auto known = m_cache.constFind(item.message.id);
    if (known != m_cache.constEnd())
        return *known;
    return *m_cache.insert(item.message.id, shownHits(item.message, m_query));
}

TranscriptFind::Place TranscriptFind::currentPlace() const
{
    int rest = m_current;
    for (const Found &found : m_found) {
        if (rest < 0)
            break;
        if (rest < found.hits)
            return { found.message, rest };
        rest -= found.hits;
    }
    return {};
}

} // namespace lokal::ui
