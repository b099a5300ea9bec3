#pragma once

#include <memory>
#include <optional>
#include <string>

#include "config/settings.h"
#include "tn3270/datastream/device_type.h"
#include "vtam/client_facts.h"
#include "vtam/logmode_choice.h"

namespace vtam {

// What the link has agreed with the client, as far as VTAM cares.
struct Terminal {
  tn3270::DeviceType device;
  bool bind_image = false;
  bool sysreq = false;
  bool responses = false;   // TN3270E's, or the status records of a RFC 1646 printer
  std::string code_page{};  // of the listener, empty: none said
  std::string functions;    // for people
  std::string client;       // for people
  // Of the mapping rule that gave the LU.
  std::optional<config::ApplId> default_application{};
  std::optional<config::ModeName> mapped_logmode{};
  std::shared_ptr<const ClientIdentity> identity{};    // nullptr: it has shown none
  const config::ListenerSettings* listener = nullptr;  // outlives the session; nullptr: none
  ClientKind kind = ClientKind::Tn3270e;
  bool loopback = false;  // a client of this machine
};

}  // namespace vtam
