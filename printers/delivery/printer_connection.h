#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "printers/delivery/connect.h"
#include "printers/delivery/socket_stream.h"
#include "printers/delivery/tls_layer.h"

// Raw and LPR printers: a TCP connection, with TLS where the settings want it.
namespace printers {

[[nodiscard]] Endpoint endpoint_of(const config::DeliverySettings& settings,
                                   std::uint64_t rotation);

// How long it may take, and how long a printer may be silent afterwards.
struct Patience {
  Clock::time_point until = Clock::time_point::max();  // it is connected, TLS and all
  config::Ticks answer{};
};

// Connected, and TLS agreed. Without `tls`, LUs that want TLS are refused.
[[nodiscard]] std::variant<SocketStream, ConnectFault> open_connection(
    const config::DeliverySettings& settings, std::uint64_t rotation, const Patience& patience,
    const MakeTls& tls, const Stop& stop);

}  // namespace printers
