#include "app/common/logging.h"

#include "core/common/log.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace lokal::app {
namespace {

// Qt's handler is a plain function: what it needs stands here, set once before threads start.
LogFormat chosenFormat = LogFormat::Text;

const char *levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
    case QtFatalMsg:
        return "error";
    }
    return "info";
}

// A log line is one line, whatever names and texts it holds (O1).
QString escaped(const QString &message)
{
    QString text;
    text.reserve(message.size());
    for (const QChar c : message) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line
            || c.category() == QChar::Separator_Paragraph)
            text += u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            text += c;
    }
    return text;
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QString time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    const QString category = QString::fromLatin1(context.category ? context.category : "default");
    QByteArray line;
    if (chosenFormat == LogFormat::Json) {
        line = QJsonDocument(QJsonObject { { u"time"_s, time },
                                           { u"level"_s, QString::fromLatin1(levelName(type)) },
                                           { u"category"_s, category },
                                           { u"message"_s, message } })
                   .toJson(QJsonDocument::Compact);
    } else {
        line = u"%1 %2 %3: %4"_s
                   .arg(time, QString::fromLatin1(levelName(type)), category, escaped(message))
                   .toUtf8();
    }
    line += '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
}

} // namespace

void installLogging(const Options &options)
{
    chosenFormat = options.logFormat;
    const auto on
        = [level = options.logLevel](LogLevel least) { return level <= least ? "true" : "false"; };
    QLoggingCategory::setFilterRules(
        u"*.debug=false\nlokal.*.debug=%1\nlokal.*.info=%2\n*.warning=%3\nlokal.security.info=true\nlokal.security.warning=true"_s
            .arg(QLatin1StringView(on(LogLevel::Debug)), QLatin1StringView(on(LogLevel::Info)),
                 QLatin1StringView(on(LogLevel::Warning))));
    qInstallMessageHandler(handle);
    for (const QString &name : options.unknownSettings)
        qCWarning(logApp).noquote() << "the setting" << name << "is not known";
}

} // namespace lokal::app
