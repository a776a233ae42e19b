#include "core/chat/answerlog.h"
#include "core/common/utf8.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;

namespace {

/// What a client that joins all text has seen.
struct Seen
{
    QString content, thinking;
    QList<qint64> others;
    qint64 last = 0;
    bool operator==(const Seen &) const = default;

    void take(const AnswerEvent &event)
    {
        last = event.number;
        if (const auto *token = std::get_if<AnswerToken>(&event.data))
            content += token->text;
        else if (const auto *thought = std::get_if<AnswerThinking>(&event.data))
            thinking += thought->text;
        else
            others.append(event.number);
    }
};

Seen readAll(AnswerReader &reader, qsizetype maxTextBytes)
{
    Seen seen;
    while (const auto event = reader.next(maxTextBytes))
        seen.take(*event);
    return seen;
}

} // namespace

/// The log holds the text once; readers at any speed and from any place see all of it.
class TestAnswerLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsNeighboursUpToTheLimit();
    void keepsEventsSmallAndCharactersWhole();
    void resumesAfterAnyEvent();
    void readersAtDifferentSpeedsSeeTheSame();
    void readersMayComeAndGoWhileTold();
    void beginsBehindTheTextThatIsContinued();
    void tellsWhenNobodyFollows();
    void utf8PrefixEndsBetweenCharacters();
};

void TestAnswerLog::joinsNeighboursUpToTheLimit()
{
    const auto log = AnswerLog::create();
    for (int i = 0; i < 4; ++i)
        log->appendContent(u"ab");
    log->appendThinking(u"t");
    log->appendContent(u"cd");
    const auto reader = log->reader(0);
    const auto first = reader->next(5); // two of them; a third would be 6 bytes
    QCOMPARE(std::get<AnswerToken>(first->data).text, u"abab"_s);
    QCOMPARE(first->number, 2);
    QCOMPARE(std::get<AnswerToken>(reader->next(1)->data).text, u"ab"_s);
    QCOMPARE(reader->next(1000)->number, 4);
    QCOMPARE(std::get<AnswerThinking>(reader->next(1000)->data).text, u"t"_s);
    QCOMPARE(std::get<AnswerToken>(reader->next(1000)->data).text, u"cd"_s);
    QVERIFY(!reader->next(1000));
    QVERIFY(!reader->atEnd());
}

void TestAnswerLog::keepsEventsSmallAndCharactersWhole()
{
    const auto log = AnswerLog::create();
    const QString big = u"x"_s + QString::fromUtf8("\xF0\x9F\x98\x80").repeated(20'000);
    log->appendContent(big);
    const auto reader = log->reader(0);
    QString joined;
    while (const auto event = reader->next(1)) {
        const QString text = std::get<AnswerToken>(event->data).text;
        QVERIFY(text.toUtf8().size() <= 16 * 1024);
        QVERIFY(text.isValidUtf16());
        joined += text;
    }
    QCOMPARE(joined, big);
}

void TestAnswerLog::resumesAfterAnyEvent()
{
    QRandomGenerator random(7);
    const auto log = AnswerLog::create();
    for (int i = 0; i < 200; ++i) {
        const QString text = QString::number(random.generate(), 36);
        switch (random.bounded(3)) {
        case 0:
            log->appendThinking(text);
            break;
        case 1:
            log->append(AnswerPhase { text });
            break;
        default:
            log->appendContent(text);
        }
    }
    log->append(AnswerDone {});
    const auto whole = log->reader(0);
    const Seen expected = readAll(*whole, 1);
    QVERIFY(whole->atEnd());
    for (qint64 after = 0; after <= log->lastNumber(); ++after) {
        Seen seen;
        const auto first = log->reader(0);
        while (seen.last < after)
            seen.take(*first->next(1));
        const auto second = log->reader(seen.last);
        while (const auto event = second->next(1 + after % 40))
            seen.take(*event);
        QCOMPARE(seen, expected);
    }
}

void TestAnswerLog::readersAtDifferentSpeedsSeeTheSame()
{
    QRandomGenerator random(3);
    const auto log = AnswerLog::create();
    std::vector<std::shared_ptr<AnswerReader>> readers;
    std::vector<Seen> seen(10);
    for (size_t i = 0; i < seen.size(); ++i)
        readers.push_back(log->reader(0));
    for (int i = 0; i < 2000; ++i) {
        log->appendContent(QString::number(i));
        for (size_t r = 0; r < readers.size(); ++r) {
            if (random.bounded(100u) < r * 12) {
                if (const auto event = readers[r]->next(64))
                    seen[r].take(*event);
            }
        }
    }
    for (size_t r = 0; r < readers.size(); ++r) {
        while (const auto event = readers[r]->next(64))
            seen[r].take(*event);
        QCOMPARE(seen[r].content, log->content());
        QCOMPARE(seen[r].last, 2000);
    }
}

void TestAnswerLog::readersMayComeAndGoWhileTold()
{
    const auto log = AnswerLog::create();
    auto one = log->reader(0), two = log->reader(0);
    std::shared_ptr<AnswerReader> three;
    int told = 0;
    one->setReadyHandler([&] {
        ++told;
        two.reset();
        one.reset(); // itself
        three = log->reader(0);
    });
    two->setReadyHandler([&] { QFAIL("it is gone"); });
    log->appendContent(u"a");
    QCOMPARE(told, 1);
    QCOMPARE(log->readerCount(), 1);
    QCOMPARE(readAll(*three, 1).content, u"a"_s);
}

void TestAnswerLog::beginsBehindTheTextThatIsContinued()
{
    const auto log = AnswerLog::create(u"before "_s, u"thought "_s);
    log->appendContent(u"after");
    QCOMPARE(log->content(), u"before after"_s);
    QCOMPARE(readAll(*log->reader(0), 1).content, u"after"_s);
    log->appendThinking(u"more");
    QCOMPARE(readAll(*log->reader(1), 1).thinking, u"more"_s);
}

void TestAnswerLog::tellsWhenNobodyFollows()
{
    const auto log = AnswerLog::create();
    QList<bool> followed;
    log->setFollowedHandler([&](bool isFollowed) { followed.append(isFollowed); });
    auto one = log->reader(0), two = log->reader(0);
    one.reset();
    QCOMPARE(followed, QList<bool> { true });
    two.reset();
    QCOMPARE(followed, (QList<bool> { true, false }));
}

void TestAnswerLog::utf8PrefixEndsBetweenCharacters()
{
    const QString text
        = u"aä"_s + QString::fromUtf8("\xE2\x82\xAC\xF0\x9F\x98\x80"); // 1, 2, 3 and 4 bytes
    const QList<qsizetype> lengths { 0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 5, 5 };
    for (qsizetype bytes = 0; bytes < lengths.size(); ++bytes)
        QCOMPARE(utf8Prefix(text, bytes).size(), lengths[bytes]);
    QCOMPARE(utf8Size(text), text.toUtf8().size());
}

QTEST_GUILESS_MAIN(TestAnswerLog)
#include "tst_answerlog.moc"
