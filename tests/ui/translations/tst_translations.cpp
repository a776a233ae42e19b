#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include "literals.h"
#include "translationfile.h"

using namespace Qt::StringLiterals;
using namespace lokal::test;

namespace {

QString root()
{
    return QStringLiteral(LOKAL_SOURCE_DIR);
}

QString translationPath(const QString &language)
{
    return root() + u"/translations/lokal_%1.ts"_s.arg(language);
}

/// Place markers, sorted, each as often as it occurs: "%1", "%n".
QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(u"%L?([0-9]{1,2}|n)"_s);
    QStringList found;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(text))
        found.append(match.captured());
    found.sort();
    return found;
}

/// White space at both ends: a text that goes on in another one depends on it.
QString ends(const QString &text)
{
    static const QRegularExpression pattern(u"\\A(\\s*).*?(\\s*)\\z"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = pattern.match(text);
    return match.captured(1) + u'|' + match.captured(2);
}

/// What is wrong with one translation, empty when nothing is.
QString problemOf(const TranslatedText &text, const QString &form)
{
    if (form.trimmed().isEmpty())
        return u"is empty"_s;
    if (placeholders(form) != placeholders(text.source))
        return u"has other placeholders"_s;
    if (form.contains(u'&') != text.source.contains(u'&'))
        return u"has other mnemonics"_s;
    if (ends(form) != ends(text.source))
        return u"begins or ends with other white space"_s;
    if (text.isPlural && form.contains("(s)"_L1))
        return u"leaves the plural open"_s;
    return {};
}

struct Exception
{
    QString file; ///< end of the path, or a folder with "/"
    QRegularExpression text;
};

/// Literals that look like words but are not read by anybody, or are the same in every language.
const QVector<Exception> &exceptions()
{
    const auto whole = [](const QString &pattern) {
        return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                                  QRegularExpression::DotMatchesEverythingOption);
    };
    static const QVector<Exception> list {
        // Tables of languages, symbols and entities.
        { u"ui/highlight/"_s, whole(u".*"_s) },
        { u"ui/markdown/"_s, whole(u".*"_s) },
        // Names of fonts and of Qt's style; a text that is measured, not shown.
        { u"ui/theme/theme.cpp"_s, whole(u"Fusion|Inter|(Noto|DejaVu|JetBrains) [A-Za-z ]+"_s) },
        { u"ui/transcript/transcriptstyle.cpp"_s,
          whole(u"STIX Two Text|DejaVu Serif|Noto Serif|the quick brown .*"_s) },
        // Names on D-Bus.
        { u"ui/theme/systemscheme.cpp"_s, whole(u"SettingChanged|Read"_s) },
        // Style sheets.
        { u"ui/theme/stylesheet.cpp"_s, whole(u".*"_s) },
        { u"ui/shell/sessionlist.cpp"_s, whole(u"QListView .*"_s) },
        // A command for the terminal.
        { u"ui/shell/startpage.cpp"_s, whole(u"cd %1 && .*"_s) },
        // Format of a date; Qt fills in the words of the language.
        { u"ui/shell/sessionlistmodel.cpp"_s, whole(u"M+( y+)?"_s) },
        // Keys, as QKeySequence reads them.
        { u"ui/shell/shortcuts.cpp"_s, whole(u"Ctrl\\+.+"_s) },
        // The name of the program.
        { u"ui/shell/sidebar.cpp"_s, whole(u"Lokal"_s) },
        // Commands to type and an address as an example.
        { u"ui/firstrun/engineoutcome.cpp"_s, whole(u"curl -fsSL .*|ollama (serve|pull .*)"_s) },
        { u"ui/configs/modelpicker.cpp"_s, whole(u"ollama pull "_s) },
        { u"ui/firstrun/addresscard.cpp"_s, whole(u"http://[0-9.:]+"_s) },
        // Looked for in what the network reports.
        { u"ui/firstrun/engineoutcome.cpp"_s, whole(u"not found"_s) },
        // Looked for in what the engine reports, and a command to type.
        { u"ui/chat/messagetext.cpp"_s,
          whole(u"ollama pull |(out of|system) memory|(connection|host) [a-z ]+|cut off|unexpected "
                "eof"_s) },
    };
    return list;
}

