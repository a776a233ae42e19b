#include "core/common/utczone.h"
#include "core/ollama/ndjsonreader.h"
#include "core/ollama/ollamaaddress.h"
#include "core/ollama/ollamaanswer.h"
#include "core/ollama/ollamaerrors.h"
#include "core/ollama/ollamaparser.h"
#include "core/ollama/ollamarequestbuilder.h"
#include "tests/support/replayserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;
using lokal::test::ReplayServer;

namespace {

QJsonObject expectedAnswers()
{
    QFile file(QStringLiteral(LOKAL_TEST_DATA) + "/ollama/expected.json"_L1);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("expected.json is missing");
    return QJsonDocument::fromJson(file.readAll()).object();
}

/// The body of a recorded answer, out of its headers and chunks.
QByteArray recordedBody(const QString &name)
{
    QByteArray bytes = ReplayServer::recorded(name).bytes;
    if (bytes.startsWith("HTTP/1.1 100"))
        bytes.remove(0, bytes.indexOf("\r\n\r\n") + 4);
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n") + 4;
    const bool isChunked = bytes.first(headEnd).contains("Transfer-Encoding: chunked");
    bytes.remove(0, headEnd);
    if (!isChunked)
        return bytes;
    QByteArray body;
    for (;;) {
        const qsizetype lineEnd = bytes.indexOf("\r\n");
        const qsizetype size = lineEnd < 0 ? 0 : bytes.first(lineEnd).toLongLong(nullptr, 16);
        if (size == 0)
            return body;
        body += bytes.sliced(lineEnd + 2, size);
        bytes.remove(0, lineEnd + 2 + size + 2);
    }
}

struct Heard
{
    QString thinking, text;
    std::optional<AnswerOutcome> outcome;

    void take(const AnswerPart &part)
    {
        thinking += part.thinking;
        text += part.text;
        if (part.outcome)
            outcome = part.outcome;
    }
    Error error() const { return outcome ? std::get<Error>(*outcome) : Error {}; }
    GenerationEnd end() const
    {
        return outcome ? std::get<GenerationEnd>(*outcome) : GenerationEnd {};
    }
    bool isFailed() const { return outcome && std::holds_alternative<Error>(*outcome); }
};

Heard hear(const QList<QByteArray> &pieces,
           qsizetype maximumLine = NdjsonReader::defaultMaximumLine)
{
    OllamaAnswer answer({ u"m"_s, 4096 }, maximumLine);
    Heard heard;
    for (const QByteArray &piece : pieces) {
        answer.feed(piece);
        while (const auto part = answer.takePart())
            heard.take(*part);
    }
    if (!heard.outcome)
        heard.take(answer.close());
    return heard;
}

bool sameHeard(const Heard &a, const Heard &b)
{
    if (a.thinking != b.thinking || a.text != b.text || a.isFailed() != b.isFailed())
        return false;
    return a.isFailed() ? a.error() == b.error()
                        : a.end().reason == b.end().reason && a.end().usage == b.end().usage;
}

QStringList linesOf(NdjsonReader &reader)
{
    QStringList lines;
    while (const auto line = reader.takeLine())
        lines.append(QString::fromUtf8(*line));
    return lines;
}

GenerationRequest smallRequest()
{
    GenerationRequest request;
    request.model = u"m"_s;
    request.messages = { { Role::User, u"Hi"_s, {} } };
    request.parameters.numCtx = 4096;
    return request;
}

} // namespace

