#include "ui/common/button.h"
#include "ui/common/checkbox.h"
#include "ui/common/chiplist.h"
#include "ui/common/commandline.h"
#include "ui/common/iconbutton.h"
#include "ui/common/label.h"
#include "ui/common/linefield.h"
#include "ui/common/passwordfield.h"
#include "ui/common/progress.h"
#include "ui/common/searchfield.h"
#include "ui/common/segments.h"
#include "ui/common/selectbox.h"
#include "ui/common/slider.h"
#include "ui/common/sliderrow.h"
#include "ui/common/strengthmeter.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QRadioButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace lokal::ui;
using namespace Qt::StringLiterals;

namespace {

QAccessibleInterface *accessible(QWidget *widget)
{
    return QAccessible::queryAccessibleInterface(widget);
}

QAccessible::Role roleOf(QWidget *widget)
{
    return accessible(widget)->role();
}

QString nameOf(QWidget *widget)
{
    return accessible(widget)->text(QAccessible::Name);
}

} // namespace

class TestControls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_theme = new Theme(this);
        m_theme->setScheme(ColorScheme::Light);
        m_theme->apply(*qApp);
    }

    void buttonIsPressedByMouseSpaceAndEnter()
    {
        Button button(*m_theme, Button::Kind::Primary, u"&Continue"_s);
        button.show();
        QSignalSpy clicked(&button, &Button::clicked);
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Space);
        QTest::keyClick(&button, Qt::Key_Return);
        QCOMPARE(clicked.count(), 3);
        QCOMPARE(roleOf(&button), QAccessible::Button);
        QCOMPARE(nameOf(&button), u"Continue"_s);
        button.setEnabled(false);
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(clicked.count(), 3);
    }

    void iconButtonIsNamedByItsTooltip()
    {
        IconButton button(*m_theme, u"copy"_s, u"Copy"_s);
        QCOMPARE(nameOf(&button), u"Copy"_s);
        QVERIFY(button.toolTip().contains(u"Copy"_s));
        QVERIFY(button.sizeHint().height() >= 32);
    }

    void sendButtonSaysWhatItDoes()
    {
        SendButton button(*m_theme);
        const QString send = nameOf(&button);
        button.setAction(SendButton::Action::Stop);
        QVERIFY(nameOf(&button) != send);
    }

    void checkBoxAndSwitchToggle()
    {
        CheckBox box(*m_theme, u"Stay signed in"_s);
        box.resize(box.sizeHint());
        QTest::mouseClick(&box, Qt::LeftButton, {}, QPoint(box.width() - 4, box.height() / 2));
        QVERIFY2(box.isChecked(), "the text belongs to the box");
        QCOMPARE(roleOf(&box), QAccessible::CheckBox);
        Switch toggle(*m_theme, u"Raw"_s);
        toggle.resize(toggle.sizeHint());
        QTest::mouseClick(&toggle, Qt::LeftButton);
        QVERIFY(toggle.isChecked());
        QTest::keyClick(&toggle, Qt::Key_Space);
        QVERIFY(!toggle.isChecked());
        QCOMPARE(nameOf(&toggle), u"Raw"_s);
    }

    void segmentsMoveWithArrowsAndTellOnlyUsersChoice()
    {
        Segments segments(*m_theme, u"Format"_s);
        segments.setChoices({ u"Text"_s, u"JSON"_s, u"Schema"_s });
        QSignalSpy chosen(&segments, &Segments::chosen);
        segments.setCurrent(0);
        QCOMPARE(segments.current(), 0);
        QCOMPARE(chosen.count(), 0);
        segments.show();
        segments.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&segments));
        const auto buttons = segments.findChildren<QRadioButton *>();
        QCOMPARE(buttons.size(), 3);
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QCOMPARE(segments.current(), 1);
        buttons[1]->setFocus();
        QTest::keyClick(buttons[1], Qt::Key_Right);
        QCOMPARE(segments.current(), 2);
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(chosen.last().first().toInt(), 2);
        QCOMPARE(roleOf(buttons[0]), QAccessible::RadioButton);
        QCOMPARE(roleOf(&segments), QAccessible::Grouping);
    }

    void fieldCarriesLabelHintAndErrorToItsInput()
    {
        LineField field(*m_theme, u"User name"_s);
        field.setHint(u"3 to 32 letters"_s);
        QCOMPARE(nameOf(field.edit()), u"User name"_s);
        QCOMPARE(field.edit()->accessibleDescription(), u"3 to 32 letters"_s);
        field.setError(u"Too short"_s);
        QCOMPARE(field.edit()->accessibleDescription(), u"Too short"_s);
        QCOMPARE(field.edit()->property("lokalState").toString(), u"error"_s);
        field.setHintShown(false);
        QVERIFY(shows(field, u"Too short"_s));
        field.setError({});
        QVERIFY(!shows(field, u"3 to 32 letters"_s));
        QVERIFY(field.edit()->property("lokalState").toString().isEmpty());
    }

    void unsetFieldKeepsItsColourAfterAnError()
    {
        LineField field(*m_theme, u"Name"_s);
        field.show();
        field.setUnset(true);
        field.setError(u"x"_s);
        field.setError({});
        QCOMPARE(field.edit()->palette().color(QPalette::Text), m_theme->tokens().text3);
        field.setUnset(false);
        QCOMPARE(field.edit()->palette().color(QPalette::Text), m_theme->tokens().text);
    }

    void passwordIsShownByTheEye()
    {
        PasswordField field(*m_theme, u"Password"_s);
        field.show();
        auto *eye = field.findChild<IconButton *>();
        QVERIFY(eye);
        const QString hiddenName = nameOf(eye);
        QCOMPARE(field.edit()->echoMode(), QLineEdit::Password);
        QTest::mouseClick(eye, Qt::LeftButton);
        QCOMPARE(field.edit()->echoMode(), QLineEdit::Normal);
        QVERIFY(nameOf(eye) != hiddenName);
        QTest::keyClick(eye, Qt::Key_Space);
        QVERIFY(!field.isRevealed());
    }

    void passwordNoticesCapsLock()
    {
        PasswordField field(*m_theme, u"Password"_s);
        field.show();
        QKeyEvent capital(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, u"A"_s);
        QApplication::sendEvent(field.edit(), &capital);
        QVERIFY(field.capsLockNoticed());
        QVERIFY(shows(field, u"Caps lock is on"_s));
        QKeyEvent small(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, u"a"_s);
        QApplication::sendEvent(field.edit(), &small);
        QVERIFY(!field.capsLockNoticed());
        QKeyEvent shifted(QEvent::KeyPress, Qt::Key_A, Qt::ShiftModifier, u"A"_s);
        QApplication::sendEvent(field.edit(), &shifted);
        QVERIFY(!field.capsLockNoticed());
    }

    void strengthIsAWordToo()
    {
        StrengthMeter meter(*m_theme);
        meter.setStrength(StrengthMeter::Strength::Weak, u"a common word"_s);
        QVERIFY(nameOf(&meter).contains(u"Weak"_s));
    }

    void chipsAreAddedAndRemovedByKeys()
    {
        ChipList list(*m_theme, u"Stop sequences"_s);
        list.setLimit(2);
        list.show();
        list.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&list));
        QSignalSpy changed(&list, &ChipList::valuesChanged);
        list.input()->setFocus();
        QTest::keyClicks(list.input(), u"\\n\\nUser:"_s);
        QTest::keyClick(list.input(), Qt::Key_Return);
        QCOMPARE(list.values(), QStringList { u"\n\nUser:"_s });
        QTest::keyClick(list.input(), Qt::Key_Backspace);
        QWidget *chip = QApplication::focusWidget();
        QVERIFY(chip != list.input());
        QVERIFY(nameOf(chip).contains(u"\\n\\nUser:"_s));
        QTest::keyClick(chip, Qt::Key_Delete);
        QVERIFY(list.values().isEmpty());
        QVERIFY(list.input()->hasFocus());
        QCOMPARE(changed.count(), 2);
        list.setValues({ u"a"_s, u"b"_s });
        QVERIFY2(list.input()->isHidden(), "the limit is reached");
    }

    void fieldsAreLabelledForScreenReaders()
    {
        const auto labelOf = [](QWidget *input) {
            const auto labels = accessible(input)->relations(QAccessible::Label);
            return labels.isEmpty() ? QString() : labels.first().first->text(QAccessible::Name);
        };
        LineField name(*m_theme, u"User name"_s);
        QCOMPARE(labelOf(name.edit()), u"User name"_s);
        // Qt names a selection box by what is chosen: only the label tells what it is.
        SelectField model(*m_theme, u"Model"_s);
        model.box()->addItem(u"qwen3:8b"_s);
        QCOMPARE(labelOf(model.box()), u"Model"_s);
        name.show();
        int shown = 0;
        for (const Label *label : name.findChildren<Label *>())
            shown += label->isVisible() ? 1 : 0;
        QCOMPARE(shown, 1); // no labels without words
    }

    void sliderRowIsUnsetUntilMoved()
    {
        SliderRow row(*m_theme, temperature());
        row.setModelDefault(0.8);
        row.resize(400, 60);
        row.show();
        QSignalSpy changed(&row, &SliderRow::valueChanged);
        auto *slider = row.findChild<Slider *>();
        auto *number = row.findChild<QLineEdit *>();
        QVERIFY(slider->isUnset());
        QVERIFY(!row.value());
        QCOMPARE(number->text(), u"0.80"_s);
        QVERIFY(shows(row, u"model default"_s));

        QTest::keyClick(slider, Qt::Key_Right);
        QVERIFY(row.value().has_value());
        QVERIFY(qAbs(*row.value() - 0.81) < 1e-9);
        QVERIFY(!slider->isUnset());
        QVERIFY(shows(row, u"set here"_s));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(number->palette().color(QPalette::Text), m_theme->tokens().text);

        auto *reset = row.findChild<IconButton *>();
        QTest::mouseClick(reset, Qt::LeftButton);
        QVERIFY(!row.value());
        QCOMPARE(number->text(), u"0.80"_s);
        QCOMPARE(changed.count(), 2);
    }

    void sliderRowTakesMouseAndNumbers()
    {
        SliderRow row(*m_theme, temperature());
        row.resize(400, 60);
        row.show();
        auto *slider = row.findChild<Slider *>();
        auto *number = row.findChild<QLineEdit *>();
        QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() - 1, 5));
        QCOMPARE(row.value(), std::optional<double>(2.0));
        number->selectAll();
        QTest::keyClicks(number, u"0,5"_s);
        QCOMPARE(row.value(), std::optional<double>(0.5));
        QTest::keyClick(number, Qt::Key_Up);
        QVERIFY(qAbs(*row.value() - 0.51) < 1e-9);
        number->selectAll();
        QTest::keyClick(number, Qt::Key_Delete);
        QVERIFY(!row.value());
    }

    void sliderRowShowsNumbersAsTheyAre()
    {
        SliderRow row(*m_theme, temperature());
        row.show();
        auto *slider = row.findChild<Slider *>();
        auto *number = row.findChild<QLineEdit *>();
        row.setValue(0.004); // set by a program: the slider has no such place
        QCOMPARE(number->text(), u"0.004"_s);
        row.setValue(0.1 + 0.2);
        QCOMPARE(number->text(), u"0.30"_s);
        row.setValue(0.34);
        QTest::keyClick(slider, Qt::Key_Right);
        QVERIFY(*row.value() == 0.35); // to the last digit, because that is what is sent
        row.setValue(0.34);
        QTest::keyClick(number, Qt::Key_Up);
        QVERIFY(*row.value() == 0.35);
    }

    void sliderRowReadsNumbersOfTheLanguage()
    {
        const QLocale before;
        const auto back = qScopeGuard([&] { QLocale::setDefault(before); });
        QLocale::setDefault(QLocale(QLocale::German));
        SliderRow decimal(*m_theme, temperature());
        decimal.setValue(0.8);
        auto *number = decimal.findChild<QLineEdit *>();
        QCOMPARE(number->text(), u"0,80"_s);
        number->selectAll();
        QTest::keyClicks(number, u"1.5"_s); // the point is taken too
        QCOMPARE(decimal.value(), std::optional<double>(1.5));

        SliderRow whole(*m_theme, { u"Context"_s, {}, 256, 2097152, 1, 0, true });
        whole.setValue(8192);
        number = whole.findChild<QLineEdit *>();
        QCOMPARE(number->text(), u"8192"_s);
        number->selectAll();
        QTest::keyClicks(number, u"16.384"_s); // as the allowed range is written
        QCOMPARE(whole.value(), std::optional<double>(16384));
        number->selectAll();
        QTest::keyClicks(number, u"16,5"_s);
        QVERIFY(!whole.isValid());
    }

    void sliderRowRefusesWhatIsOutOfRange()
    {
        SliderRow row(*m_theme, temperature());
        row.show();
        row.setValue(1.0);
        QSignalSpy changed(&row, &SliderRow::valueChanged);
        QSignalSpy validity(&row, &SliderRow::validityChanged);
        auto *number = row.findChild<QLineEdit *>();
        number->selectAll();
        QTest::keyClicks(number, u"9"_s);
        QVERIFY(!row.isValid());
        QVERIFY(row.error().contains(u"0"_s) && row.error().contains(u"2"_s));
        QCOMPARE(row.value(), std::optional<double>(1.0));
        QCOMPARE(changed.count(), 0);
        QCOMPARE(number->property("lokalState").toString(), u"error"_s);
        QCOMPARE(number->accessibleDescription(), row.error());
        number->selectAll();
        QTest::keyClicks(number, u"1.5"_s);
        QVERIFY(row.isValid());
        QCOMPARE(row.value(), std::optional<double>(1.5));
        QVERIFY(validity.count() >= 2);
        QCOMPARE(validity.last().first().toBool(), true);
    }

    void aWrongNumberHasAWayBack()
    {
        SliderRow row(*m_theme, temperature());
        row.setModelDefault(0.8);
        row.show();
        auto *number = row.findChild<QLineEdit *>();
        auto *slider = row.findChild<Slider *>();
        auto *reset = row.findChild<IconButton *>();
        QVERIFY(!reset->isVisible());
        number->selectAll();
        QTest::keyClicks(number, u"9"_s);
        QVERIFY(!row.isValid());
        QVERIFY(reset->isVisible());
        QVERIFY(!slider->isUnset());
        QCOMPARE(slider->value(), slider->maximum()); // the end that is near
        QTest::keyClicks(number, u"x"_s);
        QVERIFY(reset->isVisible());
        QTest::mouseClick(reset, Qt::LeftButton);
        QVERIFY(row.isValid());
        QVERIFY(!row.value());
        QCOMPARE(number->text(), u"0.80"_s);
        QVERIFY(!reset->isVisible());
    }

    void aSearchFieldHasNoButtonsInside()
    {
        SearchField search(*m_theme, u"Search chats"_s);
        search.show();
        QCOMPARE(nameOf(&search), u"Search chats"_s);
        QCOMPARE(roleOf(&search), QAccessible::EditableText);
        QCOMPARE(accessible(&search)->childCount(), 0);
    }

    void logarithmicRowReachesBothEnds()
    {
        SliderRow row(*m_theme, { u"Context"_s, {}, 256, 2097152, 1, 0, true });
        row.setModelDefault(8192);
        row.show();
        auto *slider = row.findChild<Slider *>();
        QTest::keyClick(slider, Qt::Key_Home);
        QCOMPARE(row.value(), std::optional<double>(256));
        QTest::keyClick(slider, Qt::Key_End);
        QCOMPARE(row.value(), std::optional<double>(2097152));
    }

    void logarithmicRowKnowsSmallNumbers()
    {
        SliderRow row(*m_theme, { u"Seed"_s, {}, -1, 2147483647, 1, 0, true });
        row.show();
        auto *slider = row.findChild<Slider *>();
        row.setValue(42);
        QVERIFY(slider->value() > slider->maximum() / 10);
        row.setValue(-1);
        QCOMPARE(slider->value(), 0);
        for (int i = 0; i <= 3; ++i) {
            QTest::keyClick(slider, Qt::Key_Right);
            QCOMPARE(row.value(), std::optional<double>(i));
        }
        QTest::keyClick(slider, Qt::Key_Left);
        QCOMPARE(row.value(), std::optional<double>(2));
        QTest::keyClick(slider, Qt::Key_End);
        QCOMPARE(row.value(), std::optional<double>(2147483647));
    }

    void sliderSaysWhatItIs()
    {
        SliderRow row(*m_theme, temperature());
        auto *slider = row.findChild<Slider *>();
        QCOMPARE(roleOf(slider), QAccessible::Slider);
        QCOMPARE(nameOf(slider), u"Temperature"_s);
        QVERIFY(nameOf(row.findChild<QLineEdit *>()).contains(u"Temperature"_s));
    }

    void labelNeverReadsMarkup_m3()
    {
        Label label(*m_theme, text::body, u"<b>bold</b>\u202E"_s, Label::Overflow::Elide);
        label.resize(label.sizeHint());
        QCOMPARE(label.shownText(), u"<b>bold</b>\u2039U+202E\u203A"_s);
        label.resize(40, label.height());
        QVERIFY(label.shownText().endsWith(u'\u2026'));
        QCOMPARE(roleOf(&label), QAccessible::StaticText);
    }

    void wrappedLabelGrowsWhenNarrow()
    {
        Label label(*m_theme, text::body, u"Make the first account. It is the administrator."_s,
                    Label::Overflow::Wrap);
        QVERIFY(label.heightForWidth(120) > label.heightForWidth(2000));
    }

    void spinnerStandsStillWithReducedMotion()
    {
        Spinner spinner(*m_theme);
        spinner.show();
        QVERIFY(spinner.isTurning());
        m_theme->setReducedMotion(true);
        QVERIFY(!spinner.isTurning());
        m_theme->setReducedMotion(false);
    }

    void commandIsCopied()
    {
        CommandLine line(*m_theme, u"ollama serve"_s);
        line.show();
        const QString before = line.copyButton()->text();
        QTest::mouseClick(line.copyButton(), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), u"ollama serve"_s);
        QVERIFY(line.copyButton()->text() != before);
    }

    void everythingFollowsTheTextSize()
    {
        Button button(*m_theme, Button::Kind::Plain, u"Save"_s);
        const QSize before = button.sizeHint();
        m_theme->setFactor(2.0);
        QCOMPARE(button.sizeHint().height(), before.height() * 2);
        m_theme->setFactor(1.0);
        QCOMPARE(button.sizeHint(), before);
    }

private:
    static SliderSpec temperature()
    {
        return { u"Temperature"_s, u"higher is more varied"_s, 0, 2, 0.01, 2, false };
    }

    static bool shows(const QWidget &inside, const QString &text)
    {
        for (const Label *label : inside.findChildren<Label *>()) {
            if (label->text() == text && label->isVisibleTo(&inside))
                return true;
        }
        return false;
    }

    Theme *m_theme = nullptr;
};

QTEST_MAIN(TestControls)
#include "tst_controls.moc"
