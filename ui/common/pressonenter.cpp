#include "ui/common/pressonenter.h"

#include <QAbstractButton>
#include <QKeyEvent>

namespace lokal::ui {
namespace {

class EnterFilter final : public QObject
{
public:
    explicit EnterFilter(QAbstractButton *button)
        : QObject(button)
        , m_button(button)
    {
        button->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::KeyPress)
            return QObject::eventFilter(watched, event);
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
            return QObject::eventFilter(watched, event);
        if (!key->isAutoRepeat())
            m_button->click();
        return true;
    }

private:
    QAbstractButton *m_button;
};

} // namespace

void pressOnEnter(QAbstractButton *button)
{
    new EnterFilter(button);
}

} // namespace lokal::ui
