#pragma once

#include "ui/markdown/inlinetext.h"
#include "ui/markdown/prepass.h"

#include <md4c.h>
#include <optional>

namespace lokal::ui {

/// Turns md4c's enter and leave callbacks into flat blocks.
class BlockBuilder
{
public:
    /// @param math must live as long as the builder
    /// @param cellBudget cells to keep at most; md4c pads short table rows, which a hostile table
    /// abuses
    BlockBuilder(const QVector<MathItem> &math, qsizetype cellBudget);

    void enterBlock(MD_BLOCKTYPE type, const void *detail);
    void leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type, const void *detail);
    void leaveSpan(MD_SPANTYPE type);
    void text(MD_TEXTTYPE type, QStringView text);

    QVector<Block> takeBlocks();

private:
    struct List
    {
        bool ordered = false;
        bool tight = false;
        uint number = 1;
        QChar delimiter;
    };
    struct Image
    {
        QString alt;
        QString address;
    };

    void open(BlockKind kind);
    void close();
    void emitBlock(Block block);
    void emitPendingMarker();
    void startList(const List &list);
    void startItem(const MD_BLOCK_LI_DETAIL &item);
    void startCode(const MD_BLOCK_CODE_DETAIL &code);
    void finishCell();
    void finishRow();
    void finishTable();
    void finishImage();
    void finishLink();
    void appendText(QStringView run);
    void appendLines(QStringView run);
    void appendMath(const MathItem &item);
    void appendRun(QStringView run, quint8 flags = 0);
    QString attribute(const MD_ATTRIBUTE &value) const;
    quint8 flags() const;

    const QVector<MathItem> &m_math;
    qsizetype m_cellBudget;
    QVector<Block> m_blocks;
    QVector<List> m_lists;
    int m_listCount = 0; ///< outermost ones so far
    int m_quoteDepth = 0;
    std::optional<QString> m_marker; ///< of an item that has shown nothing yet

    bool m_open = false;
    bool m_inCell = false;
    Block m_block;
    InlineText m_inline;
    Qt::Alignment m_alignment = Qt::AlignLeft;
    QVector<Cell> m_row;
    QStringList m_surplusRows;

    int m_bold = 0;
    int m_italic = 0;
    int m_strike = 0;
    int m_code = 0;
    QString m_target; ///< of the link we are in, empty for none
    int m_targetIndex = -1;
    qsizetype m_linkStart = 0;
    int m_imageDepth = 0;
    Image m_image;
    std::optional<Image> m_soleImage; ///< with which the paragraph began
    qsizetype m_soleImageEnd = 0;
};

} // namespace lokal::ui
