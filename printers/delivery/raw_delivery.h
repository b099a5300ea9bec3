#pragma once

#include "printers/delivery/delivery.h"
#include "printers/delivery/tls_layer.h"

// LUs of type Direct: the job's bytes to a raw port, 9100 (PROTOCOL 6.2). Nothing is said but the
// job; that the printer closes after our half-close is the only sign that it has read all of it.
namespace printers {

[[nodiscard]] DeliveryResult deliver_raw(const config::LuSettings& lu, const Parcel& parcel,
                                         const Stop& stop, Progress& progress,
                                         const MakeTls& tls = {});

// Connects, says nothing and half-closes: a printer that is free takes that for an empty job,
// prints nothing and closes. One that is busy or stuck is Silent.
[[nodiscard]] ProbeResult probe_raw(const config::LuSettings& lu, const Stop& stop,
                                    const MakeTls& tls = {});

}  // namespace printers
