#include "core/common/jsonreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;

/// What a request may hold, and that members keep their text.
class TestJsonReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void strictParsing_h7_data();
    void strictParsing_h7();
    void nulCharactersNameTheirMember_h7_data();
    void nulCharactersNameTheirMember_h7();
    void membersKeepTheirText();
};

void TestJsonReader::strictParsing_h7_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isValid");
    const auto nested = [](int levels) {
        return "{\"a\":" + QByteArray(levels - 1, '[') + QByteArray(levels - 1, ']') + '}';
    };
    QTest::newRow("empty object") << QByteArray(" { } ") << true;
    QTest::newRow("all kinds") << QByteArray(
        R"({"a":[1,-2.5e3,true,false,null,{"b":"c"}],"d":{},"e":[]})")
                               << true;
    QTest::newRow("escapes") << QByteArray(R"({"\u0061\n":"\"\\\/\b\f\n\r\t\u00e9"})") << true;
    QTest::newRow("surrogate pair") << QByteArray(R"({"a":"x\ud83e\udd8ay"})") << true;
    QTest::newRow("high half") << QByteArray(R"({"a":"\ud83ex"})") << false;
    QTest::newRow("high half at the end") << QByteArray(R"({"a":"\ud83e"})") << false;
    QTest::newRow("two high halves") << QByteArray(R"({"a":"\ud83e\ud83e"})") << false;
    QTest::newRow("low half") << QByteArray(R"({"a":"\udd8a"})") << false;
    QTest::newRow("half a pair in a name") << QByteArray(R"({"\ud83e":1})") << false;
    QTest::newRow("same name") << QByteArray(R"({"a":1,"a":2})") << false;
    QTest::newRow("same name, escaped") << QByteArray(R"({"a":1,"\u0061":2})") << false;
    QTest::newRow("same name, deep") << QByteArray(R"({"l":[{"a":1,"b":2,"a":3}]})") << false;
    QTest::newRow("same name in two objects") << QByteArray(R"({"a":{"b":1},"c":{"b":1}})") << true;
    QTest::newRow("64 levels") << nested(64) << true;
    QTest::newRow("65 levels") << nested(65) << false;
    QTest::newRow("list") << QByteArray("[]") << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("text behind") << QByteArray("{} {}") << false;
    QTest::newRow("comma at the end") << QByteArray(R"({"a":[1,]})") << false;
    QTest::newRow("comma in an object") << QByteArray(R"({"a":1,})") << false;
    QTest::newRow("open string") << QByteArray(R"({"a":"b)") << false;
    QTest::newRow("open escape") << QByteArray(R"({"a":"\)") << false;
    QTest::newRow("short escape") << QByteArray(R"({"a":"\u12"})") << false;
    QTest::newRow("unknown escape") << QByteArray(R"({"a":"\x"})") << false;
    QTest::newRow("unknown word") << QByteArray(R"({"a":nul})") << false;
    QTest::newRow("too large a number") << QByteArray(R"({"a":1e400})") << false;
    QTest::newRow("control character") << QByteArray("{\"a\":\"\n\"}") << false;
    QTest::newRow("byte-order mark") << QByteArray("\xEF\xBB\xBF{}") << false;
    QTest::newRow("no UTF-8") << QByteArray("{\"a\":\"\xff\"}") << false;
}

void TestJsonReader::strictParsing_h7()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isValid);
    const Result<JsonObject> parsed = parseStrictObject(text);
    QCOMPARE(parsed.ok(), isValid);
    if (!isValid)
        QCOMPARE(parsed.error().code, ErrorCode::InvalidJson);
}

void TestJsonReader::nulCharactersNameTheirMember_h7_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("field");
    QTest::newRow("value") << QByteArray(R"({"a":"x\u0000"})") << u"a"_s;
    QTest::newRow("deep") << QByteArray(R"({"a":[1,{"b":"\u0000"}]})") << u"a[1].b"_s;
    QTest::newRow("after a list") << QByteArray(R"({"a":[1,2],"b":["x","\u0000"]})") << u"b[1]"_s;
    QTest::newRow("name") << QByteArray(R"({"a\u0000":1})") << u"(name)"_s;
    QTest::newRow("placeholder") << QByteArray(R"({"%1":["\u0000"]})") << u"%1[0]"_s;
}

void TestJsonReader::nulCharactersNameTheirMember_h7()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, field);
    const Result<JsonObject> parsed = parseStrictObject(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::InvalidField);
    QCOMPARE(parsed.error().fields.value(0).field, field);
}

void TestJsonReader::membersKeepTheirText()
{
    const Result<JsonObject> parsed
        = parseStrictObject(R"({"x":[{"format":1}],"format": {"z":1, "a":"\u00e9"} ,"y":2})");
    QVERIFY(parsed);
    QCOMPARE(parsed->rawValue(u"format"_s), R"({"z":1, "a":"\u00e9"})");
    QCOMPARE(parsed->object(u"format"_s).value(u"a"_s).toString(), u"é"_s);
    QCOMPARE(parsed->rawValue(u"y"_s), "2");
    QVERIFY(parsed->rawValue(u"absent"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
