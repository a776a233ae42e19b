// The half of BlockBuilder that deals with what is inside a block: spans, text, links, images,
// formulas.
#include "ui/markdown/blockbuilder.h"
#include "ui/markdown/entities.h"
#include "ui/markdown/mathtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

constexpr qsizetype MaxShownAddress = 200;

template <typename Detail> const Detail &as(const void *detail)
{
    return *static_cast<const Detail *>(detail);
}

/// Of "<br>", "<br/>" or "<br />" at the beginning of a text; 0: none.
qsizetype lineBreakLength(QStringView text)
{
    for (const QLatin1StringView tag : { "<br>"_L1, "<br/>"_L1, "<br />"_L1 }) {
        if (text.startsWith(tag, Qt::CaseInsensitive))
            return tag.size();
    }
    return 0;
}

/// Bidirectional controls can make code read otherwise than it runs.
bool isBidiControl(QChar c)
{
    return (c >= u'\u202A' && c <= u'\u202E') || (c >= u'\u2066' && c <= u'\u2069');
}

} // namespace

void BlockBuilder::enterSpan(MD_SPANTYPE type, const void *detail)
{
    switch (type) {
    case MD_SPAN_STRONG:
        ++m_bold;
        break;
    case MD_SPAN_EM:
        ++m_italic;
        break;
    case MD_SPAN_DEL:
        ++m_strike;
        break;
    case MD_SPAN_CODE:
        ++m_code;
        break;
    case MD_SPAN_A:
        if (m_imageDepth == 0) {
            const QString target = attribute(as<MD_SPAN_A_DETAIL>(detail).href);
            m_target = isAllowedTarget(target) ? target : QString();
            m_targetIndex = -1;
            m_linkStart = m_inline.text.size();
        }
        break;
    case MD_SPAN_IMG:
        if (m_imageDepth++ == 0)
            m_image = { {}, attribute(as<MD_SPAN_IMG_DETAIL>(detail).src) };
        break;
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
        break; // never enabled
    }
}

void BlockBuilder::leaveSpan(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_STRONG:
        --m_bold;
        break;
    case MD_SPAN_EM:
        --m_italic;
        break;
    case MD_SPAN_DEL:
        --m_strike;
        break;
    case MD_SPAN_CODE:
        --m_code;
        break;
    case MD_SPAN_A:
        if (m_imageDepth == 0)
            finishLink();
        break;
    case MD_SPAN_IMG:
        if (--m_imageDepth == 0)
            finishImage();
        break;
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
        break;
    }
}

void BlockBuilder::finishLink()
{
    if (!m_target.isEmpty() && m_inline.text.size() == m_linkStart)
        appendRun(m_target); // without a text of its own, the address is the text
    m_target.clear();
    m_targetIndex = -1;
}

/// An image within text becomes its caption; nothing is ever loaded from here.
void BlockBuilder::finishImage()
{
    const Image image = std::exchange(m_image, {});
    const bool first = m_inline.text.isEmpty() && m_target.isEmpty() && !m_inCell;
    const QString address = image.address.size() > MaxShownAddress
        ? image.address.left(MaxShownAddress) + u'…'
        : image.address;
    const QString caption = image.alt.isEmpty() ? address : image.alt + u" ("_s + address + u')';
    if (m_target.isEmpty()) {
        if (!m_open)
            open(BlockKind::Paragraph);
        m_inline.appendProtected(caption, flags());
    } else {
        appendRun(caption);
    }
    if (first && isWebAddress(image.address)) {
        m_soleImage = image;
        m_soleImageEnd = m_inline.text.size();
    }
}

void BlockBuilder::text(MD_TEXTTYPE type, QStringView text)
{
    switch (type) {
    case MD_TEXT_NORMAL:
    case MD_TEXT_HTML:
        appendText(text);
        break;
    case MD_TEXT_NULLCHAR:
        appendRun(u"\uFFFD");
        break;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
        // Models and people break lines on purpose in a chat, so a soft break shows as one, too.
        if (m_imageDepth > 0)
            m_image.alt.append(u' ');
        else if (!m_inline.text.endsWith(QChar(QChar::LineSeparator))) // after "<br>" it is broken
            m_inline.breakLine();
        break;
    case MD_TEXT_ENTITY:
        appendRun(decodeEntity(text));
        break;
    case MD_TEXT_CODE:
    case MD_TEXT_LATEXMATH: {
        QString code = restoreMath(text.toString(), m_math);
        code.removeIf(isBidiControl);
        if (m_inCell)
            code.replace("\\|"_L1, "|"_L1); // a bar in a cell must be escaped, also in code
        appendRun(code);
        break;
    }
    }
}

