#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "config/time.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/device_type.h"
#include "tn3270/protocol/terminal_link.h"
#include "tn3270/server/admission.h"
#include "tn3270/server/entrance.h"
#include "tn3270/server/peer.h"
#include "tn3270/server/reactor/message.h"
#include "tn3270/server/tls/tls_engine.h"
#include "vtam/client_facts.h"
#include "vtam/lu_request.h"

namespace server {

// The socket's side of a client on its way to another reactor. Closes the socket if nobody takes
// it.
struct Wire {
  Wire() = default;
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  int descriptor = -1;
  std::unique_ptr<TlsEngine> tls{};  // null: clear text
  std::unique_ptr<Visit> visit{};
  tn3270::ByteBuffer unsent{};
  std::size_t sent = 0;
  config::Instant stalled{};
  bool greeted = false;
};

// A client between two slots: it has asked for a LU and waits for the decision. One owner at a
// time; posted by value.
struct MovingClient {
  tn3270::TerminalLink link;
  const Entrance* entrance = nullptr;  // outlives every connection
  Peer peer{};
  tn3270::DeviceType device{};
  config::Instant opened{};
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
  std::string tls{};  // as Slot::tls
  std::shared_ptr<const vtam::ClientIdentity> identity{};
  vtam::LuRequest request{};
  Wire wire{};
};

[[nodiscard]] MovingClientPtr make_moving_client();

}  // namespace server
