#pragma once

#include "core/common/result.h"

#include <QString>
#include <QUrl>

namespace lokal {

/// Where an Ollama is reached. Understands every form that OLLAMA_HOST may have.
class OllamaAddress
{
public:
    /// http://127.0.0.1:11434
    OllamaAddress();
    /// `host`, `host:port`, `:port`, `[v6]:port`, `http(s)://host[:port]`, each with an optional
    /// path, which is kept as a prefix. Without a scheme the port defaults to 11434, with one to 80
    /// or 443; a bad port is the default, as for Ollama's own tools. 0.0.0.0 and :: (addresses to
    /// listen on) become the loopback address; nothing at all is the usual local address. Fails
    /// with invalid_field `engine_url`.
    static Result<OllamaAddress> parse(const QString &text);

    /// The address of an endpoint: `path` begins with "/".
    QUrl endpoint(const QString &path) const;
    /// For people; parse() understands it.
    QString text() const;
    bool operator==(const OllamaAddress &) const = default;

private:
    explicit OllamaAddress(const QUrl &base);
    QUrl m_base; ///< without a slash at the end
};

} // namespace lokal
