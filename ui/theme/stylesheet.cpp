#include "ui/theme/stylesheet.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

// @name is a token, 12px a design length. No `color` on text fields: it would halve the alpha
// of the placeholder, so their text colours come from the palette.
const auto fieldRules = R"(
QLineEdit, QTextEdit, QPlainTextEdit {
    background: @raised; border: 1px solid @borderStrong; border-radius: 10px;
    selection-background-color: @selection; selection-color: @text;
}
QLineEdit { padding: 0 10px; lineedit-password-character: 8226; }
QTextEdit, QPlainTextEdit { padding: 5px 8px; }
QLineEdit:hover, QTextEdit:hover, QPlainTextEdit:hover { border-color: @control; }
QLineEdit[lokalState="unset"], QTextEdit[lokalState="unset"], QPlainTextEdit[lokalState="unset"] {
    background: @surface; border-color: @border;
}
QLineEdit:focus { border: 2px solid @accent; padding: 0 9px; }
QTextEdit:focus, QPlainTextEdit:focus { border: 2px solid @accent; padding: 4px 7px; }
QLineEdit[lokalState="error"] { border: 2px solid @danger; padding: 0 9px; }
QTextEdit[lokalState="error"], QPlainTextEdit[lokalState="error"] {
    border: 2px solid @danger; padding: 4px 7px;
}
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled {
    background: @inlineBg; border: 1px solid @inlineBg;
}
QLineEdit[lokalLook="search"] { background: @field; border: 1px solid @field;
    padding: 0 10px 0 4px; }
QLineEdit[lokalLook="search"]:focus { background: @raised; border: 2px solid @accent;
    padding: 0 9px 0 3px; }
QLineEdit[lokalBare="true"], QTextEdit[lokalBare="true"], QPlainTextEdit[lokalBare="true"] {
    background: transparent; border: 0; padding: 0; border-radius: 0;
}
)"_L1;

const auto scrollRules = R"(
QAbstractScrollArea, QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @borderStrong; border: 3px solid transparent; border-radius: 6px;
    background-clip: padding; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 3px; border: 0; border-radius: 3px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px 2px; border: 0; border-radius: 3px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @control; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
)"_L1;

const auto popupRules = R"(
QToolTip { background: @raised; color: @text; border: 1px solid @borderStrong; padding: 5px 8px;
    font-size: 12px; }
QMenu { background: @raised; border: 1px solid @borderStrong; border-radius: 12px; padding: 7px; }
QMenu::item { padding: 8px 28px 8px 10px; border-radius: 9px; color: @text;
    background: transparent; }
QMenu::item:selected { background: @menuHover; }
QMenu::item:disabled { color: @text3; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: @border; margin: 5px 4px; }
)"_L1;

// Only for dialogs that Qt builds itself (files, printing).
const auto stockRules = R"(
QDialog { background: @window; }
QPushButton { background: @raised; color: @text; border: 1px solid @borderStrong;
    border-radius: 10px; padding: 7px 15px; }
QPushButton:hover { background: @lifted; }
QPushButton:default { background: @accent; color: @accentText; border-color: @accent; }
QPushButton:disabled { background: @inlineBg; color: @text3; border-color: @inlineBg; }
QPushButton:focus { border: 2px solid @accent; padding: 6px 14px; }
QComboBox { background: @raised; color: @text; border: 1px solid @borderStrong;
    border-radius: 10px; padding: 6px 10px; }
QComboBox::drop-down { border: 0; width: 22px; }
QAbstractItemView { background: @raised; color: @text; selection-background-color: @selectedRow;
    selection-color: @text; border: 1px solid @border; border-radius: 10px; outline: 0; }
QHeaderView::section { background: @codeHead; color: @text2; border: 0; padding: 6px 10px; }
)"_L1;

QHash<QString, QColor> colorsByName(const Theme &theme)
{
    const Tokens &t = theme.tokens();
    return {
        { u"window"_s, t.window },
        { u"surface"_s, t.surface },
        { u"raised"_s, t.raised },
        { u"menuHover"_s, theme.isDark() ? t.inlineBg : t.hover },
        { u"selectedRow"_s, t.selectedRow },
        { u"border"_s, t.border },
        { u"borderStrong"_s, t.borderStrong },
        { u"control"_s, t.control },
        { u"text"_s, t.text },
        { u"text2"_s, t.text2 },
        { u"text3"_s, t.text3 },
        { u"accent"_s, t.accent },
        { u"accentText"_s, t.accentText },
        { u"inlineBg"_s, t.inlineBg },
        { u"codeHead"_s, t.codeHead },
        { u"selection"_s, t.selection },
        { u"danger"_s, t.danger },
        { u"field"_s, t.field },
        { u"lifted"_s, t.lifted },
    };
}

// Replaces @names and scales lengths; hairlines (1 px) stay hairlines.
QString filled(const QString &sheet, const Theme &theme)
{
    static const QRegularExpression placeholder(u"@(\\w+)|\\b(\\d+)px"_s);
    const auto colors = colorsByName(theme);
    QString result;
    qsizetype end = 0;
    for (auto it = placeholder.globalMatch(sheet); it.hasNext();) {
        const auto match = it.next();
        result += QStringView(sheet).mid(end, match.capturedStart() - end);
        if (match.capturedLength(1) > 0) {
            Q_ASSERT(colors.contains(match.captured(1)));
            result += colors.value(match.captured(1)).name();
        } else {
            const int length = match.captured(2).toInt();
            result += QString::number(length == 1 ? 1 : theme.px(length)) + "px"_L1;
        }
        end = match.capturedEnd();
    }
    result += QStringView(sheet).mid(end);
    return result;
}

} // namespace

QString styleSheetFor(const Theme &theme)
{
    // Later rules win: the fields are scroll areas, too.
    return filled(QString(stockRules) + scrollRules + fieldRules + popupRules, theme);
}

} // namespace lokal::ui
