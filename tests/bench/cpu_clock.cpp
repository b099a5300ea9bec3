#include "tests/bench/cpu_clock.h"

#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string>

namespace bench {

double cpu_seconds(pid_t process) {
  clockid_t clock{};
  timespec time{};
  if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &time) != 0) {
    throw std::runtime_error("a process has no CPU clock");
  }
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double cpu_seconds_with_children(pid_t process) {
  const std::string id = std::to_string(process);
  std::ifstream children("/proc/" + id + "/task/" + id + "/children");
  double all = cpu_seconds(process);
  for (pid_t child = 0; children >> child;) {
    all += cpu_seconds(child);
  }
  return all;
}

}  // namespace bench
