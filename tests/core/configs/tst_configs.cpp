#include "core/common/names.h"
#include "core/configs/configservice.h"
#include "core/configs/parametersjson.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeengine.h"
#include "tests/support/waitfor.h"

#include <QJsonDocument>
#include <QMap>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace lokal;

namespace {

/// Configurations in memory.
class MemoryConfigStore final : public ConfigStore
{
public:
    Future<Page<ModelConfig>> configs(UserId, const PageRequest &) override
    {
        return ready<Page<ModelConfig>>(Page<ModelConfig> {});
    }
    Future<ModelConfig> config(UserId owner, ConfigId id) override
    {
        if (!all.contains(id.value) || all[id.value].owner != owner)
            return ready<ModelConfig>(makeError(ErrorCode::NotFound));
        return ready<ModelConfig>(all[id.value]);
    }
    Future<ModelConfig> insertConfig(const ModelConfig &config) override
    {
        ModelConfig stored = config;
        stored.id = { all.size() + 1 };
        all[stored.id.value] = stored;
        return ready<ModelConfig>(stored);
    }
    Future<ModelConfig> updateConfig(UserId, ConfigId id, const ConfigChange &change) override
    {
        ModelConfig &stored = all[id.value];
        stored.name = change.name.value_or(stored.name);
        stored.modelName = change.modelName.value_or(stored.modelName);
        stored.parameters = applied(stored.parameters, change.parameters);
        return ready<ModelConfig>(stored);
    }
    Future<Done> deleteConfig(UserId, ConfigId id, std::optional<ConfigId>) override
    {
        if (all.remove(id.value) == 0)
            return ready<Done>(makeError(ErrorCode::NotFound));
        return ready<Done>(Done {});
    }
    Future<qint64> configUsage(UserId, ConfigId) override { return ready<qint64>(qint64(0)); }

    QMap<qint64, ModelConfig> all;
};

Principal somebody()
{
    Principal who;
    who.user = { 1 };
    return who;
}

ConfigChange named(const QString &name, const QString &model)
{
    ConfigChange change;
    change.name = name;
    change.modelName = model;
    return change;
}

QStringList fieldsOf(const QList<FieldError> &errors)
{
    QStringList fields;
    for (const FieldError &one : errors)
        fields.append(one.field);
    return fields;
}

} // namespace

/// Parameters as JSON, their ranges, and configurations.
class TestConfigs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndRefuses_data();
    void readsAndRefuses();
    void schemaKeepsTheOrderOfItsKeys();
    void parametersSurviveJson();
    void changesKeepWhatIsUnsetApart();
    void damagedTextIsNoChange();
    void namesAreChecked_data();
    void namesAreChecked();
    void createsAConfiguration();
    void listsEverythingThatIsWrong();
    void refusesAModelThatIsNotInstalled();
    void acceptsAnyModelWithoutAnEngine();
    void keepsTheNameOfADeletedModel();
};

void TestConfigs::readsAndRefuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("wrong");
    const auto row = [](const char *json, const QStringList &wrong = {}) {
        QTest::newRow(json) << QByteArray(json) << wrong;
    };
    row(R"({})");
    row(R"({"temperature":0,"top_p":1,"min_p":0.5,"top_k":1000,"repeat_penalty":2})");
    row(R"({"temperature":2.01})", { u"temperature"_s });
    row(R"({"temperature":"1"})", { u"temperature"_s });
    row(R"({"temperature":null,"top_p":null,"max_tokens":null,"num_ctx":null,"system_prompt":null})");
    row(R"({"top_p":-0.1,"min_p":1.5})", { u"top_p"_s, u"min_p"_s });
    row(R"({"top_k":1.5})", { u"top_k"_s });
    row(R"({"top_k":1e300})", { u"top_k"_s });
    row(R"({"max_tokens":0})", { u"max_tokens"_s });
    row(R"({"seed":-1,"num_ctx":256})");
    row(R"({"seed":2147483647,"num_ctx":2097152})");
    row(R"({"seed":2147483648,"num_ctx":255})", { u"seed"_s, u"num_ctx"_s });
    row(R"({"stop_sequences":["a","b"]})");
    row(R"({"stop_sequences":null})", { u"stop_sequences"_s });
    row(R"({"stop_sequences":["a",""]})", { u"stop_sequences[1]"_s });
    row(R"({"stop_sequences":[1]})", { u"stop_sequences"_s });
    row(R"({"stop_sequences":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17"]})",
        { u"stop_sequences"_s });
    row(R"({"raw":true})");
    row(R"({"raw":null})", { u"raw"_s });
    row(R"({"think":null})");
    row(R"({"think":false})");
    row(R"({"think":"max"})");
    row(R"({"think":"much"})", { u"think"_s });
    row(R"({"format":"json"})");
    row(R"({"format":{"type":"object"}})");
    row(R"({"format":"xml"})", { u"format"_s });
    row(R"({"format":null})", { u"format"_s });
    row(R"({"keep_alive":-1})");
    row(R"({"keep_alive":"1h30m"})");
    row(R"({"keep_alive":"300"})", { u"keep_alive"_s });
    row(R"({"keep_alive":true})", { u"keep_alive"_s });
    row(R"({"keep_alive":"0"})");
    row(R"({"keep_alive":".5s"})");
    row(R"({"keep_alive":"-1m"})");
    row(R"({"keep_alive":"2562047h"})");
    row(R"({"keep_alive":"2562048h"})", { u"keep_alive"_s });
    row(R"({"keep_alive":"99999999999999999h"})", { u"keep_alive"_s });
    row(R"({"keep_alive":1e300})", { u"keep_alive"_s });
    row(R"({"max_tokens":9007199254740991})");
    row(R"({"max_tokens":1e18})", { u"max_tokens"_s });
    row(R"({"context_strategy":"refuse"})");
    row(R"({"context_strategy":"summarize"})", { u"context_strategy"_s });
    row(R"({"context_strategy":"retrieve"})", { u"context_strategy"_s });
    row(R"({"context_strategy":"other"})", { u"context_strategy"_s });
}

