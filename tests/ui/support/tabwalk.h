#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QStringList>
#include <QTest>
#include <QWidget>
#include <QWindow>

namespace lokal::test {

/// Presses Tab in @p window until it comes round. Every visible, enabled widget that takes the
/// focus by Tab has to be met exactly once; what was missed or met twice is returned, so empty is
/// right. Of a group of radio buttons only the chosen one is a stop.
inline QStringList tabProblems(QWidget &window)
{
    const auto nameOf = [](const QWidget *widget) {
        return QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()),
                                           widget->objectName());
    };
    const auto isStop = [&window](const QWidget *widget) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isOtherChoice = button && button->autoExclusive() && !button->isChecked();
        return (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus
            && widget->isVisibleTo(&window) && widget->isEnabled() && !widget->focusProxy()
            && !isOtherChoice;
    };
    QList<QWidget *> missing;
    const auto children = window.findChildren<QWidget *>();
    for (QWidget *widget : children) {
        if (isStop(widget))
            missing.append(widget);
    }
    if (missing.isEmpty())
        return {};
    QStringList problems;
    missing.first()->setFocus(Qt::TabFocusReason);
    const QWidget *start = QApplication::focusWidget();
    for (qsizetype most = missing.size() + 10; most > 0; --most) {
        QWidget *now = QApplication::focusWidget();
        if (!missing.removeOne(now))
            problems.append(QStringLiteral("again or no stop: ")
                            + (now ? nameOf(now) : QStringLiteral("nothing")));
        QTest::keyClick(window.windowHandle(), Qt::Key_Tab);
        if (QApplication::focusWidget() == start)
            break;
    }
    for (const QWidget *widget : std::as_const(missing))
        problems.append(QStringLiteral("never reached: ") + nameOf(widget));
    return problems;
}

} // namespace lokal::test
