#pragma once

#include "core/demo/demoengine.h"

#include <QThread>

namespace lokal::test {

/// A demo engine in a thread of its own, so that blocking test code does not stop it.
class EngineThread
{
public:
    explicit EngineThread(const demo::Script &script = {}, double rate = 0)
        : m_engine(new demo::DemoEngine)
    {
        m_engine->setScript(script);
        m_engine->setRate(rate);
        m_engine->moveToThread(&m_thread);
        m_thread.start();
        run([this] { m_engine->listen(); });
    }
    ~EngineThread()
    {
        run([this] { delete m_engine; });
        m_thread.quit();
        m_thread.wait();
    }
    EngineThread(const EngineThread &) = delete;
    EngineThread &operator=(const EngineThread &) = delete;

    /// Runs something in the engine's thread and waits.
    template <typename Work> void run(Work work)
    {
        QMetaObject::invokeMethod(m_engine, std::move(work), Qt::BlockingQueuedConnection);
    }
    QString url()
    {
        QString text;
        run([&] { text = m_engine->url().toString(); });
        return text;
    }
    int connections()
    {
        int count = 0;
        run([&] { count = m_engine->openConnections(); });
        return count;
    }
    qint64 abandoned()
    {
        qint64 count = 0;
        run([&] { count = m_engine->abandoned; });
        return count;
    }
    demo::DemoEngine &engine() { return *m_engine; }

private:
    QThread m_thread;
    demo::DemoEngine *m_engine;
};

} // namespace lokal::test
