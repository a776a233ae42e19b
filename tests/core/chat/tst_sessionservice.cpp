#include "core/chat/sessionservice.h"
#include "tests/core/chat/chatbench.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace lokal;

/// Sessions and stored messages beside running answers.
class TestSessionService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void createsWithTheDefaultName();
    void refusesBadFields();
    void showsTheLiveTextOfARunningAnswer();
    void showsWhatAnEarlierProcessLeftAsInterrupted_d5();
    void removeStopsTheAnswerFirst();
    void removeIsForTheOwnerOnly();
    void messageThatStreamsCannotBeRemoved();
    void editMakesASibling();
    void namesASessionAfterItsFirstMessage_data();
    void namesASessionAfterItsFirstMessage();
    void keepsANameThatWasGiven();

private:
    std::unique_ptr<ChatBench> m_bench;
    std::unique_ptr<SessionService> m_sessions;
};

void TestSessionService::init()
{
    m_sessions.reset();
    m_bench = std::make_unique<ChatBench>();
    m_sessions = std::make_unique<SessionService>(m_bench->store, m_bench->chat, m_bench->limits);
}

void TestSessionService::createsWithTheDefaultName()
{
    QSignalSpy changed(m_sessions.get(), &Sessions::changed);
    SessionChange values;
    QCOMPARE(waitFor(m_sessions->create(principalOf(1), values)).error().fields.constFirst().field,
             u"config_id"_s);
    values.config = ConfigId { 1 };
    const auto created = waitFor(m_sessions->create(principalOf(1), values));
    QCOMPARE(created->name, u"New chat"_s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.constFirst().at(1).value<SessionId>(), created->id);
}

void TestSessionService::refusesBadFields()
{
    const SessionId session = m_bench->session();
    SessionChange change;
    change.name = u"tab\there"_s;
    change.folder = std::optional<QString>(QString());
    ParameterChange overrides;
    overrides.temperature = std::optional<double>(3);
    change.overrides = std::optional<ParameterChange>(overrides);
    const auto refused = waitFor(m_sessions->update(principalOf(1), session, change));
    QStringList fields;
    for (const FieldError &one : refused.error().fields)
        fields.append(one.field);
    QCOMPARE(fields, (QStringList { u"name"_s, u"folder"_s, u"overrides.temperature"_s }));
    change = {};
    change.name = QString(200, u'n');
    QVERIFY(waitFor(m_sessions->update(principalOf(1), session, change)));
    change.name = QString(201, u'n');
    QVERIFY(!waitFor(m_sessions->update(principalOf(1), session, change)));
}

void TestSessionService::showsTheLiveTextOfARunningAnswer()
{
    const SessionId session = m_bench->session();
    const auto started = m_bench->send(session);
    m_bench->generation()->say(u"not saved yet"_s);
    QCOMPARE(m_bench->stored(started->message).content, QString());
    const auto page = waitFor(m_sessions->messages(principalOf(1), session, {}));
    QCOMPARE(page->items.constLast().content, u"not saved yet"_s);
    QCOMPARE(page->items.constLast().state, MessageState::Streaming);
    QCOMPARE(waitFor(m_sessions->message(principalOf(1), started->message))->content,
             u"not saved yet"_s);
    QCOMPARE(waitFor(m_sessions->messages(principalOf(2), session, {})).error().code,
             ErrorCode::NotFound);
}

void TestSessionService::showsWhatAnEarlierProcessLeftAsInterrupted_d5()
{
    const SessionId session = m_bench->session();
    const ChatMessage orphan = m_bench->store.addMessage(session, {}, Role::Assistant, u"half"_s,
                                                         MessageState::Streaming);
    const auto shown = waitFor(m_sessions->message(principalOf(1), orphan.id));
    QCOMPARE(shown->state, MessageState::Interrupted);
    QCOMPARE(shown->error->code, u"interrupted"_s);
    QCOMPARE(shown->content, u"half"_s);
}

