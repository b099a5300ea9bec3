#pragma once

#include "printers/delivery/delivery.h"

// LUs of type Ftp: one job is one file at an FTP or FTPS server (PROTOCOL 6.3, 6.4).
namespace printers {

[[nodiscard]] DeliveryResult deliver_ftp(const config::LuSettings& lu, const Parcel& parcel,
                                         const Stop& stop, Progress& progress);
[[nodiscard]] ProbeResult probe_ftp(const config::LuSettings& lu, const Stop& stop);

}  // namespace printers