void TestConfigs::readsAndRefuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, wrong);
    QStringList known;
    QList<FieldError> errors;
    const JsonObject object(json);
    readParameters(object, u"options."_s, &known, &errors);
    for (QString &field : wrong)
        field.prepend(u"options."_s);
    QCOMPARE(fieldsOf(errors), wrong);
    QStringList members = object.values().keys();
    known.sort();
    members.sort();
    QCOMPARE(known, members);
}

void TestConfigs::schemaKeepsTheOrderOfItsKeys()
{
    const QByteArray schema = R"({"type":"object","properties":{"zebra":{},"apple":{}}})";
    const ParameterChange change
        = readParameters(JsonObject("{\"format\":" + schema + "}"), {}, nullptr, nullptr);
    QCOMPARE(change.format->schema, schema);
    QVERIFY(parametersToJson(applied({}, change)).contains("\"format\":" + schema));
}

void TestConfigs::parametersSurviveJson()
{
    Parameters parameters;
    QCOMPARE(applied({}, changeFromJson(parametersToJson(parameters))), parameters);
    parameters.systemPrompt = u"Say \"hi\"\n\u00e4"_s;
    parameters.temperature = 0.1;
    parameters.topP = 1.0 / 3;
    parameters.topK = 40;
    parameters.maxTokens = 100;
    parameters.seed = -1;
    parameters.numCtx = 4096;
    parameters.minP = 1e-7;
    parameters.repeatPenalty = 1.1;
    parameters.stopSequences = QStringList { u"</s>"_s, u"\n"_s };
    parameters.format = { AnswerFormat::Schema, R"({"b":1,"a":2})" };
    parameters.raw = true;
    parameters.think = Think::High;
    parameters.keepAlive = KeepAlive { std::nullopt, u"5m"_s };
    parameters.contextStrategy = ContextStrategy::Refuse;
    const QByteArray json = parametersToJson(parameters);
    QVERIFY(QJsonDocument::fromJson(json).isObject());
    QCOMPARE(applied({}, changeFromJson(json)), parameters);
    for (const Think think :
         { Think::ModelDefault, Think::Off, Think::On, Think::Low, Think::Medium, Think::Max }) {
        parameters.think = think;
        QCOMPARE(applied({}, changeFromJson(parametersToJson(parameters))), parameters);
    }
}

void TestConfigs::changesKeepWhatIsUnsetApart()
{
    ParameterChange change;
    QCOMPARE(changeToJson(change), QByteArray("{}"));
    change.temperature = std::optional<double>(); // back to the model's default
    change.keepAlive = std::optional<KeepAlive>({ 2.5, {} });
    QCOMPARE(changeToJson(change), QByteArray(R"({"temperature":null,"keep_alive":2.5})"));
    QCOMPARE(changeFromJson(changeToJson(change)), change);
    Parameters base;
    base.temperature = 1;
    base.topK = 3;
    QVERIFY(!applied(base, change).temperature);
    QCOMPARE(applied(base, change).topK.value_or(0), 3);
}

