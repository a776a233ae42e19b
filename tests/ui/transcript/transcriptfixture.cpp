#include "tests/ui/transcript/transcriptfixture.h"

namespace lokal::ui {

TranscriptFixture::TranscriptFixture(QSize size)
    : view(theme)
{
    view.resize(size);
    view.show();
    QCoreApplication::processEvents();
}

TranscriptMessage TranscriptFixture::message(qint64 id, TranscriptMessage::Role role,
                                             const QByteArray &text)
{
    TranscriptMessage made;
    made.id = id;
    made.role = role;
    made.source = text;
    return made;
}

TranscriptMessage TranscriptFixture::question(qint64 id, const QByteArray &text)
{
    return message(id, TranscriptMessage::Role::User, text);
}

TranscriptMessage TranscriptFixture::answer(qint64 id, const QByteArray &text)
{
    return message(id, TranscriptMessage::Role::Assistant, text);
}

TranscriptMessage TranscriptFixture::streaming(qint64 id, const QByteArray &text)
{
    TranscriptMessage made = answer(id, text);
    made.state = TranscriptMessage::State::Streaming;
    return made;
}

int TranscriptFixture::column() const
{
    return (view.width() - view.list().width()) / 2;
}

int TranscriptFixture::viewportTop(qint64 id) const
{
    return view.list().at(view.list().indexOf(id)).top - view.verticalScrollBar()->value();
}

int TranscriptFixture::height(qint64 id) const
{
    return view.list().at(view.list().indexOf(id)).height;
}

QPoint TranscriptFixture::pointOf(const TextPosition &place) const
{
    const QRect rect = rectOf(view.list(), view.transcriptStyle(), place);
    return rect.center() + QPoint(column(), -view.verticalScrollBar()->value());
}

QPoint TranscriptFixture::pointOf(const HitArea &area, qint64 id) const
{
    return area.rect.center() + QPoint(column(), viewportTop(id));
}

std::optional<HitArea> TranscriptFixture::area(qint64 id, AreaKind kind,
                                               const QString &action) const
{
    for (const HitArea &found : view.areasOf(view.list().indexOf(id)))
        if (found.kind == kind && (action.isEmpty() || found.id == action))
            return found;
    return {};
}

void TranscriptFixture::drag(QPoint from, QPoint to)
{
    QWidget *page = view.viewport();
    QTest::mousePress(page, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, page->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                     Qt::NoModifier);
    QCoreApplication::sendEvent(page, &move);
    QTest::mouseRelease(page, Qt::LeftButton, {}, to);
}

QStringList TranscriptFixture::shownBlocks(qint64 id)
{
    QStringList texts;
    const MessageItem &item = view.list().at(view.list().indexOf(id));
    if (!item.layout)
        return texts;
    for (const BlockLayout &layout : item.layout->column(MessageLayout::Answer).blocks) {
        QString text;
        for (const TextPart &part : layout.parts)
            if (part.layout)
                text += part.layout->text().left(part.length);
        texts.append(text);
    }
    return texts;
}

} // namespace lokal::ui
