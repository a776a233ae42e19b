#include "ui/markdown/blockbuilder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

constexpr qsizetype MaxDepth = 8;

quint8 depth(qsizetype value)
{
    return quint8(std::min(value, MaxDepth));
}

template <typename Detail> const Detail &as(const void *detail)
{
    return *static_cast<const Detail *>(detail);
}

Qt::Alignment alignmentOf(MD_ALIGN align)
{
    switch (align) {
    case MD_ALIGN_CENTER:
        return Qt::AlignHCenter;
    case MD_ALIGN_RIGHT:
        return Qt::AlignRight;
    case MD_ALIGN_DEFAULT:
    case MD_ALIGN_LEFT:
        break;
    }
    return Qt::AlignLeft;
}

} // namespace

BlockBuilder::BlockBuilder(const QVector<MathItem> &math, qsizetype cellBudget)
    : m_math(math)
    , m_cellBudget(cellBudget)
{
}

void BlockBuilder::enterBlock(MD_BLOCKTYPE type, const void *detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        close();
        emitPendingMarker();
        ++m_quoteDepth;
        break;
    case MD_BLOCK_UL:
        startList({ false, as<MD_BLOCK_UL_DETAIL>(detail).is_tight != 0, 1, {} });
        break;
    case MD_BLOCK_OL: {
        const auto &list = as<MD_BLOCK_OL_DETAIL>(detail);
        startList({ true, list.is_tight != 0, list.start, QLatin1Char(list.mark_delimiter) });
        break;
    }
    case MD_BLOCK_LI:
        startItem(as<MD_BLOCK_LI_DETAIL>(detail));
        break;
    case MD_BLOCK_HR:
        open(BlockKind::Rule);
        break;
    case MD_BLOCK_H:
        open(BlockKind::Heading);
        m_block.level = quint8(as<MD_BLOCK_H_DETAIL>(detail).level);
        break;
    case MD_BLOCK_CODE:
        startCode(as<MD_BLOCK_CODE_DETAIL>(detail));
        break;
    case MD_BLOCK_P:
        open(BlockKind::Paragraph);
        break;
    case MD_BLOCK_TABLE:
        open(BlockKind::Table);
        m_block.columns = int(as<MD_BLOCK_TABLE_DETAIL>(detail).col_count);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        m_inCell = true;
        m_alignment = alignmentOf(as<MD_BLOCK_TD_DETAIL>(detail).align);
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
        break;
    }
}

void BlockBuilder::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        close();
        --m_quoteDepth;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        close();
        m_lists.removeLast();
        break;
    case MD_BLOCK_LI:
        close();
        emitPendingMarker();
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        finishCell();
        break;
    case MD_BLOCK_TR:
        finishRow();
        break;
    case MD_BLOCK_TABLE:
        finishTable();
        break;
    case MD_BLOCK_HR:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_P:
    case MD_BLOCK_DOC:
        close();
        break;
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
        break;
    }
}

void BlockBuilder::startList(const List &list)
{
    close();
    emitPendingMarker();
    if (m_lists.isEmpty())
        ++m_listCount;
    m_lists.append(list);
}

void BlockBuilder::startItem(const MD_BLOCK_LI_DETAIL &item)
{
    if (m_lists.isEmpty())
        return;
    List &list = m_lists.last();
    if (item.is_task != 0)
        m_marker = item.task_mark == ' ' ? u"☐"_s : u"☑"_s;
    else
        m_marker = list.ordered ? QString::number(list.number) + list.delimiter : u"•"_s;
    ++list.number;
}

void BlockBuilder::startCode(const MD_BLOCK_CODE_DETAIL &code)
{
    open(BlockKind::Code);
    m_block.lang = attribute(code.lang).toLower();
}

void BlockBuilder::open(BlockKind kind)
{
    close();
    m_open = true;
    m_block = {};
    m_block.kind = kind;
    m_inline = {};
    m_targetIndex = -1;
    m_linkStart = 0;
    m_soleImage.reset();
}

/// Ends the paragraph, heading, code block or rule in hand, if any.
void BlockBuilder::close()
{
    if (!m_open || m_block.kind == BlockKind::Table)
        return;
    m_open = false;
    const bool isText = m_block.kind == BlockKind::Paragraph || m_block.kind == BlockKind::Heading;
    if (isText) {
        m_inline.chopTrailingSpace();
        m_inline.linkAddresses(m_block.links);
        if (m_inline.text.isEmpty() && m_block.kind == BlockKind::Paragraph)
            return;
    } else if (m_block.kind == BlockKind::Code && m_inline.text.endsWith(u'\n')) {
        m_inline.text.chop(1);
    }
    m_block.text = std::move(m_inline.text);
    m_block.spans = std::move(m_inline.spans);
    if (m_soleImage && m_block.kind == BlockKind::Paragraph
        && m_block.text.size() == m_soleImageEnd) {
        m_block = {};
        m_block.kind = BlockKind::Image;
        m_block.text = m_soleImage->alt;
        m_block.links = QStringList { m_soleImage->address };
    }
    emitBlock(std::move(m_block));
}

void BlockBuilder::emitBlock(Block block)
{
    if (block.kind == BlockKind::Paragraph || block.kind == BlockKind::Heading)
        block.marker = std::exchange(m_marker, std::nullopt).value_or(QString());
    else
        emitPendingMarker();
    block.quoteDepth = depth(m_quoteDepth);
    block.listDepth = depth(m_lists.size());
    block.tight = !m_lists.isEmpty() && m_lists.constLast().tight;
    block.list = m_lists.isEmpty() ? 0 : m_listCount;
    m_blocks.append(std::move(block));
}

/// An item that is empty or begins with a block of another kind still shows its marker.
void BlockBuilder::emitPendingMarker()
{
    if (m_marker)
        emitBlock({});
}

void BlockBuilder::finishCell()
{
    m_inline.chopTrailingSpace();
    m_inline.linkAddresses(m_block.links);
    m_row.append({ std::move(m_inline.text), std::move(m_inline.spans), m_alignment });
    m_inline = {};
    m_inCell = false;
    m_linkStart = 0;
}

void BlockBuilder::finishRow()
{
    if (m_row.size() <= m_cellBudget) {
        m_cellBudget -= m_row.size();
        m_block.cells.append(m_row);
    } else {
        QStringList texts;
        for (const Cell &cell : std::as_const(m_row)) {
            if (!cell.text.isEmpty())
                texts.append(cell.text);
        }
        m_surplusRows.append(texts.join(" | "_L1));
    }
    m_row.clear();
}

void BlockBuilder::finishTable()
{
    m_open = false;
    if (!m_block.cells.isEmpty())
        emitBlock(std::move(m_block));
    if (m_surplusRows.isEmpty())
        return;
    Block rest;
    rest.text = m_surplusRows.join(QChar(QChar::LineSeparator));
    m_surplusRows.clear();
    emitBlock(std::move(rest));
}

QVector<Block> BlockBuilder::takeBlocks()
{
    close();
    return std::move(m_blocks);
}

} // namespace lokal::ui
