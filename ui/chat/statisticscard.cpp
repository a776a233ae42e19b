#include "ui/chat/statisticscard.h"

#include "ui/chat/messagetext.h"
#include "ui/common/button.h"
#include "ui/common/divider.h"
#include "ui/common/dot.h"
#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/common/visibletext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QPainterPath>
#include <QPlainTextEdit>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int cardWidth = 436;
constexpr int barHeight = 8;

QString seconds(qint64 milliseconds)
{
    return StatisticsCard::tr("%1 s").arg(QLocale().toString(double(milliseconds) / 1000, 'f', 1));
}

QString tokensAndRate(qint64 tokens, std::optional<qint64> milliseconds)
{
    QString text = tokenCount(tokens);
    if (milliseconds && *milliseconds > 0) {
        const double rate = double(tokens) * 1000 / double(*milliseconds);
        text += u", "_s
            + StatisticsCard::tr("%1 tok/s").arg(QLocale().toString(rate, 'f', rate < 100 ? 1 : 0));
    }
    return text;
}

QString endingText(const ChatMessage &message)
{
    if (message.state == MessageState::Failed)
        return StatisticsCard::tr("something went wrong");
    if (message.state == MessageState::Interrupted)
        return StatisticsCard::tr("the program was ended");
    if (message.reason == "stop"_L1)
        return StatisticsCard::tr("the model finished");
    if (message.reason.startsWith("length"_L1))
        return StatisticsCard::tr("the length limit was reached");
    if (message.reason == "user"_L1)
        return StatisticsCard::tr("you pressed stop");
    return {};
}

/// Without what we noted besides.
QString parametersText(const QByteArray &sent)
{
    QJsonObject object = QJsonDocument::fromJson(sent).object();
    object.remove("context"_L1);
    object.remove("continued"_L1);
    object.remove("continued_length"_L1);
    return QString::fromUtf8(QJsonDocument(object).toJson().trimmed());
}

} // namespace

TimeBar::TimeBar(const Theme &theme, const Usage &usage, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_usage(usage)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(StatisticsCard::tr("Share of loading, reading and writing"));
}

QSize TimeBar::sizeHint() const
{
    return QSize(m_theme.px(200), m_theme.px(barHeight));
}

void TimeBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const double load = double(m_usage.loadMs.value_or(0));
    const double read = double(m_usage.promptMs.value_or(0));
    const double write = double(m_usage.evalMs.value_or(0));
    const double whole = load + read + write;
    if (whole <= 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(rect(), height() / 2.0, height() / 2.0);
    painter.setClipPath(shape);
    double x = 0;
    const auto part = [&](double share, const QColor &color) {
        if (share <= 0)
            return;
        const double wide = qMax(share / whole * width(), 2.0);
        painter.fillRect(QRectF(x, 0, wide - (x + wide < width() - 1 ? 2 : 0), height()), color);
        x += wide;
    };
    part(load, t.control);
    part(read, t.link);
    part(write, t.accent);
}

StatisticsCard::StatisticsCard(const Theme &theme, const ChatMessage &message,
                               const CurlSource &curl, QWidget *parent)
    : Popup(theme, parent)
    , m_column(new QVBoxLayout)
{
    setObjectName(u"statisticsCard"_s);
    setAccessibleName(tr("This answer"));
    setCardWidth(cardWidth);
    auto *body = new QWidget;
    body->setLayout(m_column);
    m_column->setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(4));
    m_column->setSpacing(theme.px(6));
    auto *head = new QHBoxLayout;
    head->addWidget(new Label(theme, text::title, tr("This answer"), Label::Overflow::Elide), 1);
    head->addWidget(new Label(theme, text::hint, message.model, Label::Overflow::Elide), 0,
                    Qt::AlignRight);
    m_column->addLayout(head);
    if (message.usage && message.usage->evalMs) {
        m_column->addSpacing(theme.px(2));
        m_column->addWidget(new TimeBar(theme, *message.usage));
    }
    m_column->addSpacing(theme.px(2));
    addRows(message);
    auto *line = new Divider(theme);
    line->setRoom(4);
    m_column->addWidget(line);
    addButtons(message, curl);
    content()->addWidget(body);
}

