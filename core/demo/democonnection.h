#pragma once

#include "core/demo/demoanswer.h"
#include "core/demo/httprequestparser.h"

#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace lokal::demo {

class DemoEngine;

/// One client of the demo engine: reads requests, one after another, and streams the answers.
/// A child of the engine; ends with its socket.
class DemoConnection : public QObject
{
    Q_OBJECT
public:
    DemoConnection(QTcpSocket *socket, DemoEngine &engine);
    ~DemoConnection() override;

private:
    struct Pull
    {
        QString name;
        qint64 completed = 0;
    };

    void readMore();
    void dispatch(const DemoRequest &request);
    bool answerQuick(const DemoRequest &request);
    void answerGeneration(DemoAnswer::Wire wire, const QJsonObject &body);
    void answerLoad(DemoAnswer answer, const QJsonObject &body);
    void startStream(int delayMs);
    void pump();
    bool sendPiece();
    void sendEnd();
    void sendFault();
    void sendWhole();
    void startPull(const QJsonObject &body);
    void pumpPull();
    void answerEmbed(const QJsonObject &body, bool legacy);

    void sendJson(int status, const QJsonObject &body);
    void sendError(int status, const QString &text);
    void send(int status, const QByteArray &type, const QByteArray &body);
    void sendLine(const QByteArray &json);
    void finish(bool closeConnection);

    QTcpSocket *m_socket;
    DemoEngine &m_engine;
    HttpRequestParser m_parser;
    bool m_busy = false;
    bool m_keepAlive = true;
    QTimer m_timer;
    std::optional<DemoAnswer> m_stream;
    std::optional<Pull> m_pull;
};

} // namespace lokal::demo
