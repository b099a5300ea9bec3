#pragma once

#include <string_view>

#include "tn3270/datastream/device_type.h"

namespace vtam {

// Whether a terminal type is meant by the settings' `pattern` (config::DeviceMode::device), in
// upper or lower case: its name with or without the extension mark, or a beginning of it and '*'.
[[nodiscard]] bool device_fits(std::string_view pattern, const tn3270::DeviceType& device);

}  // namespace vtam
