// Renders sample transcripts to PNG files, to be looked at beside the design's pictures.
// Usage: lokal_transcript_shot DIRECTORY
#include "tests/ui/transcript/sampletranscript.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QDir>
#include <QTextStream>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace lokal::ui;

namespace {

class Studio
{
public:
    Studio(Theme &theme, const QDir &folder)
        : m_theme(theme)
        , m_folder(folder)
    {
    }

    void shoot(const QString &name, QSize size, const QVector<TranscriptMessage> &messages,
               const std::function<void(TranscriptView &)> &prepare = {})
    {
        QWidget page; // as in the window: the strip of the scroll bar shows what is behind
        QPalette colors = page.palette();
        colors.setColor(QPalette::Window, m_theme.tokens().window);
        page.setPalette(colors);
        auto *layout = new QVBoxLayout(&page);
        layout->setContentsMargins({});
        auto &view = *new TranscriptView(m_theme);
        layout->addWidget(&view);
        page.resize(size);
        page.show();
        view.setMessages(messages);
        QCoreApplication::processEvents();
        if (prepare)
            prepare(view);
        QCoreApplication::processEvents();
        page.grab().save(m_folder.filePath(name + u".png"_s));
    }

private:
    Theme &m_theme;
    QDir m_folder;
};

void toggleFirstThinking(TranscriptView &view)
{
    for (const HitArea &area : view.areasOf(1))
        if (area.kind == AreaKind::ThinkingToggle)
            view.trigger(2, area);
}

void shootAll(Studio &studio, const QString &suffix)
{
    const QSize size(864, 700);
    studio.shoot(u"chat-"_s + suffix, size, sample::chat(), [](TranscriptView &view) {
        toggleFirstThinking(view);
        view.scrollToMessage(1);
    });
    QVector<TranscriptMessage> streaming = sample::chat();
    TranscriptMessage question = streaming.first();
    question.id = 3;
    question.source = "And searching?";
    streaming.append(question);
    streaming.append(sample::streamingAnswer());
    studio.shoot(u"streaming-"_s + suffix, size, streaming);
    studio.shoot(u"find-"_s + suffix, size, sample::chat(), [](TranscriptView &view) {
        view.setFindQuery(u"block"_s);
        view.findNext();
        view.scrollToMessage(1);
    });
    studio.shoot(u"selection-"_s + suffix, size, sample::chat(), [](TranscriptView &view) {
        view.scrollToMessage(1);
        view.selectAllMessages();
    });
    studio.shoot(u"error-"_s + suffix, { 1136, 720 }, sample::failedChat(),
                 [](TranscriptView &view) {
                     view.setContextLine(3);
                     for (const HitArea &area : view.areasOf(3))
                         if (area.kind == AreaKind::ErrorDetails)
                             view.trigger(4, area);
                 });
    studio.shoot(u"loading-"_s + suffix, { 1136, 620 }, sample::loadingChat());
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QDir folder(app.arguments().value(1, u"."_s));
    if (!folder.exists()) {
        QTextStream(stderr) << "no such directory: " << folder.path() << '\n';
        return 1;
    }
    Theme theme;
    Studio studio(theme, folder);
    for (const ColorScheme scheme : { ColorScheme::Light, ColorScheme::Dark }) {
        theme.setScheme(scheme);
        theme.apply(app);
        shootAll(studio, scheme == ColorScheme::Light ? u"light"_s : u"dark"_s);
    }
    theme.setScheme(ColorScheme::Light);
    studio.shoot(u"narrow-light"_s, { 640, 360 }, sample::failedChat());
    theme.setFactor(2.0);
    studio.shoot(u"text200-light"_s, { 1440, 700 }, sample::failedChat());
    return 0;
}
