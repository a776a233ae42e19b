#include "ui/shell/pages.h"

#include "ui/configs/configspage.h"
#include "ui/configs/modelpicker.h"
#include "ui/firstrun/firstrunpage.h"

namespace lokal::ui {

void openModelPicker(const Backend &backend, Theme &theme, const Principal &who, QWidget *anchor,
                     QObject *owner, const PickerCalls &calls)
{
    auto *picker = new ModelPicker(backend, theme, who, anchor->window());
    QObject::connect(picker, &ModelPicker::modelChosen, owner, calls.modelChosen);
    QObject::connect(picker, &ModelPicker::configChosen, owner, calls.configChosen);
    QObject::connect(picker, &ModelPicker::manageConfigs, owner, calls.manageConfigs);
    QObject::connect(picker, &Popup::closed, picker, &QObject::deleteLater);
    picker->setCurrentModel(calls.currentModel);
    picker->openAbove(anchor);
}

QWidget *makeConfigsPage(const Backend &backend, Theme &theme, const Principal &who,
                         QWidget *parent, const std::function<void()> &closed)
{
    auto *page = new ConfigsPage(backend, theme, who, parent);
    QObject::connect(page, &ConfigsPage::closed, parent, closed);
    return page;
}

void openConfigOn(QWidget *configsPage, ConfigId config)
{
    if (auto *page = qobject_cast<ConfigsPage *>(configsPage))
        page->openConfig(config);
}

void goBackOn(QWidget *configsPage)
{
    if (auto *page = qobject_cast<ConfigsPage *>(configsPage))
        page->goBack();
}

bool hasUnsaved(const QWidget *configsPage)
{
    const auto *page = qobject_cast<const ConfigsPage *>(configsPage);
    return page && !page->isSaved();
}

void leaveConfigsThen(QWidget *configsPage, const std::function<void()> &next)
{
    if (auto *page = qobject_cast<ConfigsPage *>(configsPage))
        page->leaveThen(next);
}

QWidget *makeEnginePage(const Backend &backend, Theme &theme, EngineVisit visit, QWidget *parent,
                        const std::function<void()> &finished)
{
    using Kind = FirstRunPage::Kind;
    auto *page = new FirstRunPage(
        backend, theme, visit == EngineVisit::FirstRun ? Kind::FirstRun : Kind::Settings, parent);
    QObject::connect(page, &FirstRunPage::finished, parent, finished);
    if (backend.rememberEngineAddress)
        QObject::connect(page, &FirstRunPage::addressChosen, parent, backend.rememberEngineAddress);
    return page;
}

} // namespace lokal::ui
