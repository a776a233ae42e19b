#include "ui/common/commandline.h"

#include "ui/common/button.h"
#include "ui/common/painting.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int copiedShownMs = 2000;

} // namespace

CommandLine::CommandLine(const Theme &theme, const QString &command, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(new QLineEdit(command))
    , m_copy(new Button(theme, Button::Kind::Ghost, {}))
{
    m_text->setReadOnly(true);
    m_text->setCursorPosition(0);
    m_text->setAccessibleName(tr("Command"));
    setStyleProperty(m_text, "lokalBare", true);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_text, 1);
    row->addWidget(m_copy);
    showCopied(false);
    m_back.setSingleShot(true);
    m_back.setInterval(copiedShownMs);
    connect(&m_back, &QTimer::timeout, this, [this] { showCopied(false); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_text->text());
        showCopied(true);
        m_back.start();
    });
    followTheme(theme, this, [this, row] {
        row->setContentsMargins(m_theme.px(14), 0, m_theme.px(6), 0);
        row->setSpacing(m_theme.px(8));
        m_text->setFont(m_theme.monoFont(13));
        m_copy->setBoxHeight(32);
        setFixedHeight(m_theme.px(44));
    });
}

void CommandLine::setCommand(const QString &command)
{
    m_text->setText(command);
    m_text->setCursorPosition(0);
}

QString CommandLine::command() const
{
    return m_text->text();
}

void CommandLine::showCopied(bool copied)
{
    m_copy->setText(copied ? tr("Copied") : tr("Copy"));
    m_copy->setIconName(copied ? u"check"_s : u"copy"_s);
}

void CommandLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    drawBox(painter, rect(), m_theme.px(10), t.codeBg, t.border);
}

} // namespace lokal::ui
