#pragma once

#include "printers/delivery/delivery.h"

// LUs of type Command: each job is the standard input of a program.
namespace printers {

// Exit status 0: printed; 126 and 127, or no such program: failed; any other: tried again. In its
// environment are TN3270D_LU, TN3270D_JOB, TN3270D_NAME, TN3270D_APPLICATION, TN3270D_SUBMITTER,
// TN3270D_SEQUENCE and TN3270D_BYTES; the last line of its errors is in `why`.
[[nodiscard]] DeliveryResult deliver_command(const config::LuSettings& lu, const Parcel& parcel,
                                             const Stop& stop, Progress& progress);

// Whether the program is there and may be run.
[[nodiscard]] ProbeResult probe_command(const config::LuSettings& lu);

}  // namespace printers
