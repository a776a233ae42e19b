#pragma once

#include "core/demo/demomodels.h"
#include "core/demo/demoscript.h"

#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <optional>

namespace lokal::demo {

/// Listens on a loopback port and answers like an Ollama server that has one model, `lokal-demo`.
/// Lives in the thread that made it. Connections are its children.
class DemoEngine : public QObject
{
    Q_OBJECT
public:
    explicit DemoEngine(QObject *parent = nullptr);
    ~DemoEngine() override;

    /// @param port 0 = any free one
    bool listen(quint16 port = 0);
    /// http://127.0.0.1:PORT
    QUrl url() const;
    QString errorString() const { return m_server.errorString(); }

    /// Tokens per second; 0 = as fast as the socket takes them. Default 40.
    void setRate(double tokensPerSecond) { m_rate = tokensPerSecond; }
    double rate() const { return m_rate; }
    void setScript(const Script &script);
    /// The step for a request, if a script has one left; counts it as used.
    std::optional<ScriptStep> takeStep();

    DemoModels &models() { return m_models; }
    int openConnections() const;
    /// Chat and generate requests so far, and those whose client left before their end.
    qint64 requests = 0;
    qint64 abandoned = 0;

private:
    void acceptAll();

    QTcpServer m_server { this }; // a child, so that it moves to another thread with the engine
    DemoModels m_models;
    Script m_script;
    qsizetype m_nextStep = 0;
    double m_rate = 40;
};

} // namespace lokal::demo