bool isException(const QString &file, const QString &text)
{
    for (const Exception &exception : exceptions())
        if (file.startsWith(exception.file) && exception.text.match(text).hasMatch())
            return true;
    return false;
}

/// Whether somebody may read it: it stands where a text is set, or consists of words.
bool isVisible(const Literal &literal)
{
    static const QSet<QString> setters { u"setText"_s,
                                         u"setWindowTitle"_s,
                                         u"setTitle"_s,
                                         u"setToolTip"_s,
                                         u"plainToolTip"_s,
                                         u"setStatusTip"_s,
                                         u"setWhatsThis"_s,
                                         u"setPlaceholder"_s,
                                         u"setPlaceholderText"_s,
                                         u"setAccessibleName"_s,
                                         u"setAccessibleDescription"_s,
                                         u"setRemark"_s,
                                         u"setError"_s,
                                         u"setSuffix"_s,
                                         u"setPrefix"_s,
                                         u"setPlainText"_s,
                                         u"setLabel"_s,
                                         u"setSpecialValueText"_s,
                                         u"showText"_s,
                                         u"addAction"_s,
                                         u"addItem"_s,
                                         u"addRow"_s,
                                         u"addTab"_s,
                                         u"Label"_s,
                                         u"Button"_s,
                                         u"IconButton"_s,
                                         u"QAction"_s,
                                         u"QLabel"_s,
                                         u"QPushButton"_s };
    static const QSet<QString> takesIcon { u"addRow"_s, u"addAction"_s, u"IconButton"_s };
    static const QRegularExpression letters(u"[A-Za-z]{2,}"_s);
    static const QRegularExpression words(u"\\A[A-Z][a-z]+|[A-Za-z]{2,}[,.;:]? [A-Za-z]{2,}"_s);
    static const QRegularExpression iconName(u"\\A[a-z-]+\\z"_s);
    if (literal.callee == "tr"_L1)
        return false;
    if (takesIcon.contains(literal.callee) && literal.argument < 2
        && iconName.match(literal.text).hasMatch())
        return false;
    return words.match(literal.text).hasMatch()
        || (setters.contains(literal.callee) && letters.match(literal.text).hasMatch());
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStringIsTranslated_data() { languages(); }
    void everyStringIsTranslated();
    void noStringOfTheSourcesIsMissing_data() { languages(); }
    void noStringOfTheSourcesIsMissing();
    void everyPluralIsFoundAtRunTime_data() { languages(); }
    void everyPluralIsFoundAtRunTime();
    void scanTellsLiteralsApart();
    void noVisibleStringEscapesTr();

private:
    static void languages();
    QTemporaryDir m_folder;
};

void TestTranslations::languages()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("pluralOnly");
    QTest::newRow("German") << u"de"_s << false;
    QTest::newRow("English") << u"en"_s << true;
}

