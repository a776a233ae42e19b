#pragma once

#include "core/chat/answerreader.h"

#include <functional>
#include <memory>
#include <vector>

namespace lokal {

/// All events of one answer. The text is held once, in two growing strings; a text event is only a
/// range of one of them (four bytes), and each reader is a cursor. Engine thread only.
class AnswerLog : public std::enable_shared_from_this<AnswerLog>
{
public:
    /// A continued answer begins with the text that it continues; events tell only what is added.
    static std::shared_ptr<AnswerLog> create(const QString &content = {},
                                             const QString &thinking = {});

    void setMessage(MessageId message) { m_message = message; }
    /// Adds text, in events of at most 16 KiB of UTF-8 each.
    void appendContent(QStringView text);
    void appendThinking(QStringView text);
    /// Adds an event without text; after a final one nothing may follow.
    void append(AnswerEventData data);

    const QString &content() const { return m_content; }
    const QString &thinking() const { return m_thinking; }
    qint64 lastNumber() const { return qint64(m_entries.size()); }
    bool isEnded() const { return m_ended; }

    /// A reader that begins after event `afterNumber`.
    std::shared_ptr<AnswerReader> reader(qint64 afterNumber);
    int readerCount() const { return m_readerCount; }
    /// Called when the last reader leaves and when one comes back.
    void setFollowedHandler(std::function<void(bool isFollowed)> handler)
    {
        m_followedHandler = std::move(handler);
    }

private:
    friend class LogReader;
    enum Kind : quint32
    {
        Content = 0,
        Thinking = 1,
        Other = 2
    };
    /// Kind in the upper two bits; below them where the text ends, or which of m_others it is.
    using Entry = quint32;

    AnswerLog(const QString &content, const QString &thinking);
    static Kind kindOf(Entry entry) { return Kind(entry >> 30); }
    static qsizetype valueOf(Entry entry) { return qsizetype(entry & 0x3fffffffu); }
    void appendText(Kind kind, QString &whole, QStringView text);
    void addReader(class LogReader *reader);
    void removeReader(class LogReader *reader);
    void notify();

    MessageId m_message;
    QString m_content, m_thinking;
    const qsizetype m_contentStart, m_thinkingStart;
    std::vector<Entry> m_entries; ///< event n is entry n − 1
    std::vector<AnswerEventData> m_others;
    std::vector<class LogReader *> m_readers; ///< nullptr where one left during notify()
    std::function<void(bool)> m_followedHandler;
    int m_readerCount = 0;
    bool m_notifying = false;
    bool m_ended = false;
};

} // namespace lokal
