#include "config/json/keys.h"

#include "config/json/sections.h"

namespace config::json {

std::vector<Level> levels() {
  return {
      {"", file_keys()},
      {"server", server_keys()},
      {"listener", listener_keys()},
      {"lu", lu_keys()},
      {"menu_line", menu_line_keys()},
      {"application", application_keys()},
      {"stack", stack_keys()},
      {"spool", spool_keys()},
      {"application_socket", application_socket_keys()},
      {"admin", admin_keys()},
      {"timing", timing_keys()},
  };
}

}  // namespace config::json
