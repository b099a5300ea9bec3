#pragma once

#include <string>

#include "printers/delivery/delivery.h"

// What RFC 1179 says about a job beside its bytes. Pure.
namespace printers {

// Names of one job and the text of its control file.
struct LprJob {
  std::string control_name;  // "cfA012host"
  std::string data_name;     // "dfA012host"
  std::string control_file;
};

// `machine`: the name of this machine, used where the settings have none.
[[nodiscard]] LprJob lpr_job(const config::DeliverySettings& settings, const Parcel& parcel,
                             const std::string& machine);

}  // namespace printers
