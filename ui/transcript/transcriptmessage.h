#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QVector>

namespace lokal::ui {

/// What happens before the first token: "Loading qwen3:8b…" and one sentence below it.
struct PhaseLine
{
    QString title; ///< empty: no phase to show
    QString explanation;
    QDateTime sinceUtc; ///< the running seconds count from here; invalid: none are shown
    bool operator==(const PhaseLine &) const = default;
};

/// A button of the error card; the id comes back in TranscriptView::errorActionTriggered.
struct ErrorAction
{
    QString id;
    QString label;
    QString icon; ///< name of a theme icon, may be empty
    bool runs = false; ///< begins an answer: not possible at any time
    bool operator==(const ErrorAction &) const = default;
};

/// What went wrong with a turn, in words; all plain text.
struct ErrorCard
{
    QString title; ///< empty: no card
    QString cause;
    QString detail; ///< shown folded, in a fixed-width font
    QVector<ErrorAction> actions; ///< the first is the primary one
    bool operator==(const ErrorCard &) const = default;
};

/// One message as the transcript shows it. A plain value; TranscriptView keeps copies.
struct TranscriptMessage
{
    enum class Role : quint8
    {
        User,
        Assistant,
        System
    };
    enum class State : quint8
    {
        Pending,
        Streaming,
        Complete,
        Stopped,
        Error,
        Interrupted
    };

    qint64 id = 0;
    Role role = Role::User;
    State state = State::Complete;
    bool visibleToModel = true; ///< false: drawn dimmed
    QByteArray source; ///< UTF-8; Markdown for assistants, plain text for all others
    QByteArray thinking; ///< UTF-8, plain text
    double thinkingSeconds = 0; ///< 0: not known
    PhaseLine phase;
    ErrorCard error;
    QString meta; ///< "model · tokens · tok/s · s"
    int siblingIndex = 0; ///< from 0
    int siblingCount = 1;
    bool canContinue = false; ///< an answer that was cut off
    QDateTime createdAtUtc;
    QStringList attachments; ///< file names and image captions

    bool isOpen() const { return state == State::Pending || state == State::Streaming; }
    bool operator==(const TranscriptMessage &) const = default;
};

} // namespace lokal::ui