class TestOllamaWire : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // reader
    void readsLinesWhateverTheirEnd();
    void keepsLineWithoutLineFeedAsRest();
    void replacesInvalidUtf8_u2();
    void joinsCharactersSplitOverReads_u2();
    void stopsAtLineAboveLimit_u2();
    // answers
    void understandsEveryRecordedAnswer_data();
    void understandsEveryRecordedAnswer();
    void cutAnywhereGivesTheSame_u2_data();
    void cutAnywhereGivesTheSame_u2();
    void endlessLinesWithoutTextAreAProtocolError_u2();
    void joinsSurrogatesSplitOverLines_u2();
    void badBodiesAreProtocolErrors_u2_data();
    void badBodiesAreProtocolErrors_u2();
    void toleratesOtherVersions();
    void keepsTextBeforeErrorLine();
    void ignoresWhatFollowsTheLastLine();
    // values
    void readsRecordedLists();
    void readsRecordedDetails();
    void readsOddLists();
    void readsVersion();
    // errors
    void recognisesErrors_data();
    void recognisesErrors();
    void recognisesEveryRecordedError_data();
    void recognisesEveryRecordedError();
    void unwrapsNestedContextError();
    void keepsServerPathsOutOfText();
    // requests
    void writesSmallestChat();
    void writesEverything();
    void writesRawPrompt();
    void keepsOrderOfSchema();
    void writesThink_data();
    void writesThink();
    void systemPromptStandsInFrontOnce();
    // addresses
    void readsAddress_data();
    void readsAddress();
    void refusesAddress_data();
    void refusesAddress();
};

void TestOllamaWire::readsLinesWhateverTheirEnd()
{
    NdjsonReader reader;
    reader.feed("{\"a\":1}\r\n\n  \n{\"b\":2}\n{\"c\"");
    QCOMPARE(linesOf(reader), QStringList({ u"{\"a\":1}"_s, u"{\"b\":2}"_s }));
    reader.feed(":3}\n");
    QCOMPARE(linesOf(reader), QStringList({ u"{\"c\":3}"_s }));
    QVERIFY(!reader.takeRest());
}

void TestOllamaWire::keepsLineWithoutLineFeedAsRest()
{
    NdjsonReader reader;
    reader.feed("{\"a\":1}\n{\"b\":2}");
    QCOMPARE(linesOf(reader), QStringList({ u"{\"a\":1}"_s }));
    QCOMPARE(reader.takeRest(), "{\"b\":2}"_ba);
    QVERIFY(!reader.takeRest());
}

void TestOllamaWire::replacesInvalidUtf8_u2()
{
    NdjsonReader reader;
    reader.feed("{\"a\":\"x\xff\xc3y\"}\n");
    QCOMPARE(linesOf(reader), QStringList({ u"{\"a\":\"x\uFFFD\uFFFDy\"}"_s }));
}

void TestOllamaWire::joinsCharactersSplitOverReads_u2()
{
    NdjsonReader reader;
    const QByteArray line = u"{\"a\":\"ë🙂\"}"_s.toUtf8();
    for (const char byte : line + '\n')
        reader.feed(QByteArray(1, byte));
    QCOMPARE(linesOf(reader), QStringList({ QString::fromUtf8(line) }));
}

void TestOllamaWire::stopsAtLineAboveLimit_u2()
{
    NdjsonReader atLimit(8);
    atLimit.feed("12345678");
    QVERIFY(!atLimit.overflowed());
    atLimit.feed("\n");
    QCOMPARE(linesOf(atLimit), QStringList({ u"12345678"_s }));

    NdjsonReader growing(8);
    growing.feed("1\n12345");
    growing.feed("6789");
    QVERIFY(growing.overflowed());
    QCOMPARE(linesOf(growing), QStringList({ u"1"_s }));
    QVERIFY(!growing.takeRest());

    NdjsonReader whole(8);
    whole.feed("1\n123456789\n2\n");
    QCOMPARE(linesOf(whole), QStringList({ u"1"_s }));
    QVERIFY(whole.overflowed());
}

void TestOllamaWire::understandsEveryRecordedAnswer_data()
{
    QTest::addColumn<QString>("name");
    const QJsonObject all = expectedAnswers();
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (it->toObject().value("status"_L1).toInt() == 200)
            QTest::newRow(qPrintable(it.key())) << it.key();
    }
}

