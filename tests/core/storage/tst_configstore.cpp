#include "tests/core/storage/storagefixture.h"

#include <QTest>

using namespace lokal;
using namespace lokal::test;

class TestConfigStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsEveryParameter();
    void keepsUnsetParametersUnset();
    void changesOnlyWhatIsGiven();
    void staleChangeIsRefused();
    void listsByIdWithTotal();
    void usedConfigurationIsNotDeleted();
    void sessionsMoveToAnotherConfiguration();
    void someoneElsesIsNotFound();

private:
    ConfigStore &store() { return m_fixture->configs(); }

    std::unique_ptr<StorageFixture> m_fixture;
    UserId m_anna, m_otto;
};

void TestConfigStore::init()
{
    m_fixture = std::make_unique<StorageFixture>();
    m_anna = m_fixture->makeUser(u"anna"_s);
    m_otto = m_fixture->makeUser(u"otto"_s);
}

void TestConfigStore::keepsEveryParameter()
{
    ModelConfig config;
    config.owner = m_anna;
    config.name = u"Überall"_s;
    config.modelName = u"hf.co/x/y:q4"_s;
    Parameters &p = config.parameters;
    p.systemPrompt = u""_s;
    p.temperature = 0.7;
    p.topP = 0.9;
    p.minP = 0.05;
    p.topK = 40;
    p.maxTokens = 100;
    p.repeatPenalty = 1.1;
    p.seed = -1;
    p.numCtx = 8192;
    p.stopSequences = { u"\n"_s, u"\"quoted\", 🙂"_s };
    p.format = { AnswerFormat::Schema, R"({"z": 1,  "a": 2})" };
    p.raw = true;
    p.think = Think::High;
    p.keepAlive = KeepAlive { std::nullopt, u"5m"_s };
    p.contextStrategy = ContextStrategy::Refuse;
    const ModelConfig stored = get(store().insertConfig(config));
    QCOMPARE(stored.parameters, p);
    QCOMPARE(stored.name, config.name);
    QCOMPARE(stored.modelName, config.modelName);
    QCOMPARE(stored.createdAtUtc, m_fixture->clock.nowUtc());
    m_fixture->open();
    QCOMPARE(get(store().config(m_anna, stored.id)), stored);
}

void TestConfigStore::keepsUnsetParametersUnset()
{
    const ModelConfig stored = get(store().config(m_anna, m_fixture->makeConfig(m_anna)));
    QCOMPARE(stored.parameters, Parameters {});
    QVERIFY(!stored.parameters.systemPrompt);
}

void TestConfigStore::changesOnlyWhatIsGiven()
{
    const ModelConfig before = get(store().config(m_anna, m_fixture->makeConfig(m_anna)));
    m_fixture->clock.advance(std::chrono::seconds(1));
    ConfigChange change;
    change.parameters.temperature = std::optional(0.5);
    change.parameters.keepAlive = std::optional(KeepAlive { 60.0, {} });
    const ModelConfig after = get(store().updateConfig(m_anna, before.id, change));
    QCOMPARE(after.revision, 2);
    QCOMPARE(after.updatedAtUtc, m_fixture->clock.nowUtc());
    QCOMPARE(after.name, before.name);
    QCOMPARE(after.parameters.temperature, std::optional(0.5));
    QCOMPARE(after.parameters.keepAlive->seconds, std::optional(60.0));
    QCOMPARE(get(store().updateConfig(m_anna, before.id, change)).revision, 2);
    change = {};
    change.parameters.temperature = std::optional<double>();
    QVERIFY(!get(store().updateConfig(m_anna, before.id, change)).parameters.temperature);
}

void TestConfigStore::staleChangeIsRefused()
{
    const ConfigId id = m_fixture->makeConfig(m_anna);
    ConfigChange change;
    change.name = u"new"_s;
    change.expectedRevision = 2;
    QCOMPARE(code(store().updateConfig(m_anna, id, change)), u"stale"_s);
    change.expectedRevision = 1;
    QCOMPARE(code(store().updateConfig(m_anna, id, change)), u"ok"_s);
}

void TestConfigStore::listsByIdWithTotal()
{
    for (int i = 0; i < 5; ++i)
        m_fixture->makeConfig(m_anna);
    m_fixture->makeConfig(m_otto);
    const Page<ModelConfig> page = get(store().configs(m_anna, { 2, 3 }));
    QCOMPARE(page.total, 5);
    QCOMPARE(page.items.size(), 2);
    QVERIFY(page.items[0].id < page.items[1].id);
    QVERIFY(get(store().configs(m_anna, { 2, 9 })).items.isEmpty());
}

void TestConfigStore::usedConfigurationIsNotDeleted()
{
    const ConfigId id = m_fixture->makeConfig(m_anna);
    QCOMPARE(get(store().configUsage(m_anna, id)), 0);
    const SessionId session = m_fixture->makeSession(m_anna, id).id;
    SessionChange trash;
    trash.trashed = true;
    get(m_fixture->chats().updateSession(m_anna, session, trash));
    QCOMPARE(get(store().configUsage(m_anna, id)), 1);
    const Result<Done> refused = wait(store().deleteConfig(m_anna, id, {}));
    QCOMPARE(refused.error().code, ErrorCode::ConfigInUse);
    QCOMPARE(refused.error().args.value(u"sessions"_s).toInt(), 1);
    get(m_fixture->chats().deleteSession(m_anna, session));
    QCOMPARE(code(store().deleteConfig(m_anna, id, {})), u"ok"_s);
    QCOMPARE(code(store().config(m_anna, id)), u"not_found"_s);
}

void TestConfigStore::sessionsMoveToAnotherConfiguration()
{
    const ConfigId id = m_fixture->makeConfig(m_anna);
    const ConfigId other = m_fixture->makeConfig(m_anna);
    const ConfigId foreign = m_fixture->makeConfig(m_otto);
    const SessionId session = m_fixture->makeSession(m_anna, id).id;
    QCOMPARE(code(store().deleteConfig(m_anna, id, foreign)), u"not_found"_s);
    QCOMPARE(code(store().deleteConfig(m_anna, id, id)), u"not_found"_s);
    QCOMPARE(code(store().deleteConfig(m_anna, id, other)), u"ok"_s);
    const ChatSession moved = get(m_fixture->chats().session(m_anna, session));
    QCOMPARE(moved.config, other);
    QCOMPARE(moved.revision, 2);
}

void TestConfigStore::someoneElsesIsNotFound()
{
    const ConfigId id = m_fixture->makeConfig(m_anna);
    ConfigChange change;
    change.name = u"mine"_s;
    QCOMPARE(code(store().config(m_otto, id)), u"not_found"_s);
    QCOMPARE(code(store().updateConfig(m_otto, id, change)), u"not_found"_s);
    QCOMPARE(code(store().deleteConfig(m_otto, id, {})), u"not_found"_s);
    QCOMPARE(code(store().configUsage(m_otto, id)), u"not_found"_s);
    QCOMPARE(get(store().configs(m_otto, {})).total, 0);
}

QTEST_GUILESS_MAIN(TestConfigStore)
#include "tst_configstore.moc"
