#pragma once

#include <optional>
#include <string>

#include "config/names.h"
#include "vtam/acb/session_key.h"

namespace vtam {

// `application` wants a session with the LU that gets this (OPNDST ACQUIRE). At most one waits in a
// session: the desk queues the others. One of a program of the server's (`asker`) does not wait: it
// is served at once or refused.
struct AcquireRequest {
  AcquireId acquire = 0;
  config::ApplId application;
  std::optional<config::ModeName> logmode{};
  std::optional<SessionKey> asker{};
  std::string data{};  // for the application's program on the LU
};

}  // namespace vtam