void TestOllamaWire::understandsEveryRecordedAnswer()
{
    QFETCH(const QString, name);
    const QJsonObject expected = expectedAnswers().value(name).toObject();
    const Heard heard = hear({ recordedBody(name) });
    QCOMPARE(heard.text, expected.value("text"_L1).toString());
    QCOMPARE(heard.thinking, expected.value("thinking"_L1).toString());
    QVERIFY(heard.outcome);
    if (expected.contains("error"_L1)) {
        QVERIFY(heard.isFailed());
        QCOMPARE(heard.error().code, ErrorCode::EngineError);
        QCOMPARE(heard.error().detail, expected.value("error"_L1).toString());
        return;
    }
    if (expected.contains("ends"_L1)) {
        QVERIFY(heard.isFailed());
        QCOMPARE(heard.error().code, ErrorCode::EngineProtocol);
        return;
    }
    QVERIFY(!heard.isFailed());
    QCOMPARE(heard.end().reason, expected.value("reason"_L1).toString());
    const QJsonObject counts = expected.value("usage"_L1).toObject();
    const auto count = [&](QLatin1StringView key) {
        return counts.contains(key) ? std::optional(counts.value(key).toInteger()) : std::nullopt;
    };
    const Usage &usage = heard.end().usage;
    QCOMPARE(usage.promptTokens, count("prompt_tokens"_L1));
    QCOMPARE(usage.completionTokens, count("completion_tokens"_L1));
    QCOMPARE(usage.loadMs, count("load_ms"_L1));
    QCOMPARE(usage.promptMs, count("prompt_ms"_L1));
    QCOMPARE(usage.evalMs, count("eval_ms"_L1));
    QCOMPARE(usage.totalMs, count("total_ms"_L1));
    QCOMPARE(usage.tokensPerSecond.has_value(), count("eval_ms"_L1).has_value());
}

void TestOllamaWire::cutAnywhereGivesTheSame_u2_data()
{
    QTest::addColumn<QByteArray>("body");
    const QStringList names { u"chat-warm"_s,       u"chat-json-bytes-utf8"_s,
                              u"chat-escapes"_s,    u"think-true"_s,
                              u"generate-stream"_s, u"kill-runner"_s,
                              u"chat-nonstream"_s,  u"chat-same"_s };
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << recordedBody(name);
    QTest::newRow("invalid UTF-8")
        << "{\"message\":{\"content\":\"a\xf0\x9f\x99\"},\"done\":false}\r\n\n{\"done\":true}"_ba;
}

void TestOllamaWire::cutAnywhereGivesTheSame_u2()
{
    QFETCH(const QByteArray, body);
    const Heard whole = hear({ body });
    QList<QByteArray> bytes;
    for (qsizetype cut = 0; cut < body.size(); ++cut) {
        bytes.append(body.sliced(cut, 1));
        if (!sameHeard(hear({ body.first(cut), body.sliced(cut) }), whole))
            QFAIL(qPrintable(u"differs when cut at byte %1"_s.arg(cut)));
    }
    QVERIFY(sameHeard(hear(bytes), whole));
}

void TestOllamaWire::endlessLinesWithoutTextAreAProtocolError_u2()
{
    const QByteArray silent = QByteArray(R"({"message":{"content":""},"done":false})"
                                         "\n")
                                  .repeated(25'000); // 1 MiB
    const QByteArray word = R"({"message":{"content":"word"},"done":false})"
                            "\n";
    QList<QByteArray> pieces(12, silent);
    pieces += word;
    pieces += QList<QByteArray>(12, silent);
    QVERIFY(!hear(pieces + QList<QByteArray> { R"({"done":true})" }).isFailed());
    const Heard endless = hear(pieces + QList<QByteArray>(12, silent));
    QVERIFY(endless.isFailed());
    QCOMPARE(endless.error().code, ErrorCode::EngineProtocol);
    QCOMPARE(endless.text, u"word"_s);
    QVERIFY(hear(QList<QByteArray>(17, QByteArray(1 << 20, '\n'))).isFailed());
}

void TestOllamaWire::joinsSurrogatesSplitOverLines_u2()
{
    const Heard joined = hear({ R"({"message":{"content":"a\ud83d"},"done":false})"
                                "\n"
                                R"({"message":{"content":""},"done":false})"
                                "\n"
                                R"({"message":{"content":"\ude42b"},"done":true})"_ba });
    QCOMPARE(joined.text, u"a🙂b"_s);
    const Heard alone = hear({ R"({"message":{"content":"a\ud83d"},"done":true})"_ba });
    QCOMPARE(alone.text, u"a\uFFFD"_s);
    const Heard broken = hear({ R"({"message":{"content":"a\ud83d"},"done":false})"
                                "\n"
                                R"({"message":{"content":"b"},"done":true})"_ba });
    QCOMPARE(broken.text, u"a\uFFFDb"_s);
}

void TestOllamaWire::badBodiesAreProtocolErrors_u2_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a page") << "<html><body>Welcome</body></html>"_ba;
    QTest::newRow("a list") << "[1,2]\n"_ba;
    QTest::newRow("foreign JSON") << "{\"hello\":\"world\"}\n{\"done\":true}\n"_ba;
    QTest::newRow("cut line") << "{\"message\":{\"content\":\"a\"},\"done\":false}\n{\"mess"_ba;
    QTest::newRow("no end") << "{\"message\":{\"content\":\"a\"},\"done\":false}\n"_ba;
    QTest::newRow("one object, not done") << recordedBody(u"chat-same-nonstream"_s);
}

