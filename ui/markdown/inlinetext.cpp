#include "ui/markdown/inlinetext.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

bool endsAddress(QChar c)
{
    return c.isSpace() || !c.isPrint() || "<>\"`|\\^{}"_L1.contains(c);
}

/// Closing brackets and punctuation at the end belong to the sentence, unless the address opened
/// them.
QStringView withoutTrailingPunctuation(QStringView address)
{
    qsizetype open = address.count(u'(') - address.count(u')');
    while (!address.isEmpty()) {
        const QChar last = address.back();
        if (last == u')' && open < 0)
            ++open;
        else if (!".,;:!?'*_~]"_L1.contains(last))
            break;
        address.chop(1);
    }
    return address;
}

bool hasHost(QStringView address)
{
    const qsizetype host = address.indexOf("://"_L1) + 3;
    return host < address.size()
        && (address.at(host).isLetterOrNumber() || address.at(host) == u'[');
}

/// Adds the links to the other spans, which they may overlap; both lists are sorted.
QVector<Span> merged(const QVector<Span> &spans, const QVector<Span> &links)
{
    std::vector<int> edges;
    for (const QVector<Span> *list : { &spans, &links }) {
        for (const Span &span : *list) {
            edges.push_back(span.start);
            edges.push_back(span.start + span.length);
        }
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());

    // Between two edges the format does not change.
    const auto advance = [](const QVector<Span> &list, qsizetype &index, int at) -> const Span * {
        while (index < list.size() && list.at(index).start + list.at(index).length <= at)
            ++index;
        return index < list.size() && list.at(index).start <= at ? &list.at(index) : nullptr;
    };
    QVector<Span> result;
    qsizetype nextSpan = 0;
    qsizetype nextLink = 0;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        const Span *span = advance(spans, nextSpan, edges[i]);
        const Span *link = advance(links, nextLink, edges[i]);
        if (span == nullptr && link == nullptr)
            continue;
        const int flags = (span == nullptr ? 0 : span->flags) | (link == nullptr ? 0 : link->flags);
        const int target = link != nullptr ? link->link : span->link;
        result.append({ edges[i], edges[i + 1] - edges[i], quint8(flags), target });
    }
    return result;
}

} // namespace

bool isWebAddress(QStringView target)
{
    return isAllowedTarget(target) && !target.startsWith("mailto:"_L1, Qt::CaseInsensitive);
}

bool isAllowedTarget(QStringView target)
{
    const bool known = target.startsWith("http://"_L1, Qt::CaseInsensitive)
        || target.startsWith("https://"_L1, Qt::CaseInsensitive)
        || target.startsWith("mailto:"_L1, Qt::CaseInsensitive);
    return known && std::all_of(target.begin(), target.end(), [](QChar c) {
               return c.isPrint() || c.isSurrogate();
           });
}

void InlineText::append(QStringView run, quint8 flags, int link)
{
    if (run.isEmpty())
        return;
    const int start = int(text.size());
    text.append(run);
    if (flags == 0)
        return;
    const int length = int(run.size());
    if (!spans.isEmpty()) {
        Span &last = spans.last();
        if (last.start + last.length == start && last.flags == flags && last.link == link) {
            last.length += length;
            return;
        }
    }
    spans.append({ start, length, flags, link });
}

void InlineText::appendProtected(QStringView run, quint8 flags)
{
    m_protected.append({ int(text.size()), int(run.size()), 0, -1 });
    append(run, flags, -1);
}

void InlineText::breakLine()
{
    if (!text.isEmpty())
        text.append(QChar(QChar::LineSeparator));
}

void InlineText::chopTrailingSpace()
{
    qsizetype size = text.size();
    while (size > 0 && text.at(size - 1).isSpace())
        --size;
    text.truncate(size);
    while (!spans.isEmpty() && spans.constLast().start >= size)
        spans.removeLast();
    if (!spans.isEmpty())
        spans.last().length
            = std::min(spans.constLast().length, int(size) - spans.constLast().start);
}

bool InlineText::isObstacle(const Span &span) const
{
    return (span.flags & (SpanCode | SpanLink | SpanMath)) != 0;
}

void InlineText::linkAddresses(QStringList &links)
{
    if (!text.contains("://"_L1))
        return;
    QVector<Span> obstacles = m_protected;
    std::copy_if(spans.cbegin(), spans.cend(), std::back_inserter(obstacles),
                 [this](const Span &span) { return isObstacle(span); });
    std::sort(obstacles.begin(), obstacles.end(),
              [](const Span &a, const Span &b) { return a.start < b.start; });
    obstacles.append({ int(text.size()), 0, 0, -1 });
    QVector<Span> found;
    qsizetype from = 0;
    for (const Span &obstacle : std::as_const(obstacles)) {
        found.append(addressesIn(from, obstacle.start, links));
        from = std::max<qsizetype>(from, obstacle.start + obstacle.length);
    }
    if (!found.isEmpty())
        spans = merged(spans, found);
}

QVector<Span> InlineText::addressesIn(qsizetype from, qsizetype to, QStringList &links) const
{
    QVector<Span> found;
    const QStringView part = QStringView(text).left(std::max(from, to));
    qsizetype done = from;
    for (qsizetype colon = part.indexOf("://"_L1, from); colon >= 0;
         colon = part.indexOf("://"_L1, colon + 3)) {
        const QStringView before = part.mid(done, colon - done);
        const qsizetype scheme = before.endsWith("https"_L1, Qt::CaseInsensitive) ? 5
            : before.endsWith("http"_L1, Qt::CaseInsensitive)                     ? 4
                                                                                  : 0;
        const qsizetype start = colon - scheme;
        if (scheme == 0 || (start > done && part.at(start - 1).isLetterOrNumber()))
            continue;
        const auto end = std::find_if(part.begin() + colon + 3, part.end(), endsAddress);
        const QStringView address
            = withoutTrailingPunctuation(part.mid(start, end - part.begin() - start));
        if (!hasHost(address) || !isAllowedTarget(address))
            continue;
        found.append({ int(start), int(address.size()), SpanLink, int(links.size()) });
        links.append(address.toString());
        done = start + address.size();
        colon = std::max(colon, done - 3);
    }
    return found;
}

} // namespace lokal::ui
