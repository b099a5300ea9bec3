#pragma once

#include <optional>

#include "config/host_settings.h"
#include "config/names.h"
#include "config/time.h"
#include "tn3270/datastream/device_type.h"
#include "tn3270/protocol/link_event.h"
#include "vtam/acb/session_key.h"
#include "vtam/host_line.h"

namespace server {

// Whose line it is.
struct HostCaller {
  vtam::SessionKey key;
  config::ApplId application;
  config::LuName lu;
  tn3270::DeviceType device{};
  tn3270::FunctionSet functions{};  // what our own client, or the spool, can do
};

// Where a line has led to.
struct HostSeat {
  const config::HostAddress* address = nullptr;  // of the settings, which outlive it
  std::optional<config::LuName> lu{};            // the host's name for it, if it has said one
};

// Who has the lines of one reactor's sessions to hosts. What is said goes out at once; what lines
// bring is told later, never from within these calls.
class HostCalls {
 public:
  HostCalls() = default;
  virtual ~HostCalls() = default;
  HostCalls(const HostCalls&) = delete;
  HostCalls& operator=(const HostCalls&) = delete;

  virtual void call(const HostCaller& caller, config::Instant now) = 0;
  virtual void say(const vtam::SessionKey& key, vtam::HostWish wish, config::Instant now) = 0;
  // The session is over, or has no line any more.
  virtual void forget(const vtam::SessionKey& key, config::Instant now) = 0;
  // nullopt: it has no line, or its host has not agreed to a session yet.
  [[nodiscard]] virtual std::optional<HostSeat> seat(const vtam::SessionKey& key) const = 0;
};

}  // namespace server