void TestOllamaWire::badBodiesAreProtocolErrors_u2()
{
    QFETCH(const QByteArray, body);
    const Heard heard = hear({ body });
    QVERIFY(heard.isFailed());
    QCOMPARE(heard.error().code, ErrorCode::EngineProtocol);
}

void TestOllamaWire::toleratesOtherVersions()
{
    const Heard heard = hear(
        { R"({"message":{"role":"assistant","content":"a","thinking":null,"images":null},"x":{"y":[]},"done":false})"
          "\n"
          R"({"message":null,"done":false})"
          "\n"
          R"({"message":{"content":"b"},"done":true,"eval_count":3.0,"eval_duration":1.5e9,"prompt_eval_count":null})"_ba });
    QVERIFY(!heard.isFailed());
    QCOMPARE(heard.text, u"ab"_s);
    QCOMPARE(heard.end().reason, u"stop"_s);
    QCOMPARE(heard.end().usage.completionTokens, std::optional<qint64>(3));
    QCOMPARE(heard.end().usage.evalMs, std::optional<qint64>(1500));
    QCOMPARE(heard.end().usage.tokensPerSecond, std::optional<double>(2.0));
    QCOMPARE(heard.end().usage.promptTokens, std::optional<qint64>());
}

void TestOllamaWire::keepsTextBeforeErrorLine()
{
    const Heard heard = hear({ recordedBody(u"kill-runner"_s) });
    QCOMPARE(heard.text, u" amber"_s);
    QCOMPARE(heard.error().code, ErrorCode::EngineError);
}

void TestOllamaWire::ignoresWhatFollowsTheLastLine()
{
    const Heard heard = hear(
        { "{\"message\":{\"content\":\"a\"},\"done\":true}\n{\"error\":\"late\"}\n{\"mess"_ba });
    QVERIFY(!heard.isFailed());
    QCOMPARE(heard.text, u"a"_s);
}

void TestOllamaWire::readsRecordedLists()
{
    const auto models = ollamaparser::installedModels(recordedBody(u"tags-several"_s));
    QVERIFY(models.ok());
    QCOMPARE(models->size(), 6);
    const Model &first = models->first();
    QCOMPARE(first.name, u"badparam:latest"_s);
    QCOMPARE(first.sizeBytes, 2373879);
    QCOMPARE(first.digest.size(), 64);
    QCOMPARE(first.modifiedAtUtc, QDateTime(QDate(2026, 11, 22), QTime(17, 45, 31, 171), utcZone));
    QCOMPARE(first.parameterSize, u"590K"_s);
    QCOMPARE(first.quantization, QString()); // "unknown"
    QVERIFY(ollamaparser::installedModels(recordedBody(u"tags-empty"_s))->isEmpty());
    QCOMPARE(
        ollamaparser::installedModels(recordedBody(u"tags-pulled"_s))->first().name.count(u'/'), 2);

    const auto loaded = ollamaparser::loadedModels(recordedBody(u"ps-loaded"_s));
    QCOMPARE(loaded->size(), 1);
    QCOMPARE(loaded->first().name, u"tiny-chat:latest"_s);
    QCOMPARE(loaded->first().loadedBytes, std::optional<qint64>(1937408));
    QCOMPARE(loaded->first().loadedVramBytes, std::optional<qint64>(0));
    QCOMPARE(loaded->first().loadedContext, std::optional<qint64>(4096));
    QVERIFY(ollamaparser::loadedModels(recordedBody(u"ps-empty"_s))->isEmpty());
}

