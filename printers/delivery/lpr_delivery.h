#pragma once

#include "printers/delivery/delivery.h"
#include "printers/delivery/tls_layer.h"

// LUs of type Lpr: RFC 1179, with what its spoolers do otherwise (PROTOCOL 6.1).
namespace printers {

// An empty job is Printed without a word: LPRng takes a length of 0 for "until you close".
[[nodiscard]] DeliveryResult deliver_lpr(const config::LuSettings& lu, const Parcel& parcel,
                                         const Stop& stop, Progress& progress,
                                         const MakeTls& tls = {});

// Asks for the queue as a job would, and leaves before there is one.
[[nodiscard]] ProbeResult probe_lpr(const config::LuSettings& lu, const Stop& stop,
                                    const MakeTls& tls = {});

}  // namespace printers
