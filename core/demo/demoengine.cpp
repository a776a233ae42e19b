#include "core/demo/demoengine.h"

#include "core/demo/democonnection.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace lokal::demo {

DemoEngine::DemoEngine(QObject *parent)
    : QObject(parent)
{
    connect(&m_server, &QTcpServer::newConnection, this, &DemoEngine::acceptAll);
}

DemoEngine::~DemoEngine()
{
    // Connections refer to the engine; they go first.
    const auto connections = findChildren<DemoConnection *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(connections);
}

bool DemoEngine::listen(quint16 port)
{
    m_server.setListenBacklogSize(1024);
    return m_server.listen(QHostAddress::LocalHost, port);
}

QUrl DemoEngine::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()));
}

void DemoEngine::setScript(const Script &script)
{
    m_script = script;
    m_nextStep = 0;
}

std::optional<ScriptStep> DemoEngine::takeStep()
{
    if (m_nextStep < m_script.steps.size())
        return m_script.steps.at(m_nextStep++);
    if (m_script.repeatLast && !m_script.steps.isEmpty())
        return m_script.steps.last();
    return std::nullopt;
}

int DemoEngine::openConnections() const
{
    return int(findChildren<DemoConnection *>(QString(), Qt::FindDirectChildrenOnly).size());
}

void DemoEngine::acceptAll()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection())
        new DemoConnection(socket, *this);
}

} // namespace lokal::demo