void TestOllamaWire::readsRecordedDetails()
{
    const auto think
        = ollamaparser::modelDetails(recordedBody(u"show-tiny-think"_s), u"tiny-think"_s);
    QVERIFY(think.ok());
    QCOMPARE(think->name, u"tiny-think"_s);
    QCOMPARE(think->family, u"llama"_s);
    QVERIFY(think->contextLength.value_or(0) > 0);
    QVERIFY(think->capabilities && think->capabilities->contains("thinking"_L1));
    const auto pirate
        = ollamaparser::modelDetails(recordedBody(u"show-pirate"_s), u"team/pirate:v1"_s);
    QVERIFY(pirate.ok());
    QCOMPARE(pirate->parameters.value(u"num_ctx"_s), 512.0);
    QCOMPARE(pirate->parameters.value(u"temperature"_s), 0.5);
    QVERIFY(!pirate->parameters.contains(u"stop"_s)); // a text
    QVERIFY(think->parameters.isEmpty());
    const QByteArray ownWindow
        = R"({"details":{},"parameters":"stop   \"a\"\nnum_ctx                        2048\nnum_ctx_x 1"})";
    QCOMPARE(ollamaparser::modelDetails(ownWindow, {})->defaultNumCtx, std::optional<qint64>(2048));
}

void TestOllamaWire::readsOddLists()
{
    const auto models = ollamaparser::installedModels(
        R"({"models":[{"name":"a","size":1e3,"details":{"families":null,"context_length":4096.0},"new":1},{"size":1},{"model":"b","details":null}]})");
    QVERIFY(models.ok());
    QCOMPARE(models->size(), 2);
    QCOMPARE(models->first().sizeBytes, 1000);
    QCOMPARE(models->first().contextLength, std::optional<qint64>(4096));
    QCOMPARE(models->last().name, u"b"_s);
    QVERIFY(ollamaparser::installedModels("{\"models\":null}")->isEmpty());
    QCOMPARE(ollamaparser::installedModels("{\"items\":[]}").error().code,
             ErrorCode::EngineProtocol);
    QCOMPARE(ollamaparser::installedModels("<html>").error().code, ErrorCode::EngineProtocol);
    const auto details = ollamaparser::modelDetails(
        R"({"details":{},"model_info":{"general.architecture":null,"x":[1,null]}})", u"m"_s);
    QVERIFY(details.ok());
    QCOMPARE(details->capabilities, std::optional<QStringList>());
    QCOMPARE(details->contextLength, std::optional<qint64>());
}

void TestOllamaWire::readsVersion()
{
    QCOMPARE(*ollamaparser::version(recordedBody(u"version"_s)), u"0.24.0"_s);
    QVERIFY(!ollamaparser::version("{\"version\":3}").ok());
    QVERIFY(!ollamaparser::version(recordedBody(u"root-get"_s)).ok());
}

