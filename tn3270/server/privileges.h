#pragma once

#include <string>

#include "config/access_settings.h"

namespace server {

// What a fault could give away ends here: no core dump of this process is written, and nobody but
// root can look into it (keys, passwords, screens).
void hide_memory();

// From here on the process is somebody else, for good; ports are bound and keys are read before.
// Returns who it is: "user tn3270d, group tn3270d"; empty: nobody was named. Throws
// std::runtime_error in words. Before any thread works.
[[nodiscard]] std::string become(const config::PrivilegeSettings& settings);

// What is wrong with the settings on this machine, in words; empty: nothing.
[[nodiscard]] std::string privilege_fault(const config::PrivilegeSettings& settings);

}  // namespace server
