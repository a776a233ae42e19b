#include "tests/core/storage/storagefixture.h"

#include <QTest>

using namespace lokal;
using namespace lokal::test;

class TestAccountStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fixture = std::make_unique<StorageFixture>(); }

    void insertsAndFindsUsers();
    void namesAndAddressesAreUniqueIgnoringCase();
    void exactlyOneUserIsTheFirst();
    void laterUserNeedsAFirst();
    void firstKeyIsMadeTogetherWithTheUser();
    void profileChangesGrowTheRevision();
    void staleProfileChangeIsRefused();
    void passwordChangeEndsLogins();
    void rehashChangesNothingElse();
    void disablingEndsLoginsAndKeys();
    void lastAdministratorStays();
    void refreshTokensAreUsedOnce();
    void reuseOfARefreshTokenEndsTheFamily();
    void expiredAndRevokedLoginsAreNotRotated();
    void keysBelongToTheirOwner();
    void useOfAKeyIsNotedOnceAMinute();
    void settingsAreKept();

private:
    AccountStore &store() { return m_fixture->accounts(); }
    QDateTime later(int days = 30) const { return m_fixture->clock.nowUtc().addDays(days); }
    static StoredKey newKey(const QString &publicId)
    {
        StoredKey key;
        key.publicId = publicId;
        key.secretHash = "secret hash";
        key.key.name = u"key"_s;
        key.key.scopes = Scopes(Scope::Read) | Scope::Chat;
        return key;
    }

    std::unique_ptr<StorageFixture> m_fixture;
};

void TestAccountStore::insertsAndFindsUsers()
{
    QCOMPARE(get(store().userCount()), 0);
    NewUser values = newUser(u"Anna"_s, Permissions(Permission::Admin) | Permission::User);
    values.email = u"anna@example.org"_s;
    const StoredUser anna = get(store().insertUser(values));
    QVERIFY(anna.user.id.isValid());
    QCOMPARE(anna.user.createdAtUtc, m_fixture->clock.nowUtc());
    QCOMPARE(anna.user.revision, 1);
    QVERIFY(!anna.user.lastLoginAtUtc.isValid());
    QCOMPARE(get(store().userById(anna.user.id)).user, anna.user);
    QCOMPARE(get(store().userByLogin(u"aNNA"_s)).user, anna.user);
    QCOMPARE(get(store().userByLogin(u"ANNA@Example.org"_s)).passwordHash, u"hash of Anna"_s);
    QCOMPARE(code(store().userByLogin(u"nobody"_s)), u"not_found"_s);
    QCOMPARE(code(store().userById(UserId { 99 })), u"not_found"_s);
    m_fixture->clock.advance(std::chrono::seconds(1));
    get(store().noteLogin(anna.user.id));
    QCOMPARE(get(store().users()).first().lastLoginAtUtc, m_fixture->clock.nowUtc());
    QCOMPARE(get(store().userCount()), 1);
}

void TestAccountStore::namesAndAddressesAreUniqueIgnoringCase()
{
    NewUser anna = newUser(u"anna"_s);
    anna.email = u"a@b.c"_s;
    get(store().insertUser(anna));
    const Result<StoredUser> sameName = wait(store().insertUser(newUser(u"ANNA"_s)));
    QCOMPARE(sameName.error().code, ErrorCode::NameTaken);
    QCOMPARE(sameName.error().args.value(u"field"_s).toString(), u"username"_s);
    NewUser otto = newUser(u"otto"_s);
    otto.email = u"A@B.C"_s;
    QCOMPARE(wait(store().insertUser(otto)).error().args.value(u"field"_s).toString(), u"email"_s);
    otto.email.reset();
    const UserId id = get(store().insertUser(otto)).user.id;
    QCOMPARE(code(store().updateProfile(id, u"Anna"_s, {}, {})), u"name_taken"_s);
    QCOMPARE(code(store().updateProfile(id, {}, std::optional(u"a@B.c"_s), {})), u"name_taken"_s);
    QCOMPARE(get(store().updateProfile(id, u"OTTO"_s, {}, {})).username, u"OTTO"_s);
}

void TestAccountStore::exactlyOneUserIsTheFirst()
{
    QList<Future<StoredUser>> attempts;
    for (int i = 0; i < 20; ++i) {
        NewUser user = newUser(u"user%1"_s.arg(i));
        user.mustBeFirst = true;
        attempts.append(store().insertUser(user));
    }
    int winners = 0;
    for (const Future<StoredUser> &attempt : std::as_const(attempts)) {
        const Result<StoredUser> result = attempt.result();
        winners += result.ok() ? 1 : 0;
        QVERIFY(result.ok() || result.error().code == ErrorCode::SetupDone);
    }
    QCOMPARE(winners, 1);
}

void TestAccountStore::laterUserNeedsAFirst()
{
    NewUser user = newUser(u"anna"_s);
    user.mustNotBeFirst = true;
    QCOMPARE(code(store().insertUser(user)), u"registration_closed"_s);
    m_fixture->makeUser(u"admin"_s);
    QCOMPARE(code(store().insertUser(user)), u"ok"_s);
}