void TestOllamaWire::recognisesErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, int status, const QByteArray &body, const QString &code) {
        QTest::newRow(name) << status << body << code;
    };
    row("model gone", 404, R"({"error":"model 'm' not found"})", u"model_not_installed"_s);
    row("no Ollama there", 404, "404 page not found", u"engine_protocol"_s);
    row("redirect", 307, "<a href=\"/x\">", u"engine_protocol"_s);
    row("proxy's page", 502, "<html>Bad Gateway</html>", u"engine_protocol"_s);
    row("host refused", 403, "", u"engine_error"_s);
    row("panic", 500, "", u"engine_error"_s);
    row("queue full", 503,
        R"({"error":"server busy, please try again.  maximum pending requests exceeded"})",
        u"engine_busy"_s);
    row("cloud limit", 429, R"({"error":"too many"})", u"engine_busy"_s);
    row("not signed in", 401, R"({"error":"unauthorized","signin_url":"https://example.org"})",
        u"engine_error"_s);
    row("context, 0.24", 400, R"({"error":"the input length exceeds the context length"})",
        u"context_exceeded"_s);
    row("context, 0.30.9", 400,
        R"({"error":"the prompt is longer than the context length currently available"})",
        u"context_exceeded"_s);
    row("context, stream", 200,
        R"({"error":"llama-server chat error: map[code:500 message:Context size has been exceeded. type:server_error]"})",
        u"context_exceeded"_s);
    row("Go's deadline", 500, R"({"error":"context deadline exceeded"})", u"engine_error"_s);
    row("thinking", 400, R"({"error":"\"m\" does not support thinking"})", u"capability_missing"_s);
    row("vision", 500,
        R"({"error":"{\"error\":{\"code\":500,\"message\":\"image input is not supported - hint: mmproj\"}}"})",
        u"capability_missing"_s);
    row("load", 500,
        R"({"error":"llama-server process has terminated: exit status 1: error loading model"})",
        u"engine_error"_s);
    row("error object", 400, R"({"error":{"message":"odd","type":"x"}})", u"engine_error"_s);
}

void TestOllamaWire::recognisesErrors()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, code);
    const Error error = ollamaErrorFromAnswer(status, body, { u"m"_s, {} });
    QCOMPARE(codeName(error.code), code);
    QVERIFY(!error.detail.isEmpty());
}

void TestOllamaWire::recognisesEveryRecordedError_data()
{
    QTest::addColumn<QString>("name");
    const QJsonObject all = expectedAnswers();
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (it->toObject().value("status"_L1).toInt() != 200)
            QTest::newRow(qPrintable(it.key())) << it.key();
    }
}

void TestOllamaWire::recognisesEveryRecordedError()
{
    QFETCH(const QString, name);
    const QJsonObject expected = expectedAnswers().value(name).toObject();
    const int status = expected.value("status"_L1).toInt();
    const QString text = expected.value("error"_L1).toString();
    const Error error = ollamaErrorFromAnswer(status, recordedBody(name), { u"m"_s, 64 });
    ErrorCode code = ErrorCode::EngineError;
    if (status == 404)
        code = ErrorCode::ModelNotInstalled;
    else if (status == 503)
        code = ErrorCode::EngineBusy;
    else if (text.contains("exceeds the context"_L1))
        code = ErrorCode::ContextExceeded;
    else if (text.contains("does not support"_L1) && !text.contains("raw mode"_L1))
        code = ErrorCode::CapabilityMissing;
    QCOMPARE(codeName(error.code), codeName(code));
    QCOMPARE(error.detail, text);
    QCOMPARE(error.args.value(u"model"_s).toString(), u"m"_s);
}

void TestOllamaWire::unwrapsNestedContextError()
{
    const QByteArray body
        = R"({"error":"{\"error\":{\"code\":400,\"message\":\"request (4390 tokens) exceeds the available context size (4096 tokens), try increasing it\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":4390,\"n_ctx\":4096}}"})";
    const Error error = ollamaErrorFromAnswer(400, body, { u"m"_s, 8192 });
    QCOMPARE(error.code, ErrorCode::ContextExceeded);
    QCOMPARE(error.args.value(u"window"_s).toLongLong(), 4096);
    QCOMPARE(error.args.value(u"needed"_s).toLongLong(), 4390);
    QVERIFY(error.detail.startsWith("request (4390"_L1));

    const Error fromText = ollamaErrorFromText(
        400, u"request (5000 tokens) exceeds the available context size (2048 tokens)"_s, {});
    QCOMPARE(fromText.args.value(u"window"_s).toLongLong(), 2048);
    QCOMPARE(fromText.args.value(u"needed"_s).toLongLong(), 5000);

    const Error unknown = ollamaErrorFromText(400, u"the input length exceeds the context length"_s,
                                              { u"m"_s, 8192 });
    QCOMPARE(unknown.args.value(u"window"_s).toLongLong(), 8192);
    QVERIFY(!unknown.args.contains(u"needed"_s));
}

