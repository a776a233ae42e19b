#pragma once

#include "ui/transcript/blocklayout.h"
#include "ui/transcript/displayblocks.h"

#include <QCoreApplication>
#include <QRect>

namespace lokal::ui {

enum class ThinkingFold : quint8
{
    Automatic,
    Open,
    Closed
};

/// What a person chose for one message; kept while its layout is thrown away.
struct MessageView
{
    ThinkingFold thinking = ThinkingFold::Automatic;
    bool detailsOpen = false;
    int editorHeight = 0; ///< > 0: an editor stands in place of the text
    double thinkingSeconds = 0; ///< running while the model thinks
};

/// Blocks below each other: the answer, or the thinking text.
struct BlockColumn
{
    std::vector<BlockLayout> blocks; ///< frames are relative to the column
    QRect rect; ///< in message coordinates
    int contentHeight = 0;
};

/// A line or paragraph of ours (not the model's) with its place in the message.
struct Caption
{
    TextPart part;
    QPoint at;
};

struct ButtonPlace
{
    QRect rect;
    QString id;
    QString label;
    QString icon;
    bool runs = false; ///< begins an answer
};

/// True while the model thinks and has not begun to answer.
bool isThinkingLive(const TranscriptMessage &message);
/// Open while thinking, folded when the answer starts; a person's choice wins.
bool isThinkingShown(const TranscriptMessage &message, const MessageView &view);

/// The geometry of one message and the lines of those of its blocks that were near the viewport.
/// Coordinates: x from the transcript column's left edge, y from the message's top.
class MessageLayout
{
public:
    enum Part : quint8
    {
        Thinking,
        Answer
    };

    /// Takes over the message's text: equal blocks at the start keep their lines, a block that only
    /// grew keeps its finished parts. Call place() afterwards.
    void setContent(const TranscriptMessage &message, const MessageView &view);
    /// Forgets all lines, for another width or theme.
    void invalidate();
    /// Puts everything in its place and estimates blocks that have no lines yet. Returns the
    /// height.
    int place(const TranscriptMessage &message, const MessageView &view,
              const TranscriptStyle &style, int width);
    /// Lays out the blocks that touch [top, bottom]. True if that changed a height: place() again.
    bool ensureExact(const TranscriptStyle &style, int top, int bottom);

    /// Forgets lines of code outside [top, bottom]; heights stay.
    void dropCode(int top, int bottom);

    BlockColumn &column(Part part) { return m_columns[part]; }
    const BlockColumn &column(Part part) const { return m_columns[part]; }
    int height() const { return m_height; }
    int width() const { return m_width; }
    /// A block's frame in message coordinates.
    QRect blockFrame(Part part, int block) const;
    /// First block whose bottom is below `y` (message coordinates).
    int blockAt(Part part, int y) const;
    /// How far the live tail of the thinking text is scrolled up.
    int thinkingShift() const;
    /// Blocks laid out so far; tests hold streaming to account with it.
    qint64 blocksLaidOut() const { return m_blocksLaidOut; }

    /// What a message that was never laid out will roughly need.
    static int estimateHeight(const TranscriptMessage &message, const TranscriptStyle &style,
                              int width);

    // Geometry of everything that is not a block; a null rectangle: not there.
    QRect bubble, thinkingRow, dots, phaseRing, errorCard, errorDetails, actions, editor;
    Caption phaseTitle, phaseText, errorTitle, errorCause, errorDetail;
    QString thinkingLabel;
    std::vector<ButtonPlace> buttons; ///< of the error card
    std::vector<ButtonPlace> attachments;

private:
    void replaceBlocks(Part part, const QVector<DisplayBlock> &next);
    int placeColumn(Part part, const TranscriptStyle &style, QPoint origin, int width);
    int placeEditor(const MessageView &view);
    int placeUser(const TranscriptMessage &message, const MessageView &view,
                  const TranscriptStyle &style);
    int placeAssistant(const TranscriptMessage &message, const MessageView &view,
                       const TranscriptStyle &style);
    int placeThinking(const TranscriptMessage &message, const MessageView &view,
                      const TranscriptStyle &style, int y);
    int placePhase(const TranscriptMessage &message, const TranscriptStyle &style, int y);
    int placeError(const TranscriptMessage &message, const MessageView &view,
                   const TranscriptStyle &style, int y);
    int placeAttachments(const TranscriptMessage &message, const TranscriptStyle &style, int y);
    void clearChrome();

    BlockColumn m_columns[2];
    int m_width = 0;
    int m_height = 0;
    qint64 m_blocksLaidOut = 0;
};

} // namespace lokal::ui
