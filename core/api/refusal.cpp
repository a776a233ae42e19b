#include "core/api/refusal.h"

#include "core/api/problem.h"
#include "core/api/requestid.h"
#include "core/api/responsehead.h"

#include <sys/socket.h>
#include <unistd.h>

namespace lokal::api {
namespace {

QByteArray refusalBytes()
{
    const QByteArray requestId = newRequestId();
    Reply reply = problemReply(makeError(ErrorCode::Overloaded), {}, requestId);
    reply.headers.append(HttpHeader { "X-Request-Id", requestId });
    return responseBytes(reply, {}, Ending::Close);
}

} // namespace

void refuseConnection(qintptr descriptor, Refusal refusal)
{
    const int socket = int(descriptor);
    if (refusal == Refusal::Told) {
        const QByteArray bytes = refusalBytes();
        [[maybe_unused]] const ssize_t sent
            = ::send(socket, bytes.constData(), size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        ::shutdown(socket, SHUT_WR);
        // Input that nobody has read would make the kernel reset the connection.
        char ignored[4096];
        while (::recv(socket, ignored, sizeof ignored, MSG_DONTWAIT) > 0) { }
    }
    ::close(socket);
}

} // namespace lokal::api