void TestOllamaWire::keepsServerPathsOutOfText()
{
    const Error error = ollamaErrorFromAnswer(500, recordedBody(u"load-oddarch"_s), { u"m"_s, {} });
    QCOMPARE(error.args.value(u"text"_s).toString(), u"unable to load model: …"_s);
    QVERIFY(error.detail.contains("/models/blobs/"_L1));
    const Error windows
        = ollamaErrorFromText(500, uR"(cannot open C:\Users\me\model.bin now)"_s, {});
    QCOMPARE(windows.args.value(u"text"_s).toString(), u"cannot open … now"_s);
    const Error named = ollamaErrorFromText(
        500, u"registry.ollama.ai/library/m:latest is odd, see https://ollama.com/a/b"_s, {});
    QCOMPARE(named.args.value(u"text"_s).toString(), named.detail);
}

void TestOllamaWire::writesSmallestChat()
{
    const OllamaRequest wire = ollamaRequest(smallRequest());
    QCOMPARE(wire.path, u"/api/chat"_s);
    const QByteArray expected
        = R"({"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"truncate":false,"shift":false,"options":{"num_ctx":4096}})";
    QCOMPARE(wire.body, expected);
}

void TestOllamaWire::writesEverything()
{
    GenerationRequest request = smallRequest();
    request.messages = { { Role::System, u"Be \"brief\"."_s, {} },
                         { Role::User, u"Zoë\n🙂"_s, { "\x00\xff"_ba + "A", "B"_ba } },
                         { Role::Assistant, u"ok"_s, {} },
                         { Role::Tool, u"7"_s, {} } };
    Parameters &p = request.parameters;
    p.maxTokens = 100;
    p.temperature = 0.7;
    p.topP = 0.9;
    p.topK = 40;
    p.minP = 0.05;
    p.repeatPenalty = 1.1;
    p.seed = 2147483647;
    p.stopSequences = { u"END"_s, u"\n\n"_s };
    p.format.kind = AnswerFormat::Json;
    p.think = Think::On;
    p.keepAlive = KeepAlive { {}, u"10m"_s };
    const QByteArray images
        = '"' + ("\x00\xff"_ba + "A").toBase64() + "\",\"" + "B"_ba.toBase64() + '"';
    const QByteArray expected
        = R"({"model":"m","messages":[{"role":"system","content":"Be \"brief\"."},{"role":"user","content":")"_ba
        + u"Zoë\\n🙂"_s.toUtf8() + R"(","images":[)" + images
        + R"(]},{"role":"assistant","content":"ok"},{"role":"tool","content":"7"}],"stream":true,"truncate":false,"shift":false,)"
          R"("format":"json","think":true,"keep_alive":"10m","options":{"num_ctx":4096,"num_predict":100,"temperature":0.7,)"
          R"("top_p":0.9,"top_k":40,"min_p":0.05,"repeat_penalty":1.1,"seed":2147483647,"stop":["END","\n\n"]}})";
    QCOMPARE(ollamaRequest(request).body, expected);
    p.keepAlive = KeepAlive { -1.0, {} };
    QVERIFY(ollamaRequest(request).body.contains("\"keep_alive\":-1,"));
    p.keepAlive = KeepAlive { 0.5, {} };
    QVERIFY(ollamaRequest(request).body.contains("\"keep_alive\":0.5,"));
}

void TestOllamaWire::writesRawPrompt()
{
    GenerationRequest request = smallRequest();
    request.parameters.raw = true;
    request.parameters.systemPrompt = u"ignored"_s;
    const OllamaRequest wire = ollamaRequest(request);
    QCOMPARE(wire.path, u"/api/generate"_s);
    const QByteArray expected
        = R"({"model":"m","prompt":"Hi","raw":true,"stream":true,"truncate":false,"shift":false,"options":{"num_ctx":4096}})";
    QCOMPARE(wire.body, expected);
}

void TestOllamaWire::keepsOrderOfSchema()
{
    GenerationRequest request = smallRequest();
    request.parameters.format
        = { AnswerFormat::Schema, R"({"type": "object","properties":{"z":{},"a":{}}})" };
    const QByteArray asReceived
        = R"("format":{"type": "object","properties":{"z":{},"a":{}}},"options")";
    QVERIFY(ollamaRequest(request).body.contains(asReceived));
}

