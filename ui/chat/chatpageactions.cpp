// What a ChatPage does to single messages.
#include "ui/chat/chatpage.h"
#include "ui/chat/curltext.h"
#include "ui/chat/linkpopup.h"
#include "ui/chat/statisticscard.h"
#include "ui/chat/undotoast.h"
#include "ui/common/answered.h"
#include "ui/transcript/transcriptview.h"

#include <QCursor>

using namespace Qt::StringLiterals;

namespace lokal::ui {

/// Why no answer can be begun now, for a notice or a tooltip; empty when one can.
QString ChatPage::whyNoRun() const
{
    if (isRunning())
        return tr("Stop the answer first.");
    return isEngineAway() ? tr("Ollama is not reachable.") : QString();
}

/// Begins an answer, or says why it cannot be.
void ChatPage::begin(const std::function<void()> &run)
{
    if (const QString reason = whyNoRun(); !reason.isEmpty())
        return showNotice(reason);
    expireToasts(window());
    run();
}

void ChatPage::onAction(MessageId id, const QString &action, const QRect &globalRect)
{
    if (action == "regenerate"_L1 || action == "answer"_L1)
        begin([this, id] { m_chat.regenerate(id); });
    else if (action == "continue"_L1)
        begin([this, id] { m_chat.continueAnswer(id); });
    else if (action == "edit"_L1)
        openEditor(id);
    else if (action == "more"_L1)
        openMessageMenu(id, globalRect);
    else if (action == "statistics"_L1)
        openStatistics(id, globalRect);
}

void ChatPage::onErrorAction(MessageId id, const QString &action)
{
    if (action == erroraction::runAgain) {
        begin([this, id] { m_chat.regenerate(id); });
    } else if (action == erroraction::continueAnswer) {
        begin([this, id] { m_chat.continueAnswer(id); });
    } else if (action == erroraction::chooseModel) {
        openModelPicker();
    } else if (action == erroraction::engine) {
        Q_EMIT engineRequested();
    } else if (action == erroraction::leaveOutOldest) {
        begin([this, id] { leaveOutOldest(id); });
    } else if (action == erroraction::editMessage) {
        if (const ChatMessage *answer = m_chat.message(id))
            openEditor(answer->parent);
    }
}

/// For this answer as an option of its own, which needs no commit before it; for later ones as a
/// setting of the chat.
void ChatPage::leaveOutOldest(MessageId id)
{
    ParameterChange options;
    options.contextStrategy = ContextStrategy::Truncate;
    m_chat.regenerate(id, options);
    chooseStrategy(ContextStrategy::Truncate);
}

void ChatPage::stepSibling(MessageId id, int by)
{
    if (isRunning())
        return showNotice(tr("Stop the answer first."));
    m_chat.stepSibling(id, by);
}

void ChatPage::openStatistics(MessageId id, const QRect &globalRect)
{
    const ChatMessage *message = m_chat.message(id);
    if (!message || !isFinal(message->state))
        return;
    StatisticsCard::CurlSource curl;
    if (!m_engine.address.isEmpty() && !message->sent.isEmpty())
        curl = [this, id](const StatisticsCard::CurlSink &take) { makeCurl(id, take); };
    auto *card = new StatisticsCard(m_theme, *message, curl, this);
    m_view->setStatisticsOpen(id.value);
    connect(card, &Popup::closed, this, [this, card] {
        m_view->setStatisticsOpen(0);
        card->deleteLater();
    });
    card->openAt(anchorAt(globalRect));
}

/// The command needs everything that the model saw, also what is not loaded yet.
void ChatPage::makeCurl(MessageId id, const std::function<void(const QString &)> &take)
{
    const ChatMessage *answer = m_chat.message(id);
    if (!answer)
        return;
    if (m_chat.hasUnloaded() && !m_chat.message(firstSeenMessage(*answer))) {
        connect(
            &m_chat, &ChatController::allLoaded, this,
            [this, id, take] {
                if (const ChatMessage *found = m_chat.message(id))
                    take(curlText(m_engine.address, *found, m_chat.messages()));
            },
            Qt::SingleShotConnection);
        return m_chat.setLoadsAll(true);
    }
    take(curlText(m_engine.address, *answer, m_chat.messages()));
}

void ChatPage::chooseStrategy(ContextStrategy strategy)
{
    ParameterChange overrides = m_chat.setup().overrides();
    overrides.contextStrategy = strategy;
    m_chat.setOverrides(overrides);
}

void ChatPage::askLink(const QString &address, const QRect &globalRect)
{
    const QRect at = globalRect.isNull() ? QRect(QCursor::pos(), QSize(1, 1)) : globalRect;
    if (!m_linkPopup) {
        m_linkPopup = new LinkPopup(m_theme, this);
        connect(m_linkPopup, &LinkPopup::openRequested, this, [this](const QUrl &url) {
            if (!m_openLink(url))
                showNotice(tr("No program could be found that opens this address."));
        });
    }
    if (!m_linkPopup->ask(address, anchorAt(at)))
        showNotice(tr("This kind of link is not opened from a chat."));
}

void ChatPage::deleteMessage(MessageId id)
{
    m_chat.hideMessage(id);
    m_deleted.insert(id, session());
    // The page may show another chat when the time is over.
    showUndoToast(
        m_theme, tr("Message deleted"), this,
        [this, id] { m_chat.removeHidden(m_deleted.take(id), id); },
        [this, id] {
            m_deleted.remove(id);
            m_chat.showHidden(id);
        });
}

void ChatPage::fork(MessageId id)
{
    whenAnswered(m_backend.sessions.fork(m_who, session(), id), this,
                 [this](const Result<ChatSession> &made) {
                     if (!made)
                         return showError(made.error());
                     Q_EMIT openRequested(made->id);
                 });
}

} // namespace lokal::ui
