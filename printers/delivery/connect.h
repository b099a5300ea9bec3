#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "config/limits.h"
#include "printers/delivery/waiting.h"
#include "printers/descriptor.h"

// A TCP connection to a printer.
namespace printers {

struct Endpoint {
  std::string host;
  std::uint16_t port = 0;
  config::Ticks patience{};  // for its address, and for each address' answer
  config::SourcePort source = config::SourcePort::Any;
  std::uint64_t rotation = 0;              // of source ports: another number for each job
  [[nodiscard]] std::string text() const;  // "printer1 port 9100"
};

struct ConnectFault {
  enum class What : std::uint8_t {
    Stopped,
    NoRoute,    // no such host, no route to it, no answer
    Refused,    // nobody listens on that port, at any of its addresses
    ThrownOut,  // accepted, and reset before we had noticed
    NoPort,     // all source ports are taken for the moment
    NoRight,    // this process may not use the source ports of the settings
    NoTls,      // connected, and no TLS came to be
    Untrusted   // its certificate, or the files that it is verified by
  };
  What what = What::NoRoute;
  std::string why{};  // one sentence
};

// The first address that answers, in the order of the resolver. The socket does not block, notices
// a printer that has vanished (keep-alive) and sends at once. Ends at `until` at the latest.
[[nodiscard]] std::variant<Descriptor, ConnectFault> connect_to(const Endpoint& endpoint,
                                                                Clock::time_point until,
                                                                const Stop& stop);

// All of one probe(): whoever asked for "printers test" has to hear before he gives up.
inline constexpr config::Ticks kProbe = config::limits::kPrinterTest - std::chrono::seconds(1);

// What a delivery says of it: a missing right and a wrong certificate fail each time, anything else
// is tried again.
[[nodiscard]] DeliveryResult result_of(const ConnectFault& fault);
[[nodiscard]] ProbeResult probed(const ConnectFault& fault);

}  // namespace printers
