#include "core/ollama/ollamacall.h"

#include "core/ollama/ollamanetwork.h"

#include <QNetworkReply>

#include <utility>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qsizetype maximumBody = qsizetype(32) << 20; // /api/show lists every tensor of a model

} // namespace

OllamaCall::OllamaCall(QNetworkReply *reply, const Waiting &waiting, OllamaErrorContext context,
                       Callback done, QObject *parent)
    : QObject(parent)
    , m_reply(reply)
    , m_waiting(waiting)
    , m_context(std::move(context))
    , m_done(std::move(done))
{
    reply->setReadBufferSize(readAheadBytes);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OllamaCall::timedOut);
    connect(reply, &QNetworkReply::requestSent, this, &OllamaCall::connected);
    connect(reply, &QNetworkReply::readyRead, this, &OllamaCall::read);
    connect(reply, &QNetworkReply::finished, this, &OllamaCall::ended);
    m_timer.start(m_waiting.connect);
}

OllamaCall::~OllamaCall()
{
    finish(makeError(ErrorCode::Cancelled));
    m_reply->deleteLater();
}

void OllamaCall::connected()
{
    if (std::exchange(m_isConnected, true))
        return;
    m_timer.start(m_waiting.answer);
}

void OllamaCall::read()
{
    m_body += m_reply->readAll();
    if (m_body.size() > maximumBody)
        finish(makeError(ErrorCode::EngineProtocol, u"the answer is too long"_s));
}

void OllamaCall::ended()
{
    m_body += m_reply->readAll();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return finish(ollamaErrorFromNetwork(*m_reply, m_isConnected));
    if (status != 200)
        return finish(ollamaErrorFromAnswer(status, m_body, m_context));
    if (m_reply->error() != QNetworkReply::NoError)
        return finish(makeError(ErrorCode::EngineError, m_reply->errorString()));
    finish(m_body);
}

void OllamaCall::timedOut()
{
    if (m_isConnected)
        finish(makeError(ErrorCode::EngineTimeout, u"no whole answer in time"_s));
    else
        finish(makeError(ErrorCode::EngineUnreachable, u"no connection in time"_s));
}

void OllamaCall::finish(Result<QByteArray> result)
{
    if (!m_done)
        return;
    m_timer.stop();
    m_reply->disconnect(this);
    if (m_reply->isRunning())
        m_reply->abort();
    deleteLater();
    std::exchange(m_done, nullptr)(std::move(result));
}

} // namespace lokal
