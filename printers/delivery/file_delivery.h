#pragma once

#include "printers/delivery/delivery.h"

// LUs of type File: each job becomes a file of a directory.
namespace printers {

// Written under a temporary name in the same directory, on the disk before it gets its own, and
// nothing is ever overwritten: a name that is taken gets a number.
[[nodiscard]] DeliveryResult deliver_file(const config::LuSettings& lu, const Parcel& parcel,
                                          const Stop& stop, Progress& progress);

// Whether the directory is there and may be written to.
[[nodiscard]] ProbeResult probe_file(const config::LuSettings& lu);

}  // namespace printers
