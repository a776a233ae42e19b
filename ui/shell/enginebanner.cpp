#include "ui/shell/enginebanner.h"

#include "ui/common/answered.h"
#include "ui/common/button.h"
#include "ui/common/notice.h"
#include "ui/common/visibletext.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

EngineBanner::EngineBanner(const Backend &backend, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"engineBanner"_s);
    m_column->setContentsMargins(0, 0, 0, 0);
    hide();
    connect(
        &backend.models, &Models::engineStatusChanged, this,
        [this](const EngineStatus &status) { showStatus(status); }, Qt::QueuedConnection);
    whenAnswered(backend.models.engineStatus(), this, [this](const Result<EngineStatus> &status) {
        if (status)
            showStatus(*status);
    });
}

void EngineBanner::showStatus(const EngineStatus &status)
{
    m_status = status;
    switch (status.condition) {
    case EngineCondition::Unreachable:
        return showMessage(u"plug"_s, tr("Ollama is not reachable"),
                           tr("Your chats stay readable. It is tried again by itself."), true);
    case EngineCondition::TooOld:
        return showMessage(
            u"warning"_s, tr("This Ollama is too old"),
            tr("Version %1 answers; a newer one is needed.").arg(visibleText(status.version)),
            true);
    case EngineCondition::NotAnEngine:
        return showMessage(u"warning"_s, tr("What answers there is not Ollama"),
                           visibleText(status.address), true);
    case EngineCondition::Ready:
        if (status.isDemo)
            return showMessage(u"info"_s, tr("This is the demo engine"),
                               tr("Its answers are made up, there is no AI in it."), false);
        if (status.outdated)
            return showMessage(
                u"warning"_s, tr("This Ollama is outdated"),
                tr("It may cut long chats without saying so. Version 0.12.4 or newer does not."),
                false);
        break;
    case EngineCondition::Unknown:
        break;
    }
    hide();
}

void EngineBanner::showMessage(const QString &icon, const QString &sentence, const QString &remark,
                               bool canProbe)
{
    // deleteLater: the old one's button may be what asked.
    if (m_banner) {
        m_banner->hide();
        m_banner->deleteLater();
    }
    m_banner = new Banner(m_theme);
    m_banner->setMessage(icon, sentence, remark);
    if (canProbe) {
        connect(m_banner->addButton(tr("Try again")), &QPushButton::clicked, this, [this] {
            whenAnswered(m_backend.models.probe(), this,
                         [this](const Result<EngineStatus> &status) {
                             if (status)
                                 showStatus(*status);
                         });
        });
    }
    connect(m_banner->addButton(tr("Engine settings")), &QPushButton::clicked, this,
            &EngineBanner::engineRequested);
    m_column->addWidget(m_banner);
    show();
}

} // namespace lokal::ui
