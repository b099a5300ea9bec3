#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/limits.h"
#include "config/names.h"
#include "config/problem.h"
#include "config/time.h"

namespace config {

enum class HostTls : std::uint8_t {
  None,
  Immediate,  // from the first byte
  Negotiated  // STARTTLS; a host that does not offer it is not talked to
};

enum class HostOrder : std::uint8_t {
  Failover,   // the first that answers
  RoundRobin  // one after the other
};

// One place where the host answers, and how it is spoken to there.
struct HostAddress {
  std::string host{};  // literal or name
  std::uint16_t port = 0;
  HostTls tls = HostTls::None;
  bool verify = true;
  std::string ca{};           // what is trusted there: path; empty: the system's
  std::string verify_name{};  // the name in its certificate; empty: `host`
  std::string identity{};     // our own certificate there, if any: path of a PEM file
  Position at{};
};

// An application that is another TN3270 host, to which the server is a client (JSON "applications",
// type "host").
struct HostSettings {
  std::vector<HostAddress> hosts{};  // never empty
  HostOrder order = HostOrder::Failover;
  // LUs that are asked for there, one after the other; "from client": that of our own session.
  // Names of the host's, which need not be VTAM's: Hercules has device numbers.
  std::vector<std::string> lus{};
  bool lu_from_client = false;
  std::string device{};  // what we say we are; empty: what the client is
  bool tn3270e = true;   // false: classic TN3270 only
  std::uint32_t connect_inflight = limits::kHostInflight;  // connections that are being made
  std::uint32_t connect_rate = 0;                          // begun a second at most; 0: any number
  Ticks connect = limits::kHostConnect;                    // until the host's first record may come
  // Connects to one address that fail one after the other until it is not called any more; 0: it is
  // always called.
  std::uint32_t failures = limits::kHostFailures;
  Ticks retry = limits::kHostRetry;  // until one is let through to try it again
  // The AID of the key that leads back to the menu; 0: none does.
  std::uint8_t key = limits::kHostKey;
};

}  // namespace config
