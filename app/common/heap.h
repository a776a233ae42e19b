#pragma once

#include <malloc.h>

namespace lokal::app {

/// Makes large blocks go back to the system when they are freed. The C library would learn from the
/// first request with pictures to keep twice its size, in each thread that ever held one. To be
/// called once, before other threads start.
inline void giveLargeBlocksBack()
{
    constexpr int largeBlock = 1 << 20;
    ::mallopt(M_MMAP_THRESHOLD, largeBlock);
}

} // namespace lokal::app