void TestSessionService::removeStopsTheAnswerFirst()
{
    QSignalSpy removed(m_sessions.get(), &Sessions::removed);
    const SessionId session = m_bench->session();
    const auto started = m_bench->send(session);
    EventLogger log(m_bench->read(*started));
    QPointer<FakeGeneration> generation = m_bench->generation();
    QVERIFY(waitFor(m_sessions->remove(principalOf(1), session)));
    QCOMPARE(log.done()->status, u"stopped"_s);
    QTRY_VERIFY(!generation);
    QVERIFY(m_bench->store.allMessages.isEmpty());
    QCOMPARE(removed.count(), 1);
}

void TestSessionService::removeIsForTheOwnerOnly()
{
    const SessionId session = m_bench->session();
    const auto started = m_bench->send(session);
    QCOMPARE(waitFor(m_sessions->remove(principalOf(2), session)).error().code,
             ErrorCode::NotFound);
    QVERIFY(!isFinal(m_bench->stored(started->message).state));
    QCOMPARE(waitFor(m_bench->chat.running(principalOf(1)))->size(), 1);
}

void TestSessionService::messageThatStreamsCannotBeRemoved()
{
    const auto started = m_bench->send(m_bench->session());
    QCOMPARE(waitFor(m_sessions->removeMessage(principalOf(1), started->message)).error().code,
             ErrorCode::AlreadyGenerating);
    QVERIFY(waitFor(m_bench->chat.stop(principalOf(1), started->session)));
    QVERIFY(waitFor(m_sessions->removeMessage(principalOf(1), started->message)));
}

void TestSessionService::editMakesASibling()
{
    const SessionId session = m_bench->session();
    const ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"one"_s);
    const auto edited
        = waitFor(m_sessions->editMessage(principalOf(1), question.id, u"eins"_s, {}));
    QCOMPARE(edited->content, u"eins"_s);
    QCOMPARE(m_bench->stored(question.id).content, u"one"_s);
    QVERIFY(!waitFor(m_sessions->editMessage(principalOf(1), question.id, QString(), {})));
    ChatMessage &picture = m_bench->store.allMessages[question.id.value];
    picture.attachments.append({ { 500 }, u"image"_s, u"i.png"_s, u"image/png"_s, 4 });
    const QList<QByteArray> none;
    QVERIFY(waitFor(m_sessions->editMessage(principalOf(1), question.id, QString(), {})));
    QVERIFY(!waitFor(m_sessions->editMessage(principalOf(1), question.id, QString(), none)));
}

void TestSessionService::namesASessionAfterItsFirstMessage_data()
{
    QTest::addColumn<QString>("content");
    QTest::addColumn<QString>("name");
    QTest::newRow("first line") << u"\n\n  What   is\tQt?\nMore"_s << u"What is Qt?"_s;
    QTest::newRow("control characters") << u"a\u0007b\u0000c"_s << u"a b c"_s;
    QTest::newRow("long") << QString(100, u'x') << QString(60, u'x');
    QTest::newRow("whole characters") << QString::fromUtf8("\xF0\x9F\x98\x80").repeated(70)
                                      << QString::fromUtf8("\xF0\x9F\x98\x80").repeated(60);
}

void TestSessionService::namesASessionAfterItsFirstMessage()
{
    QFETCH(QString, content);
    QFETCH(QString, name);
    const SessionId session = m_bench->session();
    QVERIFY(m_bench->send(session, content));
    QTRY_COMPARE(m_bench->store.allSessions[session.value].name, name);
}

void TestSessionService::keepsANameThatWasGiven()
{
    const SessionId session = m_bench->session();
    m_bench->store.allSessions[session.value].name = u"Mine"_s;
    QVERIFY(m_bench->send(session, u"Hello"_s));
    ChatBench::settle();
    QCOMPARE(m_bench->store.allSessions[session.value].name, u"Mine"_s);
}

QTEST_GUILESS_MAIN(TestSessionService)
#include "tst_sessionservice.moc"
