#include "ui/markdown/inlinetext.h"

#include <algorithm>

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

/// Adds the links to the other spans, which may overlap them; both sorted.
QVector<Span> merged(const QVector<Span> &spans, const QVector<Span> &links)
{
    QVector<Span> result;
    qsizetype next = 0;
    for (const Span &link : links) {
        int at = link.start;
        const int end = link.start + link.length;
        while (next < spans.size() && spans.at(next).start + spans.at(next).length <= at)
            result.append(spans.at(next++));
        while (next < spans.size() && spans.at(next).start < end) {
            const Span span = spans.at(next);
            const int spanEnd = span.start + span.length;
            if (span.start < at
                && (result.isEmpty()
                    || result.constLast().start + result.constLast().length <= span.start))
                result.append({ span.start, at - span.start, span.flags, span.link });
            if (span.start > at)
                result.append({ at, span.start - at, link.flags, link.link });
            const int from = std::max(at, span.start);
            at = std::min(end, spanEnd);
            result.append({ from, at - from, quint8(span.flags | link.flags), link.link });
            if (spanEnd <= end) {
                ++next;
                continue;
            }
            break;
        }
        if (at < end)
            result.append({ at, end - at, link.flags, link.link });
        if (next < spans.size() && spans.at(next).start < end) {
            // The span goes on behind the link, perhaps into the next one.
            result.append({ end, spans.at(next).start + spans.at(next).length - end,
                            spans.at(next).flags, spans.at(next).link });
            ++next;
        }
    }
    while (next < spans.size())
        result.append(spans.at(next++));
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
