#include "core/ollama/ollamageneration.h"

#include "core/ollama/ollamarequestbuilder.h"

#include <QHostAddress>
#include <QNetworkReply>
#include <QPointer>

#include <utility>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qsizetype maximumErrorBody = 64 << 10;
constexpr std::chrono::seconds endOfBodyComesWithin { 1 };
constexpr qint64 receivedUnbounded = 1 << 20; ///< more than nearly every answer takes

/// Head and body of so many bytes leave in one write. Qt leaves Nagle's algorithm on, by which the
/// second write waits for the acknowledgement of the first: 40 ms on a connection that was used
/// before. On a new one the kernel acknowledges the first packets at once.
constexpr qsizetype mostInOneWrite = 15 << 10;

/// Elsewhere a box on the way may forget an idle connection without a word, and the next question
/// would wait for nothing.
bool mayKeepConnection(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

/// Lets the end of a body come whose content is complete, so that the next request finds the
/// connection open; not for ever. The lane counts as used until then.
void endLater(QNetworkReply *reply, const std::shared_ptr<StreamLane> &lane)
{
    QObject::connect(reply, &QNetworkReply::readyRead, reply, [reply] { reply->readAll(); });
    QObject::connect(reply, &QNetworkReply::finished, reply,
                     [reply, lane] { reply->deleteLater(); });
    QTimer::singleShot(endOfBodyComesWithin, reply, [reply] { reply->abort(); });
}

} // namespace

OllamaGeneration::OllamaGeneration(std::shared_ptr<StreamLane> lane, const QNetworkRequest &post,
                                   const GenerationRequest &request, const Limits &limits,
                                   qsizetype maximumLine)
    : m_lane(std::move(lane))
    , m_post(post)
    , m_request(request)
    , m_context { request.model, request.parameters.numCtx }
    , m_limits(limits)
    , m_answer(m_context, maximumLine)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OllamaGeneration::timedOut);
    send();
}

void OllamaGeneration::send()
{
    const QByteArray body = ollamaRequest(m_request).body;
    QNetworkRequest post = m_post;
    if (body.size() > mostInOneWrite)
        OllamaNetwork::useNewConnection(post, *m_lane);
    m_reply = m_lane->manager->post(post, body);
    connect(m_reply, &QNetworkReply::requestSent, this, &OllamaGeneration::connected);
    // Images make a long upload; its first byte shows that somebody is there.
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 sentBytes) {
        if (sentBytes > 0 && m_phase == Phase::Connecting)
            connected();
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &OllamaGeneration::headCame);
    connect(m_reply, &QNetworkReply::readyRead, this, &OllamaGeneration::read);
    connect(m_reply, &QNetworkReply::finished, this, &OllamaGeneration::ended);
    wait(m_limits.connectTimeout);
}

OllamaGeneration::~OllamaGeneration()
{
    close();
    if (m_reply)
        m_reply->deleteLater(); // not at once: this may happen inside one of its signals
}

void OllamaGeneration::cancel()
{
    if (m_phase == Phase::Over)
        return;
    close();
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT failed(makeError(ErrorCode::Cancelled)); }, Qt::QueuedConnection);
}

void OllamaGeneration::connected()
{
    if (m_phase != Phase::Connecting)
        return;
    m_phase = Phase::Waiting;
    wait(m_limits.firstTokenTimeout);
    Q_EMIT sentToEngine();
}

void OllamaGeneration::headCame()
{
    const bool isNews = m_phase == Phase::Connecting || m_phase == Phase::Waiting;
    if (!isNews || status() == 200 || status() == 0)
        return;
    m_phase = Phase::Refused;
    wait(m_limits.refusalTimeout);
}

void OllamaGeneration::read()
{
    if (m_phase == Phase::Over)
        return;
    if (status() == 200) {
        const QByteArray bytes = m_reply->readAll();
        boundReadAhead(bytes.size());
        m_answer.feed(bytes);
        readParts();
        return;
    }
    m_errorBody += m_reply->readAll();
    if (m_errorBody.size() > maximumErrorBody)
        end(ollamaErrorFromAnswer(status(), m_errorBody.first(maximumErrorBody), m_context));
}

/// Not from the start: with a bound Qt wakes its thread once more for every token.
void OllamaGeneration::boundReadAhead(qsizetype bytes)
{
    m_received += bytes;
    if (m_received > receivedUnbounded && m_reply->readBufferSize() == 0)
        m_reply->setReadBufferSize(readAheadBytes);
}

