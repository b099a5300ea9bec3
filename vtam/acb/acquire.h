#pragma once

#include <optional>

#include "config/names.h"
#include "vtam/acb/session_key.h"

namespace vtam {

// `application` wants a session with the LU that gets this (OPNDST ACQUIRE). At most one waits in a
// session: the desk queues the others.
struct AcquireRequest {
  AcquireId acquire = 0;
  config::ApplId application;
  std::optional<config::ModeName> logmode{};
};

}  // namespace vtam
