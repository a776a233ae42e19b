#include "ui/theme/focusring.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <cmath>

using namespace lokal::ui;
using namespace Qt::StringLiterals;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

/// Contrast ratio after WCAG 2.
double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (qMax(la, lb) + 0.05) / (qMin(la, lb) + 0.05);
}

struct Pair
{
    const char *name;
    QColor ink;
    QColor ground;
};

QList<Pair> textPairs(const Tokens &t)
{
    QList<Pair> pairs;
    for (const QColor &ground : { t.window, t.sidebar, t.surface, t.raised }) {
        pairs << Pair { "text", t.text, ground } << Pair { "text2", t.text2, ground }
              << Pair { "text3", t.text3, ground } << Pair { "link", t.link, ground }
              << Pair { "ok", t.ok, ground } << Pair { "warn", t.warn, ground }
              << Pair { "danger", t.danger, ground } << Pair { "accent", t.accent, ground };
    }
    pairs << Pair { "accentText", t.accentText, t.accent }
          << Pair { "chip", t.accent, t.accentSoft } << Pair { "bubble", t.text, t.userBubble }
          << Pair { "hover", t.text2, t.hover } << Pair { "row", t.text, t.selectedRow }
          << Pair { "lifted", t.text, t.lifted } << Pair { "field", t.text3, t.field }
          << Pair { "table head", t.text, t.codeHead } << Pair { "inline", t.text, t.inlineBg }
          << Pair { "warnSoft", t.warn, t.warnSoft } << Pair { "banner", t.text2, t.warnSoft }
          << Pair { "dangerSoft", t.danger, t.dangerSoft }
          << Pair { "selected", t.text, t.selection } << Pair { "find", t.text, t.find };
    for (const QColor &ink :
         { t.text, t.synKeyword, t.synType, t.synString, t.synNumber, t.synComment, t.synFunction })
        pairs << Pair { "code", ink, t.codeBg };
    return pairs;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_theme = new Theme(this);
        m_theme->setScheme(ColorScheme::Light);
        m_theme->apply(*qApp);
    }

    void everyTextIsReadable_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void everyTextIsReadable()
    {
        QFETCH(bool, dark);
        for (const Pair &pair : textPairs(dark ? darkTokens() : lightTokens())) {
            const double ratio = contrast(pair.ink, pair.ground);
            QVERIFY2(
                ratio >= 4.5,
                qPrintable(u"%1 on %2: %3"_s.arg(QLatin1StringView(pair.name), pair.ground.name())
                               .arg(ratio)));
        }
    }

    void controlsAreVisibleWithoutText()
    {
        for (const Tokens &t : { lightTokens(), darkTokens() }) {
            QVERIFY(contrast(t.control, t.window) >= 3.0);
            QVERIFY(contrast(t.accent, t.window) >= 3.0);
            QVERIFY(contrast(t.warnFill, t.window) >= 3.0);
            // Disabled text is exempt from the 4.5; it is still meant to be read.
            QVERIFY(contrast(t.text3, t.inlineBg) >= 4.4);
        }
    }

    void schemeChangesColoursAndTells()
    {
        QSignalSpy changed(m_theme, &Theme::changed);
        m_theme->setScheme(ColorScheme::Dark);
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_theme->isDark());
        QCOMPARE(m_theme->tokens().window, QColor(0x1B, 0x1B, 0x1A));
        QCOMPARE(qApp->palette().color(QPalette::Window), m_theme->tokens().window);
        m_theme->setScheme(ColorScheme::Light);
        QCOMPARE(changed.count(), 2);
        m_theme->setScheme(ColorScheme::Light);
        QCOMPARE(changed.count(), 2);
    }

    void factorScalesLengthsFontsAndSheet()
    {
        m_theme->setFactor(2.0);
        QCOMPARE(m_theme->px(10), 20);
        QCOMPARE(m_theme->textFont(15).pixelSize(), 30);
        QVERIFY(styleSheetFor(*m_theme).contains("border-radius: 20px"_L1));
        QVERIFY2(styleSheetFor(*m_theme).contains("border: 1px solid"_L1), "hairlines stay thin");
        m_theme->setFactor(9);
        QCOMPARE(m_theme->factor(), 2.0);
        m_theme->setFactor(1.0);
    }

    void sheetHasNoUnfilledPlaceholder() { QVERIFY(!styleSheetFor(*m_theme).contains(u'@')); }

    void everyIconDraws()
    {
        QVERIFY(iconNames().size() > 60);
        for (const QString &name : iconNames()) {
            const QImage image = renderIcon(name, Qt::red, QSize(24, 24), 2.0)
                                     .toImage()
                                     .convertToFormat(QImage::Format_ARGB32);
            QCOMPARE(image.size(), QSize(48, 48));
            int inked = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    inked += qAlpha(image.pixel(x, y)) > 128 && qRed(image.pixel(x, y)) > 200;
            QVERIFY2(inked > 40, qPrintable(name));
        }
        QVERIFY(!hasIcon(u"no such icon"_s));
    }

    void ringShowsForKeyboardFocusOnly()
    {
        QWidget window;
        QVBoxLayout layout(&window);
        layout.setContentsMargins(20, 20, 20, 20);
        QPushButton first;
        QPushButton second;
        setFocusRadius(&first, 10);
        setFocusRadius(&second, 10);
        layout.addWidget(&first);
        layout.addWidget(&second);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));

        QTest::mouseClick(&first, Qt::LeftButton);
        QVERIFY(!ringIn(window));
        QTest::keyClick(&first, Qt::Key_Tab);
        QVERIFY(second.hasFocus());
        QVERIFY(ringIn(window));
        QCOMPARE(ringIn(window)->geometry(), second.geometry().adjusted(-4, -4, 4, 4));
        window.resize(400, 300);
        QTRY_COMPARE(ringIn(window)->geometry(), second.geometry().adjusted(-4, -4, 4, 4));
        QTest::mouseClick(&second, Qt::LeftButton);
        QVERIFY(!ringIn(window));
    }

private:
    static FocusRing *ringIn(const QWidget &window)
    {
        auto *ring = window.findChild<FocusRing *>();
        return ring && ring->isVisible() ? ring : nullptr;
    }

    Theme *m_theme = nullptr;
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