void TestTranslations::everyStringIsTranslated()
{
    QFETCH(QString, language);
    const QVector<TranslatedText> texts = readTranslations(translationPath(language));
    QVERIFY(!texts.isEmpty());
    QStringList problems;
    for (const TranslatedText &text : texts) {
        // lupdate without "-I ." drops the namespace, and Qt then never finds the string.
        if (!text.context.startsWith("lokal::"_L1))
            problems += text.key() + u": the context has no namespace"_s;
        if (!text.isFinished)
            problems += text.key() + u": is not finished"_s;
        if (text.forms.size() != (text.isPlural ? 2 : 1))
            problems += text.key() + u": has %1 form(s)"_s.arg(text.forms.size());
        for (const QString &form : text.forms)
            if (const QString problem = problemOf(text, form); !problem.isEmpty())
                problems += u"%1: \"%2\" %3"_s.arg(text.key(), form, problem);
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void TestTranslations::noStringOfTheSourcesIsMissing()
{
    QFETCH(QString, language);
    QFETCH(bool, pluralOnly);
    const QString lupdate = QStringLiteral(LOKAL_LUPDATE);
    if (!QFileInfo::exists(lupdate))
        QSKIP("lupdate is not installed");
    const QString fresh = m_folder.filePath(u"fresh_%1.ts"_s.arg(language));
    QStringList arguments { u"-silent"_s, u"-I"_s,
                            u"."_s,       u"ui"_s,
                            u"app"_s,     u"-locations"_s,
                            u"none"_s,    u"-source-language"_s,
                            u"en"_s,      u"-target-language"_s,
                            language,     u"-ts"_s,
                            fresh };
    if (pluralOnly)
        arguments.prepend(u"-pluralonly"_s);
    QProcess process;
    process.setWorkingDirectory(root());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(lupdate, arguments);
    QVERIFY(process.waitForFinished(100'000));
    QVERIFY2(process.exitCode() == 0, process.readAll().constData());

    QSet<QString> known;
    for (const TranslatedText &text : readTranslations(translationPath(language)))
        known.insert(text.key());
    const QVector<TranslatedText> wanted = readTranslations(fresh);
    QVERIFY(!wanted.isEmpty());
    QStringList missing;
    for (const TranslatedText &text : wanted)
        if (!known.contains(text.key()))
            missing += text.key();
    QVERIFY2(missing.isEmpty(),
             qPrintable(u"see translations/README.md; missing:\n"_s + missing.join(u'\n')));
}

void TestTranslations::everyPluralIsFoundAtRunTime()
{
    QFETCH(QString, language);
    const QString lrelease = QStringLiteral(LOKAL_LRELEASE);
    if (!QFileInfo::exists(lrelease))
        QSKIP("lrelease is not installed");
    const QString compiled = m_folder.filePath(u"lokal_%1.qm"_s.arg(language));
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(lrelease, { u"-silent"_s, translationPath(language), u"-qm"_s, compiled });
    QVERIFY(process.waitForFinished(100'000));
    QCOMPARE(process.readAll(), QByteArray()); // it warns here of what is not finished
    QCOMPARE(process.exitCode(), 0);

    QTranslator translator;
    QVERIFY(translator.load(compiled));
    for (const TranslatedText &text : readTranslations(translationPath(language))) {
        if (!text.isPlural)
            continue;
        for (int count = 0; count < 3; ++count)
            QCOMPARE(translator.translate(text.context.toUtf8().constData(),
                                          text.source.toUtf8().constData(),
                                          text.comment.toUtf8().constData(), count),
                     text.forms.at(count == 1 ? 0 : 1));
    }
}

void TestTranslations::scanTellsLiteralsApart()
{
    const QVector<Literal> found = literalsIn(uR"x(
#include "not/this.h"
// setText(u"nor this"_s)
a.setText(wide ? u"Shown \"so\""_s : tr("Trans" "lated")); /* "no" */
b(u'"', 1'000, uR"y(raw "text")y"_s);
const auto c = u"free"_s;
menu->addRow(u"copy"_s, { "inside" });
)x"_s);
    QStringList seen;
    for (const Literal &literal : found)
        seen += u"%1:%2(%3:%4)"_s.arg(literal.line)
                    .arg(literal.callee)
                    .arg(literal.argument)
                    .arg(literal.text);
    QCOMPARE(seen,
             QStringList({ u"4:setText(0:Shown \\\"so\\\")"_s, u"4:tr(0:Trans)"_s,
                           u"4:tr(0:lated)"_s, u"5:b(2:y(raw \"text\")y)"_s, u"6:(0:free)"_s,
                           u"7:addRow(0:copy)"_s, u"7:(0:inside)"_s }));
}

void TestTranslations::noVisibleStringEscapesTr()
{
    QStringList escapes;
    int files = 0;
    QDirIterator it(root() + u"/ui"_s, { u"*.cpp"_s, u"*.h"_s }, QDir::Files,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        ++files;
        const QString name = QDir(root()).relativeFilePath(file.fileName());
        for (const Literal &literal : literalsIn(QString::fromUtf8(file.readAll())))
            if (isVisible(literal) && !isException(name, literal.text))
                escapes += u"%1:%2: \"%3\""_s.arg(name)
                               .arg(literal.line)
                               .arg(literal.text.simplified().left(80));
    }
    QVERIFY(files > 50);
    escapes.sort();
    QVERIFY2(
        escapes.isEmpty(),
        qPrintable(u"use tr(), or add an exception with its reason:\n"_s + escapes.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