void TestOllamaWire::writesThink_data()
{
    QTest::addColumn<int>("think");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("off") << int(Think::Off) << R"("think":false,)"_ba;
    QTest::newRow("on") << int(Think::On) << R"("think":true,)"_ba;
    QTest::newRow("low") << int(Think::Low) << R"("think":"low",)"_ba;
    QTest::newRow("medium") << int(Think::Medium) << R"("think":"medium",)"_ba;
    QTest::newRow("high") << int(Think::High) << R"("think":"high",)"_ba;
    QTest::newRow("max") << int(Think::Max) << R"("think":"max",)"_ba;
}

void TestOllamaWire::writesThink()
{
    QFETCH(const int, think);
    QFETCH(const QByteArray, text);
    GenerationRequest request = smallRequest();
    request.parameters.think = Think(think);
    QVERIFY(ollamaRequest(request).body.contains(text));
}

void TestOllamaWire::systemPromptStandsInFrontOnce()
{
    GenerationRequest request = smallRequest();
    request.parameters.systemPrompt = u"S"_s;
    const QByteArray body = ollamaRequest(request).body;
    const QByteArray messages
        = R"("messages":[{"role":"system","content":"S"},{"role":"user","content":"Hi"}])";
    QVERIFY(body.contains(messages));
    request.messages.prepend({ Role::System, u"S"_s, {} });
    QCOMPARE(ollamaRequest(request).body, body);
}

void TestOllamaWire::readsAddress_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    const auto row = [](const QString &text, const QString &url) {
        QTest::newRow(qPrintable(text)) << text << url;
    };
    row({}, u"http://127.0.0.1:11434"_s);
    row(u"localhost"_s, u"http://localhost:11434"_s);
    row(u"nas:8080"_s, u"http://nas:8080"_s);
    row(u":8080"_s, u"http://127.0.0.1:8080"_s);
    row(u"[::1]:9"_s, u"http://[::1]:9"_s);
    row(u"[::1]"_s, u"http://[::1]:11434"_s);
    row(u"::1"_s, u"http://[::1]:11434"_s);
    row(u"[::]:9"_s, u"http://[::1]:9"_s);
    row(u"0.0.0.0"_s, u"http://127.0.0.1:11434"_s);
    row(u"0.0.0.0:80"_s, u"http://127.0.0.1:80"_s);
    row(u"http://nas"_s, u"http://nas:80"_s);
    row(u"https://nas"_s, u"https://nas:443"_s);
    row(u"HTTPS://nas:1/"_s, u"https://nas:1"_s);
    row(u"http://nas/ollama/"_s, u"http://nas:80/ollama"_s);
    row(u"nas/a/b"_s, u"http://nas:11434/a/b"_s);
    row(u"nas:99999"_s, u"http://nas:11434"_s);
    row(u"https://nas:x"_s, u"https://nas:443"_s);
    row(u" \"nas:1\" "_s, u"http://nas:1"_s);
    row(u"ollama.com"_s, u"https://ollama.com:443"_s);
}

void TestOllamaWire::readsAddress()
{
    QFETCH(const QString, text);
    QFETCH(const QString, url);
    const auto address = OllamaAddress::parse(text);
    QVERIFY(address.ok());
    QCOMPARE(address->text(), url);
    QCOMPARE(address->endpoint(u"/api/chat"_s).toString(), url + "/api/chat"_L1);
    QCOMPARE(OllamaAddress::parse(url)->text(), url);
}

void TestOllamaWire::refusesAddress_data()
{
    QTest::addColumn<QString>("text");
    const QStringList texts { u"ftp://nas"_s, u"http://"_s, u"a b"_s, u"http://me:secret@nas"_s,
                              u"nas?x=1"_s,   u"nas#x"_s };
    for (const QString &text : texts)
        QTest::newRow(qPrintable(text)) << text;
}

void TestOllamaWire::refusesAddress()
{
    QFETCH(const QString, text);
    const auto address = OllamaAddress::parse(text);
    QVERIFY(!address.ok());
    QCOMPARE(address.error().code, ErrorCode::InvalidField);
}

QTEST_GUILESS_MAIN(TestOllamaWire)
#include "tst_ollamawire.moc"
