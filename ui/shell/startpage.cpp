#include "ui/shell/startpage.h"

#include "ui/common/button.h"
#include "ui/common/commandline.h"
#include "ui/common/painting.h"
#include "ui/common/progress.h"
#include "ui/common/visibletext.h"

#include <QClipboard>
#include <QDateTime>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

/// As one word of a shell's command.
QString quoted(const QString &path)
{
    return u'\'' + QString(path).replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

StartPage::StartPage(const Theme &theme, QWidget *parent)
    : CardPage(theme, Width::Account, parent)
    , m_look(theme)
    , m_spinner(new Spinner(theme))
    , m_title(new Label(theme, text::heading, tr("Lokal is starting"), Label::Overflow::Wrap))
{
    setObjectName(u"startPage"_s);
    setMarkShown(true);
    card()->setSpacing(theme.px(12));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(12));
    row->addWidget(m_spinner);
    row->addWidget(m_title, 1);
    card()->addLayout(row);
}

void StartPage::showFailure(const StartFailure &failure)
{
    using Kind = StartFailure::Kind;
    m_spinner->hide();
    setCardWidth(Width::Engine); // paths and commands are long
    m_title->setText(tr("Lokal could not start"));
    auto *sentence
        = new Label(m_look, text::secondary, sentenceFor(failure), Label::Overflow::Wrap);
    sentence->setObjectName(u"startFailure"_s);
    card()->addWidget(sentence);
    if (failure.kind == Kind::Damaged || failure.kind == Kind::NotADatabase)
        addBackup(failure);
    if (!failure.details.isEmpty())
        addDetails(failure.details);
    addButtons(failure);
}

QString StartPage::sentenceFor(const StartFailure &failure)
{
    const QString folder = visibleText(failure.dataDirectory);
    switch (failure.kind) {
    case StartFailure::Kind::Damaged:
        return tr("The database in %1 is damaged. Nothing was changed.").arg(folder);
    case StartFailure::Kind::NotADatabase:
        return tr("What lies in %1 as lokal-ai.db is not a database of Lokal. Nothing was changed.")
            .arg(folder);
    case StartFailure::Kind::NewerSchema:
        return tr("The database in %1 was made by a newer Lokal: its version is %2, this program "
                  "knows up to %3. Nothing was changed; use the newer program.")
            .arg(folder)
            .arg(failure.fileVersion)
            .arg(failure.ownVersion);
    case StartFailure::Kind::InUse:
        //: %2 names another process
        return tr("The data in %1 is in use by %2. End that program, or start this one with "
                  "another folder (--data-dir).")
            .arg(folder, visibleText(failure.owner));
    case StartFailure::Kind::Unopenable:
        return tr("The data in %1 cannot be opened. Check that the folder belongs to your account "
                  "on this computer and that the disk has room.")
            .arg(folder);
    case StartFailure::Kind::Secrets:
        return tr("There is no safe place for keys: no keychain, and no folder of its own.");
    case StartFailure::Kind::Accounts:
        return tr("The accounts could not be read.");
    case StartFailure::Kind::Services:
        break;
    }
    return tr("A part of the program could not be started.");
}

/// The damaged file and its log are kept, and a log must never meet another database.
void StartPage::addBackup(const StartFailure &failure)
{
    if (failure.newestBackup.isEmpty()) {
        card()->addWidget(new Label(
            m_look, text::secondary,
            tr("There is no backup in the folder. If there is a copy elsewhere, put it in the "
               "place of lokal-ai.db and start Lokal again."),
            Label::Overflow::Wrap));
        return;
    }
    const QFileInfo file(failure.newestBackup);
    const QString when = QLocale().toString(file.lastModified(), QLocale::ShortFormat);
    card()->addWidget(new Label(m_look, text::secondary,
                                //: %1 is a date and a time; a command for the terminal follows
                                tr("The newest backup is of %1. This command takes it and keeps "
                                   "what is there now in the folder “damaged”:")
                                    .arg(when),
                                Label::Overflow::Wrap));
    card()->addWidget(new CommandLine(
        m_look,
        u"cd %1 && mkdir -p damaged && mv lokal-ai.db* damaged/ && cp %2 lokal-ai.db"_s.arg(
            quoted(failure.dataDirectory), quoted(failure.newestBackup))));
}

void StartPage::addDetails(const QString &details)
{
    auto *block = new QPlainTextEdit(details);
    block->setObjectName(u"startDetails"_s);
    block->setAccessibleName(tr("Details"));
    block->setReadOnly(true);
    block->setTabChangesFocus(true);
    block->setLineWrapMode(QPlainTextEdit::NoWrap);
    card()->addWidget(block);
    followTheme(m_look, block, [this, block] {
        block->setFont(m_look.monoFont(12));
        block->setFixedHeight(m_look.px(112));
    });
}

void StartPage::addButtons(const StartFailure &failure)
{
    auto *row = new QHBoxLayout;
    auto *quit = new Button(m_look, Button::Kind::Primary, tr("Quit"));
    row->addWidget(quit);
    if (!failure.details.isEmpty()) {
        auto *copy = new Button(m_look, Button::Kind::Plain, tr("Copy details"));
        row->addWidget(copy);
        connect(copy, &QPushButton::clicked, this,
                [text = sentenceFor(failure) + u'\n' + failure.details] {
                    QGuiApplication::clipboard()->setText(text);
                });
    }
    row->addStretch(1);
    row->setSpacing(m_look.px(8));
    card()->addSpacing(m_look.px(4));
    card()->addLayout(row);
    connect(quit, &QPushButton::clicked, this, &StartPage::quitRequested);
    quit->setFocus(Qt::OtherFocusReason);
}

} // namespace lokal::ui