void StatisticsCard::addRow(QColor Tokens::*dot, const QString &name, const QString &remark,
                            const QString &value)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme().px(10));
    auto *mark = new Dot(theme(), dot ? dot : &Tokens::raised);
    row->addWidget(mark);
    const auto elided = Label::Overflow::Elide; // a narrow window leaves no room for the remark
    row->addWidget(new Label(theme(), { 13, QFont::Normal, &Tokens::text2 }, name, elided));
    row->addStretch(1);
    row->addWidget(new Label(theme(), text::hint, remark, elided));
    auto *number = new Label(theme(), { 12, QFont::Normal, &Tokens::text, true }, value);
    number->setMinimumWidth(theme().px(48));
    number->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(number);
    m_column->addLayout(row);
}

void StatisticsCard::addRows(const ChatMessage &message)
{
    const Usage usage = message.usage.value_or(Usage {});
    const QLocale locale;
    if (usage.loadMs)
        addRow(&Tokens::control, tr("Loading the model"), {}, seconds(*usage.loadMs));
    if (usage.promptMs)
        addRow(&Tokens::link, tr("Reading the prompt"),
               usage.promptTokens ? tokensAndRate(*usage.promptTokens, usage.promptMs) : QString(),
               seconds(*usage.promptMs));
    if (usage.evalMs)
        addRow(&Tokens::accent, tr("Writing the answer"),
               usage.completionTokens ? tokensAndRate(*usage.completionTokens, usage.evalMs)
                                      : QString(),
               seconds(*usage.evalMs));
    if (usage.firstTokenMs)
        addRow(nullptr, tr("First token after"), {}, seconds(*usage.firstTokenMs));
    if (message.latencySeconds)
        addRow(nullptr, tr("Whole answer"), {}, seconds(qRound64(*message.latencySeconds * 1000)));
    const QJsonObject sent = QJsonDocument::fromJson(message.sent).object();
    if (usage.promptTokens) {
        const qint64 window = sent.value("num_ctx"_L1).toInteger();
        addRow(nullptr, tr("Context used"),
               window > 0 ? tr("of %1 tokens").arg(locale.toString(window)) : QString(),
               locale.toString(*usage.promptTokens + usage.completionTokens.value_or(0)));
    }
    if (isContinuation(message))
        addRow(nullptr, tr("Continued"), tr("times and tokens are those of the last part"), {});
    addRow(nullptr, tr("Ended because"), endingText(message), visibleText(message.reason));
    if (!sent.isEmpty()) {
        const QJsonValue seed = sent.value("seed"_L1);
        addRow(nullptr, tr("Seed"), {},
               seed.isDouble() ? QString::number(seed.toInteger()) : tr("random"));
    }
}

/// Takes the new height of its contents.
void StatisticsCard::reopen()
{
    if (anchor())
        openAt(anchor(), Side::Below, Edge::Left, QWidget::window()->focusWidget());
}

void StatisticsCard::addButtons(const ChatMessage &message, const CurlSource &curl)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme().px(16));
    if (!message.sent.isEmpty()) {
        auto *sent = new Button(theme(), Button::Kind::Ghost, tr("What was sent"));
        sent->setIconName(u"code"_s);
        sent->setBoxHeight(32);
        sent->setFlush(true);
        row->addWidget(sent);
        auto *json = new QPlainTextEdit(visibleLines(parametersText(message.sent)));
        json->setReadOnly(true);
        json->setTabChangesFocus(true);
        json->setAccessibleName(tr("What was sent"));
        json->setFont(theme().monoFont(12));
        json->setFixedHeight(theme().px(150));
        json->hide();
        m_column->addWidget(json);
        connect(sent, &QPushButton::clicked, this, [this, json] {
            json->setVisible(json->isHidden());
            reopen();
        });
    }
    if (curl)
        addCurlButton(row, curl);
    row->addStretch(1);
    m_column->addLayout(row);
}

void StatisticsCard::addCurlButton(QHBoxLayout *row, const CurlSource &curl)
{
    auto *copy = new Button(theme(), Button::Kind::Ghost, tr("Copy as curl"));
    copy->setObjectName(u"copyCurl"_s);
    copy->setIconName(u"copy"_s);
    copy->setBoxHeight(32);
    copy->setFlush(true);
    row->addWidget(copy);
    connect(copy, &QPushButton::clicked, this, [copy, curl] {
        curl([shown = QPointer(copy)](const QString &text) {
            QGuiApplication::clipboard()->setText(text);
            if (!shown)
                return;
            shown->setIconName(u"check"_s);
            shown->setText(tr("Copied"));
        });
    });
}

} // namespace lokal::ui