void TestAccountStore::firstKeyIsMadeTogetherWithTheUser()
{
    NewUser user = newUser(u"anna"_s);
    user.firstKey = newKey(u"abcdefghijkl"_s);
    const UserId id = get(store().insertUser(user)).user.id;
    QCOMPARE(get(store().keysOf(id)).first().prefix, u"lok_abcdefghijkl"_s);
    // The second account fails as a whole, because its key cannot be made.
    NewUser other = newUser(u"otto"_s);
    other.firstKey = newKey(u"abcdefghijkl"_s);
    QCOMPARE(code(store().insertUser(other)), u"storage_error"_s);
    QCOMPARE(get(store().userCount()), 1);
}

void TestAccountStore::profileChangesGrowTheRevision()
{
    const UserId id = m_fixture->makeUser(u"anna"_s);
    m_fixture->clock.advance(std::chrono::seconds(5));
    const User changed = get(store().updateProfile(id, {}, std::optional(u"x@y.z"_s), 1));
    QCOMPARE(changed.revision, 2);
    QCOMPARE(changed.updatedAtUtc, m_fixture->clock.nowUtc());
    QCOMPARE(get(store().updateProfile(id, u"anna"_s, std::optional(u"x@y.z"_s), 2)).revision, 2);
    const User without = get(store().updateProfile(
        id, {}, std::optional<std::optional<QString>>(std::optional<QString>()), 2));
    QVERIFY(!without.email);
    QCOMPARE(get(store().userById(id)).user, without);
}

void TestAccountStore::staleProfileChangeIsRefused()
{
    const UserId id = m_fixture->makeUser(u"anna"_s);
    QCOMPARE(code(store().updateProfile(id, u"berta"_s, {}, 7)), u"stale"_s);
    QCOMPARE(code(store().updateProfile(UserId { 9 }, u"berta"_s, {}, {})), u"not_found"_s);
    QCOMPARE(get(store().userById(id)).user.username, u"anna"_s);
}

void TestAccountStore::passwordChangeEndsLogins()
{
    const UserId id = m_fixture->makeUser(u"anna"_s);
    const LoginId login = get(store().insertLogin(id, "token", later())).id;
    get(store().setPassword(id, u"new hash"_s, u"new stamp"_s));
    QVERIFY(get(store().loginById(login)).revoked);
    const StoredUser user = get(store().userById(id));
    QCOMPARE(user.passwordHash, u"new hash"_s);
    QCOMPARE(user.stamp, u"new stamp"_s);
    QCOMPARE(code(store().setPassword(UserId { 9 }, u"h"_s, u"s"_s)), u"not_found"_s);
}

void TestAccountStore::rehashChangesNothingElse()
{
    const UserId id = m_fixture->makeUser(u"anna"_s);
    const StoredUser before = get(store().userById(id));
    get(store().rehash(id, u"stronger"_s));
    const StoredUser after = get(store().userById(id));
    QCOMPARE(after.passwordHash, u"stronger"_s);
    QCOMPARE(after.stamp, before.stamp);
    QCOMPARE(after.user, before.user);
}

void TestAccountStore::disablingEndsLoginsAndKeys()
{
    const UserId id = m_fixture->makeUser(u"anna"_s);
    const LoginId login = get(store().insertLogin(id, "token", later())).id;
    get(store().insertKey(id, newKey(u"k"_s)));
    get(store().setEnabled(id, false, u"other stamp"_s));
    QVERIFY(!get(store().userById(id)).user.enabled);
    QVERIFY(get(store().loginById(login)).revoked);
    QVERIFY(get(store().keysOf(id)).isEmpty());
    QCOMPARE(code(store().keyByPublicId(u"k"_s)), u"not_found"_s);
    get(store().setEnabled(id, true, u"third stamp"_s));
    QVERIFY(get(store().userById(id)).user.enabled);
}

void TestAccountStore::lastAdministratorStays()
{
    const UserId first = get(store().insertUser(newUser(
                                 u"root"_s, Permissions(Permission::Admin) | Permission::User)))
                             .user.id;
    QCOMPARE(code(store().setEnabled(first, false, u"s"_s)), u"last_admin"_s);
    const UserId second = get(store().insertUser(newUser(u"root2"_s, Permission::Admin))).user.id;
    QCOMPARE(code(store().setEnabled(first, false, u"s"_s)), u"ok"_s);
    QCOMPARE(code(store().setEnabled(second, false, u"s"_s)), u"last_admin"_s);
}

void TestAccountStore::refreshTokensAreUsedOnce()
{
    const UserId id = m_fixture->makeUser(u"anna"_s);
    const StoredLogin login = get(store().insertLogin(id, "first", later(1)));
    QCOMPARE(login.refreshHash, QByteArray("first"));
    const StoredLogin rotated = get(store().rotateLogin("first", "second", later(2)));
    QCOMPARE(rotated.id, login.id);
    QCOMPARE(rotated.refreshHash, QByteArray("second"));
    QCOMPARE(rotated.expiresAtUtc, later(2));
    QCOMPARE(get(store().loginByRefresh("first")).id, login.id);
    QCOMPARE(get(store().loginByRefresh("second")).id, login.id);
    QCOMPARE(code(store().rotateLogin("unknown", "x", later())), u"invalid_token"_s);
    QCOMPARE(code(store().loginByRefresh("unknown")), u"not_found"_s);
    QCOMPARE(code(store().insertLogin(UserId { 9 }, "x", later())), u"not_found"_s);
}

