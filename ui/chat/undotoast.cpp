#include "ui/chat/undotoast.h"

#include "ui/chat/composer.h"
#include "ui/common/button.h"
#include "ui/common/notice.h"

namespace lokal::ui {

void expireToasts(QWidget *window)
{
    const auto toasts = window->findChildren<Toast *>(QString(), Qt::FindDirectChildrenOnly);
    for (Toast *toast : toasts)
        toast->expireNow();
}

void showUndoToast(const Theme &theme, const QString &text, QWidget *context,
                   std::function<void()> deed, std::function<void()> undo)
{
    expireToasts(context->window());
    auto *toast = new Toast(theme, text, context->window());
    QObject::connect(toast, &Toast::expired, context, std::move(deed));
    QObject::connect(toast, &Toast::undone, context, std::move(undo));
    toast->floatAbove(context->window()->findChild<Composer *>());
    toast->start();
}

} // namespace lokal::ui
