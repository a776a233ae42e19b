#include "ui/firstrun/enginewatch.h"

#include "ui/common/answered.h"
#include "ui/common/errortext.h"
#include "ui/firstrun/engineoutcome.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int pauseSeconds = 2;

} // namespace

EngineWatch::EngineWatch(Models &models, QObject *parent)
    : QObject(parent)
    , m_models(models)
{
    connect(&m_pause, &Countdown::ticked, this, [this](int left) {
        if (left == 0)
            askNow();
        Q_EMIT changed();
    });
    connect(&models, &Models::engineStatusChanged, this, [this](const EngineStatus &status) {
        if (m_on && !m_testing)
            take(status);
    });
    connect(&models, &Models::modelsChanged, this, [this] {
        if (m_on && !m_testing && m_status.condition == EngineCondition::Ready)
            askModels();
    });
}

void EngineWatch::setOn(bool on)
{
    m_on = on;
    if (on)
        askNow();
    else
        m_pause.stop();
}

void EngineWatch::askNow()
{
    if (m_asking || m_testing)
        return;
    m_asking = true;
    m_pause.stop();
    whenAnswered(m_models.probe(), this, [this](const Result<EngineStatus> &status) {
        m_asking = false;
        if (!m_on || m_testing)
            return;
        if (status)
            take(*status);
        else
            askLater();
    });
}

void EngineWatch::take(const EngineStatus &status)
{
    m_status = status;
    if (status.condition == EngineCondition::Ready)
        return askModels();
    m_found.clear();
    askLater();
    Q_EMIT changed();
}

void EngineWatch::askModels()
{
    whenAnswered(m_models.list({}), this, [this](const Result<QList<Model>> &models) {
        m_listFailed = !models;
        m_found = models ? *models : QList<Model>();
        if (m_found.isEmpty())
            askLater();
        else
            m_pause.stop();
        Q_EMIT changed();
    });
}

void EngineWatch::askLater()
{
    if (m_on && !m_pause.isRunning())
        m_pause.start(pauseSeconds);
}

void EngineWatch::tryAddress(const QString &address)
{
    if (m_testing)
        return;
    m_testing = true;
    m_pause.stop();
    whenAnswered(m_models.setEngineAddress(address), this,
                 [this, before = m_status.address](const Result<EngineStatus> &result) {
                     addressTried(before, result);
                 });
}

void EngineWatch::addressTried(const QString &before, const Result<EngineStatus> &result)
{
    m_testing = false;
    if (result && result->condition == EngineCondition::Ready) {
        Q_EMIT tested(*result, {});
        take(*result);
        return;
    }
    const bool isNoAddress = !result && result.error().code == ErrorCode::InvalidField;
    const QString problem = result ? EngineOutcome::reason(*result)
        : isNoAddress              ? tr("that is no address")
                                   : errorText(result.error()).title;
    Q_EMIT tested(result ? *result : EngineStatus {}, problem);
    if (result && !before.isEmpty())
        m_models.setEngineAddress(before);
    askLater();
}

} // namespace lokal::ui