void TestAccountStore::reuseOfARefreshTokenEndsTheFamily()
{
    const UserId id = m_fixture->makeUser(u"anna"_s);
    const StoredLogin login = get(store().insertLogin(id, "first", later()));
    get(store().rotateLogin("first", "second", later()));
    const Result<StoredLogin> reused = wait(store().rotateLogin("first", "third", later()));
    QCOMPARE(reused.error().code, ErrorCode::InvalidToken);
    QCOMPARE(reused.error().args.value(u"reuse"_s).toBool(), true);
    QCOMPARE(reused.error().args.value(u"login"_s).toLongLong(), login.id.value);
    QCOMPARE(reused.error().args.value(u"user"_s).toLongLong(), id.value);
    QVERIFY(get(store().loginById(login.id)).revoked);
    QCOMPARE(code(store().rotateLogin("second", "fourth", later())), u"invalid_token"_s);
}

void TestAccountStore::expiredAndRevokedLoginsAreNotRotated()
{
    const UserId id = m_fixture->makeUser(u"anna"_s);
    get(store().insertLogin(id, "old", later(1)));
    const LoginId revoked = get(store().insertLogin(id, "revoked", later())).id;
    get(store().insertLogin(id, "third", later()));
    get(store().revokeLogin(revoked));
    QCOMPARE(code(store().rotateLogin("revoked", "x", later())), u"invalid_token"_s);
    QCOMPARE(code(store().revokeLogin(LoginId { 99 })), u"not_found"_s);
    m_fixture->clock.advance(std::chrono::hours(25));
    QCOMPARE(code(store().rotateLogin("old", "y", later())), u"invalid_token"_s);
    get(store().revokeLogins(id));
    QVERIFY(get(store().loginByRefresh("third")).revoked);
}

void TestAccountStore::keysBelongToTheirOwner()
{
    const UserId anna = m_fixture->makeUser(u"anna"_s);
    const UserId otto = m_fixture->makeUser(u"otto"_s);
    StoredKey values = newKey(u"abc"_s);
    values.key.expiresAtUtc = later();
    const ApiKey key = get(store().insertKey(anna, values));
    QCOMPARE(key.owner, anna);
    QCOMPARE(key.scopes, Scopes(Scope::Read) | Scope::Chat);
    QCOMPARE(key.expiresAtUtc, later());
    QCOMPARE(get(store().keyByPublicId(u"abc"_s)).secretHash, QByteArray("secret hash"));
    QVERIFY(get(store().keysOf(otto)).isEmpty());
    QCOMPARE(code(store().deleteKey(otto, key.id)), u"not_found"_s);
    QCOMPARE(get(store().allKeys()).size(), 1);
    QCOMPARE(code(store().deleteKey(anna, key.id)), u"ok"_s);
    QCOMPARE(code(store().deleteKeyById(key.id)), u"not_found"_s);
    const ApiKey second = get(store().insertKey(otto, newKey(u"def"_s)));
    QVERIFY(second.id > key.id); // ids are never reused
    QCOMPARE(code(store().deleteKeyById(second.id)), u"ok"_s);
    QCOMPARE(code(store().insertKey(UserId { 9 }, newKey(u"g"_s))), u"not_found"_s);
}

void TestAccountStore::useOfAKeyIsNotedOnceAMinute()
{
    const UserId anna = m_fixture->makeUser(u"anna"_s);
    const KeyId key = get(store().insertKey(anna, newKey(u"abc"_s))).id;
    const QDateTime first = m_fixture->clock.nowUtc();
    get(store().noteKeyUse(key));
    m_fixture->clock.advance(std::chrono::seconds(59));
    get(store().noteKeyUse(key));
    QCOMPARE(get(store().keysOf(anna)).first().lastUsedAtUtc, first);
    m_fixture->clock.advance(std::chrono::seconds(1));
    get(store().noteKeyUse(key));
    QCOMPARE(get(store().keysOf(anna)).first().lastUsedAtUtc, m_fixture->clock.nowUtc());
}

void TestAccountStore::settingsAreKept()
{
    QVERIFY(get(store().setting(u"installation_id"_s)).isNull());
    get(store().setSetting(u"installation_id"_s, u"abc"_s));
    get(store().setSetting(u"installation_id"_s, u"def"_s));
    get(store().setSetting(u"empty"_s, QString()));
    m_fixture->open();
    QCOMPARE(get(store().setting(u"installation_id"_s)), u"def"_s);
    QVERIFY(!get(store().setting(u"empty"_s)).isNull());
}

QTEST_GUILESS_MAIN(TestAccountStore)
#include "tst_accountstore.moc"
