#include "config/json/keys.h"

#include "config/json/sections.h"

namespace config::json {

std::vector<Level> levels() {
  return {
      {"", file_keys()},
      {"server", server_keys()},
      {"listener", listener_keys()},
      {"tls_settings", tls_settings_keys()},
      {"access_rule", access_rule_keys()},
      {"device_mode", device_mode_keys()},
      {"lu", lu_keys()},
      {"format", format_keys()},
      {"jobs", jobs_keys()},
      {"menu_line", menu_line_keys()},
      {"group", group_keys()},
      {"map_rule", map_rule_keys()},
      {"uss_message", uss_message_keys()},
      {"sessions", sessions_keys()},
      {"keep", keep_keys()},
      {"several", several_keys()},
      {"throttle", throttle_keys()},
      {"application", application_keys()},
      {"host_address", host_address_keys()},
      {"stack", stack_keys()},
      {"spool", spool_keys()},
      {"application_socket", application_socket_keys()},
      {"application_tcp", application_tcp_keys()},
      {"proxy", proxy_keys()},
      {"proxy_listen", proxy_listen_keys()},
      {"proxy_to", proxy_to_keys()},
      {"redirect", redirect_keys()},
      {"admission", admission_keys()},
      {"process", process_keys()},
      {"admin", admin_keys()},
      {"timing", timing_keys()},
      {"modetab", modetab_keys()},
      {"modeent", modeent_keys()},
      {"typeterm", typeterm_keys()},
      {"node", node_keys()},
      {"row", row_keys()},
  };
}

}  // namespace config::json