void OllamaGeneration::readParts()
{
    const QPointer<OllamaGeneration> self(this); // a listener may cancel or destroy us
    while (self && m_phase != Phase::Over) {
        const auto part = m_answer.takePart();
        if (!part)
            return;
        if (m_phase == Phase::Answering) {
            m_sinceHeard.restart();
        } else {
            m_phase = Phase::Answering;
            m_request.messages.clear();
            wait(m_limits.tokenTimeout);
        }
        passOn(*part);
    }
}

void OllamaGeneration::ended()
{
    const QPointer<OllamaGeneration> self(this);
    if (m_reply->bytesAvailable() > 0)
        read();
    if (!self || m_phase == Phase::Over)
        return;
    if (status() == 0) {
        end(ollamaErrorFromNetwork(*m_reply, m_phase != Phase::Connecting));
    } else if (status() != 200) {
        const Error refusal = ollamaErrorFromAnswer(status(), m_errorBody, m_context);
        if (const auto weaker = weakerThink(refusal))
            repeatWith(*weaker);
        else
            end(refusal);
    } else if (m_reply->error() != QNetworkReply::NoError) {
        end(makeError(ErrorCode::EngineError,
                      u"the connection was lost: %1"_s.arg(m_reply->errorString())));
    } else {
        passOn(m_answer.close());
    }
}

/// What to ask for instead, when the refusal is about thinking: older versions do not know the
/// highest level, or none, and a model may not think at all.
std::optional<Think> OllamaGeneration::weakerThink(const Error &refusal)
{
    const Think asked = m_request.parameters.think;
    const bool isAsked = asked != Think::ModelDefault && asked != Think::Off;
    if (m_isRepeated || !isAsked || status() != 400
        || !refusal.detail.contains("think"_L1, Qt::CaseInsensitive))
        return std::nullopt;
    if (refusal.code == ErrorCode::CapabilityMissing || asked == Think::On)
        return Think::ModelDefault;
    return asked == Think::Max ? Think::High : Think::On;
}

void OllamaGeneration::repeatWith(Think think)
{
    m_isRepeated = true;
    m_request.parameters.think = think;
    m_reply->disconnect(this);
    m_reply->deleteLater();
    m_errorBody.clear();
    m_status = 0;
    m_phase = Phase::Connecting;
    send();
    Q_EMIT thinkReduced(think);
}

/// 0 before the head of the answer came.
int OllamaGeneration::status()
{
    if (m_status == 0)
        m_status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return m_status;
}

void OllamaGeneration::wait(std::chrono::milliseconds atMost)
{
    m_silence = atMost;
    m_sinceHeard.start();
    m_timer.start(atMost);
}

void OllamaGeneration::timedOut()
{
    const std::chrono::milliseconds left
        = m_silence - std::chrono::milliseconds(m_sinceHeard.elapsed());
    if (left > std::chrono::milliseconds(0))
        return m_timer.start(left);
    switch (m_phase) {
    case Phase::Connecting:
        return end(makeError(ErrorCode::EngineUnreachable, u"no connection in time"_s));
    case Phase::Waiting:
        return end(makeError(ErrorCode::EngineTimeout, u"no first token in time"_s));
    case Phase::Answering:
        return end(makeError(ErrorCode::EngineTimeout, u"no further token in time"_s));
    case Phase::Refused:
        return end(ollamaErrorFromAnswer(status(), m_errorBody, m_context));
    case Phase::Over:
        return;
    }
}

void OllamaGeneration::passOn(const AnswerPart &part)
{
    const QPointer<OllamaGeneration> self(this);
    if (!part.thinking.isEmpty())
        Q_EMIT thinking(part.thinking);
    if (self && m_phase != Phase::Over && !part.text.isEmpty())
        Q_EMIT text(part.text);
    if (self && m_phase != Phase::Over && part.outcome)
        end(*part.outcome);
}

void OllamaGeneration::end(const AnswerOutcome &outcome)
{
    if (std::holds_alternative<GenerationEnd>(outcome) && m_reply->isRunning()
        && mayKeepConnection(m_reply->url())) {
        m_reply->disconnect(this);
        endLater(std::exchange(m_reply, nullptr), m_lane);
    }
    close();
    if (const auto *error = std::get_if<Error>(&outcome))
        Q_EMIT failed(*error);
    else
        Q_EMIT finished(std::get<GenerationEnd>(outcome));
}

/// From here on nothing is heard any more.
void OllamaGeneration::close()
{
    m_phase = Phase::Over;
    m_timer.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    if (m_reply->isRunning())
        m_reply->abort();
}

} // namespace lokal
