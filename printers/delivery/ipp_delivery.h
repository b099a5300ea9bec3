#pragma once

#include "printers/delivery/delivery.h"

// LUs of type Ipp: one job at a printer or a cupsd that speaks IPP.
namespace printers {

[[nodiscard]] DeliveryResult deliver_ipp(const config::LuSettings& lu, const Parcel& parcel,
                                         const Stop& stop, Progress& progress);
[[nodiscard]] ProbeResult probe_ipp(const config::LuSettings& lu, const Stop& stop);

}  // namespace printers
