#pragma once

#include <sys/types.h>

namespace bench {

// Seconds of processor time that a process has used, all its threads together. Throws if there is
// none.
[[nodiscard]] double cpu_seconds(pid_t process);

}  // namespace bench