void BlockBuilder::appendText(QStringView run)
{
    for (qsizetype mark = run.indexOf(QChar(MathMark)); mark >= 0;
         mark = run.indexOf(QChar(MathMark))) {
        appendLines(run.left(mark));
        const qsizetype index = mathIndexAt(run, mark);
        if (index >= 0 && index < m_math.size())
            appendMath(m_math.at(index));
        run = run.mid(std::min(run.size(), mark + MathMarkLength));
    }
    appendLines(run);
}

/// The one tag that models write all the time, since a cell of a table has no other line break.
void BlockBuilder::appendLines(QStringView run)
{
    for (qsizetype tag = run.indexOf(u'<'); tag >= 0; tag = run.indexOf(u'<', tag)) {
        const qsizetype length = lineBreakLength(run.mid(tag));
        if (length == 0 || m_imageDepth > 0) {
            ++tag;
            continue;
        }
        appendRun(run.left(tag));
        if (m_open)
            m_inline.breakLine();
        run = run.mid(tag + length);
        while (run.startsWith(u' '))
            run = run.mid(1);
        tag = 0;
    }
    appendRun(run);
}

void BlockBuilder::appendMath(const MathItem &item)
{
    if (m_imageDepth > 0) {
        m_image.alt.append(item.source);
        return;
    }
    if (item.display && !m_inCell && (!m_open || m_block.kind == BlockKind::Paragraph)) {
        close();
        Block block;
        block.kind = BlockKind::Math;
        block.text = item.tex;
        emitBlock(std::move(block));
        open(BlockKind::Paragraph);
        return;
    }
    if (!m_open)
        open(BlockKind::Paragraph);
    const std::optional<QString> readable = readableMath(item.tex);
    QString shown = readable.value_or(item.tex);
    shown.replace(u'\n', u' ');
    quint8 mathFlags = quint8(flags() | SpanMath | (readable ? 0 : SpanCode));
    if (!m_target.isEmpty()) {
        appendRun(shown, quint8(SpanMath | (readable ? 0 : SpanCode)));
        return;
    }
    m_inline.append(shown, mathFlags, int(m_block.links.size()));
    m_block.links.append(item.tex);
}

void BlockBuilder::appendRun(QStringView run, quint8 extraFlags)
{
    if (run.isEmpty())
        return;
    if (m_imageDepth > 0) {
        m_image.alt.append(run);
        return;
    }
    if (!m_open) // a tight list item has no paragraph of its own
        open(BlockKind::Paragraph);
    if (m_block.kind == BlockKind::Code) {
        m_inline.text.append(run);
        return;
    }
    if (m_inline.text.isEmpty() && m_code == 0) {
        while (!run.isEmpty() && run.front() == u' ') // after a formula that was cut out
            run = run.mid(1);
    }
    if (!m_target.isEmpty() && m_targetIndex < 0 && !run.isEmpty()) {
        m_targetIndex = int(m_block.links.size());
        m_block.links.append(m_target);
    }
    m_inline.append(run, quint8(flags() | extraFlags), m_targetIndex);
}

quint8 BlockBuilder::flags() const
{
    return quint8((m_bold > 0 ? SpanBold : 0) | (m_italic > 0 ? SpanItalic : 0)
                  | (m_strike > 0 ? SpanStrike : 0) | (m_code > 0 ? SpanCode : 0)
                  | (m_target.isEmpty() ? 0 : SpanLink));
}

QString BlockBuilder::attribute(const MD_ATTRIBUTE &value) const
{
    QString text;
    for (int i = 0; value.text != nullptr && value.substr_offsets[i] < value.size; ++i) {
        const MD_OFFSET from = value.substr_offsets[i];
        const QString part
            = QString::fromUtf8(value.text + from, qsizetype(value.substr_offsets[i + 1] - from));
        text.append(value.substr_types[i] == MD_TEXT_ENTITY ? decodeEntity(part)
                                                            : restoreMath(part, m_math));
    }
    return text;
}

} // namespace lokal::ui
