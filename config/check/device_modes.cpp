#include <algorithm>
#include <string>
#include <string_view>

#include "config/check/checks.h"
#include "config/name_pattern.h"

namespace config::check {
namespace {

constexpr std::string_view kExtension = "-E";

// A type without its extension mark is meant for the extended one too.
bool covers(const std::string& device, const std::string& other) {
  return covers_pattern(device, other) ||
         (device.back() != '*' && device + std::string(kExtension) == other);
}

// Whether nothing of `mode` is left to clients for which `first` counts.
bool leaves_nothing(const DeviceMode& first, const DeviceMode& mode) {
  return covers(first.device, mode.device) && (first.tn3270 || !mode.tn3270) &&
         (first.tn3270e || !mode.tn3270e);
}

}  // namespace

void device_modes(const Config& config, Problems& problems) {
  for (const ServerSettings& server : config.servers) {
    for (const ListenerSettings& listener : server.listeners) {
      const auto& modes = listener.device_modes;
      for (auto mode = modes.begin(); mode != modes.end(); ++mode) {
        const auto first = std::find_if(modes.begin(), mode, [&](const DeviceMode& earlier) {
          return leaves_nothing(earlier, *mode);
        });
        if (first != mode) {
          problems.warning(mode->at, "the logmodes of '" + mode->device +
                                         "' never count: those of '" + first->device + "' at " +
                                         format(first->at, config.files) +
                                         " come first; put these before them, or remove them");
        }
      }
    }
  }
}

}  // namespace config::check
