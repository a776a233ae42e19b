#include "core/secrets/keychainsecretstore.h"

#include "core/common/deferred.h"
#include "core/common/executor.h"

#include <QTimer>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

QString serviceName()
{
    return u"lokal-ai"_s;
}

Error errorOf(const QKeychain::Job &job)
{
    const bool isMissing = job.error() == QKeychain::EntryNotFound;
    return makeError(isMissing ? ErrorCode::NotFound : ErrorCode::StorageError, job.errorString());
}

} // namespace

KeychainSecretStore::KeychainSecretStore(QString scope, std::chrono::milliseconds patience,
                                         QObject *parent)
    : QObject(parent)
    , m_scope(std::move(scope))
    , m_patience(patience)
{
}

template <typename T, typename Job, typename Outcome>
Future<T> KeychainSecretStore::run(Job *job, const QString &name, Outcome outcome)
{
    const Deferred<T> answer;
    auto *timer = new QTimer(this);
    timer->setSingleShot(true);
    connect(timer, &QTimer::timeout, this, [timer, answer] {
        timer->deleteLater();
        answer.finish(makeError(ErrorCode::StorageError, u"the keychain does not answer"_s));
    });
    // The job deletes itself, also long after the patience has ended.
    connect(job, &QKeychain::Job::finished, timer, [timer, job, outcome, answer] {
        timer->deleteLater();
        answer.finish(outcome(*job));
    });
    job->setKey(m_scope + u'/' + name);
    timer->start(m_patience);
    job->start();
    return answer.future();
}

Future<QByteArray> KeychainSecretStore::read(const QString &name)
{
    return runOn(this, [this, name] {
        return run<QByteArray>(new QKeychain::ReadPasswordJob(serviceName()), name,
                               [](const QKeychain::ReadPasswordJob &job) -> Result<QByteArray> {
                                   if (job.error() != QKeychain::NoError)
                                       return errorOf(job);
                                   return job.binaryData();
                               });
    });
}

Future<Done> KeychainSecretStore::write(const QString &name, const QByteArray &secret)
{
    return runOn(this, [this, name, secret] {
        auto *job = new QKeychain::WritePasswordJob(serviceName());
        job->setBinaryData(secret);
        return run<Done>(job, name, [](const QKeychain::WritePasswordJob &done) -> Status {
            if (done.error() != QKeychain::NoError)
                return errorOf(done);
            return Done {};
        });
    });
}

Future<Done> KeychainSecretStore::remove(const QString &name)
{
    return runOn(this, [this, name] {
        return run<Done>(new QKeychain::DeletePasswordJob(serviceName()), name,
                         [](const QKeychain::DeletePasswordJob &done) -> Status {
                             if (done.error() != QKeychain::NoError)
                                 return errorOf(done);
                             return Done {};
                         });
    });
}

QString KeychainSecretStore::description() const
{
    return u"desktop keychain"_s;
}

} // namespace lokal
