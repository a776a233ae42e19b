#include "core/chat/answerlog.h"

#include "core/common/utf8.h"

#include <algorithm>

namespace lokal {
namespace {

constexpr qsizetype maxEventBytes = 16 * 1024; // S4

} // namespace

/// A cursor: the next event and how much of both texts lies before it.
class LogReader final : public AnswerReader
{
public:
    LogReader(std::shared_ptr<AnswerLog> log, qint64 afterNumber)
        : m_log(std::move(log))
        , m_next(size_t(std::clamp<qint64>(afterNumber, 0, m_log->lastNumber())))
        , m_pos { m_log->m_contentStart, m_log->m_thinkingStart }
    {
        for (size_t i = m_next; i > 0 && !(m_found[0] && m_found[1]); --i) {
            const AnswerLog::Entry entry = m_log->m_entries[i - 1];
            const auto kind = AnswerLog::kindOf(entry);
            if (kind != AnswerLog::Other && !std::exchange(m_found[kind], true))
                m_pos[kind] = AnswerLog::valueOf(entry);
        }
        m_log->addReader(this);
    }
    ~LogReader() override { m_log->removeReader(this); }
    LogReader(const LogReader &) = delete;
    LogReader &operator=(const LogReader &) = delete;

    std::optional<AnswerEvent> next(qsizetype maxTextBytes) override
    {
        if (m_next >= m_log->m_entries.size())
            return std::nullopt;
        const AnswerLog::Entry entry = m_log->m_entries[m_next];
        AnswerEvent event { m_log->m_message, 0, {} };
        switch (AnswerLog::kindOf(entry)) {
        case AnswerLog::Content:
            event.data
                = AnswerToken { takeText(AnswerLog::Content, m_log->m_content, maxTextBytes) };
            break;
        case AnswerLog::Thinking:
            event.data
                = AnswerThinking { takeText(AnswerLog::Thinking, m_log->m_thinking, maxTextBytes) };
            break;
        case AnswerLog::Other:
            event.data = m_log->m_others[size_t(AnswerLog::valueOf(entry))];
            ++m_next;
            break;
        }
        event.number = qint64(m_next);
        return event;
    }

    bool atEnd() const override { return m_log->isEnded() && m_next == m_log->m_entries.size(); }
    void setReadyHandler(std::function<void()> handler) override
    {
        m_readyHandler = std::move(handler);
    }

    void tellReady() const
    {
        if (m_readyHandler) {
            const auto handler = m_readyHandler; // the call may destroy this reader
            handler();
        }
    }

private:
    /// The text of this event and of the neighbours that fit beside it.
    QString takeText(AnswerLog::Kind kind, const QString &whole, qsizetype maxBytes)
    {
        const qsizetype begin = m_pos[kind];
        qsizetype end = AnswerLog::valueOf(m_log->m_entries[m_next++]);
        qsizetype bytes = utf8Size(QStringView(whole).sliced(begin, end - begin));
        while (m_next < m_log->m_entries.size() && bytes < maxBytes) {
            const AnswerLog::Entry entry = m_log->m_entries[m_next];
            if (AnswerLog::kindOf(entry) != kind)
                break;
            const qsizetype further = AnswerLog::valueOf(entry);
            bytes += utf8Size(QStringView(whole).sliced(end, further - end));
            if (bytes > maxBytes)
                break;
            end = further;
            ++m_next;
        }
        m_pos[kind] = end;
        return whole.sliced(begin, end - begin);
    }

    std::shared_ptr<AnswerLog> m_log;
    size_t m_next;
    qsizetype m_pos[2];
    bool m_found[2] = { false, false };
    std::function<void()> m_readyHandler;
};

std::shared_ptr<AnswerLog> AnswerLog::create(const QString &content, const QString &thinking)
{
    return std::shared_ptr<AnswerLog>(new AnswerLog(content, thinking));
}

AnswerLog::AnswerLog(const QString &content, const QString &thinking)
    : m_content(content)
    , m_thinking(thinking)
    , m_contentStart(content.size())
    , m_thinkingStart(thinking.size())
{
}

void AnswerLog::appendContent(QStringView text)
{
    appendText(Content, m_content, text);
}

void AnswerLog::appendThinking(QStringView text)
{
    appendText(Thinking, m_thinking, text);
}

void AnswerLog::appendText(Kind kind, QString &whole, QStringView text)
{
    if (text.isEmpty())
        return;
    while (!text.isEmpty()) {
        const QStringView part = utf8Prefix(text, maxEventBytes);
        text = text.sliced(part.size());
        whole.append(part);
        m_entries.push_back(quint32(kind) << 30 | quint32(whole.size()));
    }
    notify();
}

void AnswerLog::append(AnswerEventData data)
{
    Q_ASSERT(!m_ended);
    m_ended
        = std::holds_alternative<AnswerDone>(data) || std::holds_alternative<AnswerFailed>(data);
    m_entries.push_back(quint32(Other) << 30 | quint32(m_others.size()));
    m_others.push_back(std::move(data));
    notify();
}

std::shared_ptr<AnswerReader> AnswerLog::reader(qint64 afterNumber)
{
    return std::make_shared<LogReader>(shared_from_this(), afterNumber);
}

void AnswerLog::addReader(LogReader *reader)
{
    m_readers.push_back(reader);
    if (++m_readerCount == 1 && m_followedHandler)
        m_followedHandler(true);
}

void AnswerLog::removeReader(LogReader *reader)
{
    const auto found = std::find(m_readers.begin(), m_readers.end(), reader);
    if (m_notifying)
        *found = nullptr;
    else
        m_readers.erase(found);
    if (--m_readerCount == 0 && m_followedHandler)
        m_followedHandler(false);
}

void AnswerLog::notify()
{
    if (m_notifying)
        return; // a handler caused another event; the loop below reaches every reader of it
    m_notifying = true;
    const auto alive = shared_from_this();
    for (size_t told = 0; told != m_entries.size();) {
        told = m_entries.size();
        for (size_t i = 0; i < m_readers.size(); ++i) { // handlers may add and remove readers
            if (m_readers[i])
                m_readers[i]->tellReady();
        }
    }
    m_notifying = false;
    std::erase(m_readers, nullptr);
}

} // namespace lokal
