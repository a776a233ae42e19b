#pragma once

#include "tests/ui/transcript/sampletranscript.h"
#include "ui/transcript/transcriptview.h"

#include <QScrollBar>
#include <QTest>

namespace lokal::ui {

/// A shown view with a light theme and what tests do to it all the time.
class TranscriptFixture
{
public:
    explicit TranscriptFixture(QSize size = { 900, 700 });

    static TranscriptMessage message(qint64 id, TranscriptMessage::Role role,
                                     const QByteArray &text);
    static TranscriptMessage question(qint64 id, const QByteArray &text);
    static TranscriptMessage answer(qint64 id, const QByteArray &text);
    static TranscriptMessage streaming(qint64 id, const QByteArray &text);

    /// Where a message is drawn in the viewport.
    int viewportTop(qint64 id) const;
    int height(qint64 id) const;
    /// Viewport coordinates of the character at a place.
    QPoint pointOf(const TextPosition &place) const;
    QPoint pointOf(const HitArea &area, qint64 id) const;
    std::optional<HitArea> area(qint64 id, AreaKind kind, const QString &action = {}) const;
    void drag(QPoint from, QPoint to);
    /// Everything drawn of a message, block by block.
    QStringList shownBlocks(qint64 id);
    int column() const;

    Theme theme;
    TranscriptView view;
};

} // namespace lokal::ui
