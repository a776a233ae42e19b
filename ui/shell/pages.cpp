#include "ui/shell/pages.h"

#include "ui/common/answered.h"
#include "ui/common/menupopup.h"

#if __has_include("ui/configs/modelpicker.h")
#include "ui/configs/modelpicker.h"
#define LOKAL_HAS_MODELPICKER
#endif
#if __has_include("ui/configs/configspage.h")
#include "ui/configs/configspage.h"
#define LOKAL_HAS_CONFIGSPAGE
#endif
#if __has_include("ui/firstrun/firstrunpage.h")
#include "ui/firstrun/firstrunpage.h"
#define LOKAL_HAS_FIRSTRUN
#endif

using namespace Qt::StringLiterals;

namespace lokal::ui {

#ifdef LOKAL_HAS_MODELPICKER
void openModelPicker(const Backend &backend, Theme &theme, const Principal &who, QWidget *anchor, QObject *owner,
                     const PickerCalls &calls)
{
    auto *picker = new ModelPicker(backend, theme, who, anchor->window());
    QObject::connect(picker, &ModelPicker::modelChosen, owner, calls.modelChosen);
    QObject::connect(picker, &ModelPicker::configChosen, owner, calls.configChosen);
    QObject::connect(picker, &ModelPicker::manageConfigs, owner, calls.manageConfigs);
    QObject::connect(picker, &Popup::closed, picker, &QObject::deleteLater);
    picker->setCurrentModel(calls.currentModel);
    picker->openAbove(anchor);
}
#else
void openModelPicker(const Backend &backend, Theme &theme, const Principal &who, QWidget *anchor, QObject *owner,
                     const PickerCalls &calls)
{
    whenAnswered(backend.models.list(who), anchor, [&theme, anchor, owner, calls](const Result<QList<Model>> &models) {
        auto *menu = new MenuPopup(theme, anchor->window());
        menu->setLeastCardWidth(260);
        QObject::connect(menu, &Popup::closed, menu, &QObject::deleteLater);
        for (const Model &model : models ? *models : QList<Model>()) {
            MenuRow *row = menu->addRow(u"box"_s, model.name);
            row->setTicked(model.name == calls.currentModel);
            QObject::connect(row, &QPushButton::clicked, owner, [calls, name = model.name] { calls.modelChosen(name); });
        }
        menu->openAt(anchor, Popup::Side::Above, Popup::Edge::Right);
    });
}
#endif

#ifdef LOKAL_HAS_CONFIGSPAGE
QWidget *makeConfigsPage(const Backend &backend, Theme &theme, const Principal &who, QWidget *parent,
                         const std::function<void()> &closed)
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
#else
QWidget *makeConfigsPage(const Backend &, Theme &, const Principal &, QWidget *, const std::function<void()> &)
{
    return nullptr;
}

void openConfigOn(QWidget *, ConfigId)
{
}
#endif

#ifdef LOKAL_HAS_FIRSTRUN
QWidget *makeFirstRunPage(const Backend &backend, Theme &theme, QWidget *parent, const std::function<void()> &finished,
                          const std::function<void()> &demoChosen)
{
    auto *page = new FirstRunPage(backend, theme, parent);
    QObject::connect(page, &FirstRunPage::finished, parent, finished);
    QObject::connect(page, &FirstRunPage::demoChosen, parent, demoChosen);
    return page;
}
#else
QWidget *makeFirstRunPage(const Backend &, Theme &, QWidget *, const std::function<void()> &, const std::function<void()> &)
{
    return nullptr;
}
#endif

} // namespace lokal::ui
