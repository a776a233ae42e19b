#pragma once

#include <QtGlobal>

namespace lokal::api {

enum class Refusal
{
    Told, ///< with the answer 503, in plain HTTP
    Silent ///< a TLS client could not read it before its handshake
};

/// Ends a connection for which there is no room (H5). Takes the descriptor over.
void refuseConnection(qintptr descriptor, Refusal refusal);

} // namespace lokal::api
