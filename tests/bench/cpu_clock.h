#pragma once

#include <sys/types.h>

namespace bench {

// Seconds of processor time that a process has used, all its threads together. Throws if there is
// none.
[[nodiscard]] double cpu_seconds(pid_t process);

// The same of a process that forks for each client, with all its children that run now.
[[nodiscard]] double cpu_seconds_with_children(pid_t process);

}  // namespace bench