void TestConfigs::damagedTextIsNoChange()
{
    QVERIFY(changeFromJson("").isEmpty());
    QVERIFY(changeFromJson("{\"temperature\":").isEmpty());
    QVERIFY(changeFromJson("[1]").isEmpty());
}

void TestConfigs::namesAreChecked_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("one") << u"x"_s << true;
    QTest::newRow("200 emoji") << QString::fromUtf8("\xF0\x9F\x98\x80").repeated(200) << true;
    QTest::newRow("201") << QString(201, u'x') << false;
    QTest::newRow("line break") << u"a\nb"_s << false;
    QTest::newRow("delete") << u"a\u007f"_s << false;
    QTest::newRow("half a pair") << QString(QChar(0xd800)) << false;
}

void TestConfigs::namesAreChecked()
{
    QFETCH(QString, name);
    QFETCH(bool, isGood);
    QCOMPARE(checkName(u"name"_s, name).ok(), isGood);
}

void TestConfigs::createsAConfiguration()
{
    MemoryConfigStore store;
    FakeEngine engine;
    FakeClock clock;
    ConfigService configs(store, engine, clock);
    QSignalSpy changed(&configs, &Configs::changed);
    ConfigChange values = named(u"Brief"_s, u"small"_s);
    values.parameters.temperature = std::optional<double>(0.5);
    const auto created = waitFor(configs.create(somebody(), values));
    QVERIFY(created);
    QCOMPARE(created->owner, somebody().user);
    QCOMPARE(created->parameters.temperature.value_or(0), 0.5);
    QCOMPARE(created->createdAtUtc, clock.nowUtc());
    QCOMPARE(changed.count(), 1);
    QVERIFY(waitFor(configs.remove(somebody(), created->id, {})));
    QCOMPARE(changed.count(), 2);
}

void TestConfigs::listsEverythingThatIsWrong()
{
    MemoryConfigStore store;
    FakeEngine engine;
    FakeClock clock;
    ConfigService configs(store, engine, clock);
    ConfigChange values;
    values.name = u"bad\u0001"_s;
    values.parameters.topP = std::optional<double>(2);
    values.parameters.contextStrategy = ContextStrategy::Summarize;
    const auto refused = waitFor(configs.create(somebody(), values));
    QCOMPARE(refused.error().code, ErrorCode::InvalidField);
    QCOMPARE(fieldsOf(refused.error().fields),
             (QStringList { u"name"_s, u"model_name"_s, u"top_p"_s, u"context_strategy"_s }));
    QVERIFY(store.all.isEmpty());
}

void TestConfigs::refusesAModelThatIsNotInstalled()
{
    MemoryConfigStore store;
    FakeEngine engine;
    FakeClock clock;
    ConfigService configs(store, engine, clock);
    const auto refused = waitFor(configs.create(somebody(), named(u"A"_s, u"absent"_s)));
    QCOMPARE(refused.error().code, ErrorCode::ModelNotInstalled);
    QVERIFY(waitFor(configs.create(somebody(), named(u"A"_s, u"small:latest"_s))));
    ConfigChange change;
    change.modelName = u"absent"_s;
    QCOMPARE(waitFor(configs.update(somebody(), { 1 }, change)).error().code,
             ErrorCode::ModelNotInstalled);
    QCOMPARE(waitFor(configs.update(somebody(), { 99 }, change)).error().code, ErrorCode::NotFound);
}

void TestConfigs::acceptsAnyModelWithoutAnEngine()
{
    MemoryConfigStore store;
    FakeEngine engine;
    FakeClock clock;
    engine.down = makeError(ErrorCode::EngineUnreachable);
    ConfigService configs(store, engine, clock);
    QVERIFY(waitFor(configs.create(somebody(), named(u"A"_s, u"absent"_s))));
}

void TestConfigs::keepsTheNameOfADeletedModel()
{
    MemoryConfigStore store;
    FakeEngine engine;
    FakeClock clock;
    ConfigService configs(store, engine, clock);
    QVERIFY(waitFor(configs.create(somebody(), named(u"A"_s, u"small"_s))));
    engine.installed.clear();
    ConfigChange change = named(u"B"_s, u"small"_s); // as a client does that sends all it got
    QCOMPARE(waitFor(configs.update(somebody(), { 1 }, change))->name, u"B"_s);
}

QTEST_GUILESS_MAIN(TestConfigs)
#include "tst_configs.moc"
