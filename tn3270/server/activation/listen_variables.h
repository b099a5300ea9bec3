#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace server {

// Descriptors that are passed to a process begin here (sd_listen_fds(3): SD_LISTEN_FDS_START).
inline constexpr int kFirstPassedDescriptor = 3;

// What whoever starts the server says about sockets that are open for it, as sd_listen_fds(3) has
// it; nullopt: not set.
struct ListenVariables {
  std::optional<std::string> pid{};    // LISTEN_PID: whom they are for
  std::optional<std::string> count{};  // LISTEN_FDS: how many, on descriptors from 3 on
  std::optional<std::string> names{};  // LISTEN_FDNAMES: one for each, with colons between them
};

struct PassedDescriptors {
  int count = 0;
  std::vector<std::string> names{};  // of each; empty: they have none
  std::string fault{};  // what is wrong with the variables and what to do; empty: nothing
};

// `self` is the process that asks. With a fault in LISTEN_PID or LISTEN_FDS there are none; with
// one in LISTEN_FDNAMES they are there without names. No variable, no fault.
[[nodiscard]] PassedDescriptors read_listen_variables(const ListenVariables& variables, pid_t self);

}  // namespace server
