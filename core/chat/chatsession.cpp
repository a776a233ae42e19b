#include "core/chat/chatsession.h"

using namespace Qt::StringLiterals;

namespace lokal {

QString defaultSessionName()
{
    return u"New chat"_s;
}

} // namespace lokal
