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
    , m_banner(new Banner(theme))
    , m_again(m_banner->addButton(tr("Try again")))
    , m_settings(m_banner->addButton(tr("Engine settings")))
{
    setObjectName(u"engineBanner"_s);
    m_again->setObjectName(u"bannerAgain"_s);
    m_settings->setObjectName(u"bannerSettings"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_banner);
    hide();
    connect(m_again, &QPushButton::clicked, this, &EngineBanner::probe);
    connect(m_settings, &QPushButton::clicked, this, &EngineBanner::engineRequested);
    if (backend.isReadOnly) {
        m_banner->setOffered(m_settings, false);
        showMessage(
            { u"lock"_s, tr("The data can only be read"),
              tr("Chats can be read, not continued. Make the folder writable and start Lokal "
                 "again."),
              false });
        return;
    }
    connect(
        &backend.models, &Models::engineStatusChanged, this,
        [this](const EngineStatus &status) { showStatus(status); }, Qt::QueuedConnection);
    whenAnswered(backend.models.engineStatus(), this, [this](const Result<EngineStatus> &status) {
        if (status)
            showStatus(*status);
    });
}

/// Without a sentence there is nothing to say.
EngineBanner::Message EngineBanner::messageFor(const EngineStatus &status)
{
    switch (status.condition) {
    case EngineCondition::Unreachable:
        return { u"plug"_s, tr("Ollama is not reachable"),
                 tr("Your chats stay readable. Lokal tries again by itself."), true };
    case EngineCondition::TooOld:
        return { u"warning"_s, tr("This Ollama is too old"),
                 tr("Version %1 answers; a newer one is needed.").arg(visibleText(status.version)),
                 true };
    case EngineCondition::NotAnEngine:
        return { u"warning"_s, tr("What answers there is not Ollama"), visibleText(status.address),
                 true };
    case EngineCondition::Ready:
        if (status.isDemo)
            return { u"info"_s, tr("This is the demo engine"),
                     tr("Its answers are made up, there is no AI in it."), false };
        if (status.outdated)
            return { u"warning"_s, tr("This Ollama is outdated"),
                     tr("It may cut long chats without saying so. Version 0.12.4 or newer does "
                        "not."),
                     false };
        break;
    case EngineCondition::Unknown:
        break;
    }
    return {};
}

void EngineBanner::showStatus(const EngineStatus &status)
{
    const Message message = messageFor(status);
    if (message.sentence.isEmpty())
        return hide();
    showMessage(message);
}

void EngineBanner::showMessage(const Message &message)
{
    m_banner->setMessage(message.icon, message.sentence, message.remark);
    m_banner->setOffered(m_again, message.canProbe);
    show();
}

void EngineBanner::probe()
{
    if (m_probing)
        return;
    // It stays enabled: a button that is disabled loses the focus.
    m_probing = true;
    m_again->setText(tr("Trying…"));
    whenAnswered(m_backend.models.probe(), this, [this](const Result<EngineStatus> &status) {
        m_probing = false;
        m_again->setText(tr("Try again"));
        if (status)
            showStatus(*status);
    });
}

} // namespace lokal::ui
