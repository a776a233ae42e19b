// The least that a Qt program with a window costs; what the real one is measured against.
#include "app/desktop/firstpaint.h"

#include <QApplication>
#include <QWidget>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QWidget window;
    window.resize(1280, 820);
    lokal::app::announceFirstPaint(window);
    window.show();
    return QApplication::exec();
}
