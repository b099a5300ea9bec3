#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/json/reading.h"
#include "config/settings.h"

// The readers of the parts of a JSON configuration, and the keys that each knows.
namespace config::json {

// --- one partition (server_section.cpp, lu_section.cpp; of a LU: delivery_section.cpp,
// format_section.cpp, jobs_section.cpp)

void read_server_name(Reading& reading, const Value& value, ServerSettings& server);
void read_title(Reading& reading, const Value& value, ServerSettings& server);
void read_listeners(Reading& reading, const Value& value, ServerSettings& server);
void read_lus(Reading& reading, const Value& value, ServerSettings& server);
void read_menu(Reading& reading, const Value& value, ServerSettings& server);
void read_code_page(Reading& reading, const Value& value, ServerSettings& server);
// group_section.cpp, mapping_section.cpp, uss_section.cpp, session_section.cpp
void read_groups(Reading& reading, const Value& value, ServerSettings& server);
void read_mapping(Reading& reading, const Value& value, ServerSettings& server);
void read_uss(Reading& reading, const Value& value, ServerSettings& server);
void read_sessions(Reading& reading, const Value& value, ServerSettings& server);
// keep_section.cpp
void read_keep(Reading& reading, const Value& value, KeepSettings& keep);
// several_section.cpp
void read_several(Reading& reading, const Value& value, SeveralSettings& several);
void read_throttle(Reading& reading, const Value& value, ServerSettings& server);
// One entry of "servers".
void read_server(Reading& reading, const Value& value);

// --- the whole process (application_section.cpp, application_socket_section.cpp,
// stack_section.cpp, spool_section.cpp, process_section.cpp)

void read_applications(Reading& reading, const Value& value);
void read_libraries(Reading& reading, const Value& value);
void read_iccf(Reading& reading, const Value& value);
// Those of a stack are as those of a partition.
void read_listener_list(Reading& reading, const Value& value,
                        std::vector<ListenerSettings>& listeners);
void read_listener_tls(Reading& reading, const Value& value, ListenerTls& tls);
void read_stacks(Reading& reading, const Value& value);
// access_section.cpp, tls_section.cpp: those of listeners and of proxies.
void read_access(Reading& reading, const Value& value, std::vector<AccessRule>& access);
void read_prefixes(Reading& reading, const Value& value, std::vector<std::string>& prefixes);
// At most so many at the same time; 0: as many as come.
void read_cap(Reading& reading, const Value& value, std::uint32_t& most);
void read_tls_settings(Reading& reading, const Value& value, TlsSettings& settings);
// proxy_section.cpp
void read_proxies(Reading& reading, const Value& value);
void read_redirects(Reading& reading, const Value& value);
// access_section.cpp
void read_admission(Reading& reading, const Value& value);
void read_process(Reading& reading, const Value& value);
void read_spool(Reading& reading, const Value& value);
void read_application_socket(Reading& reading, const Value& value);
void read_admin(Reading& reading, const Value& value);
void read_timing(Reading& reading, const Value& value);
void read_unknown(Reading& reading, const Value& value);
void read_autoinstall(Reading& reading, const Value& value);
// mode_section.cpp, node_section.cpp
void read_modetabs(Reading& reading, const Value& value);
void read_typeterms(Reading& reading, const Value& value);
void read_nodes(Reading& reading, const Value& value);
void read_start_list(Reading& reading, const Value& value);

// --- keys, in the order in which messages list them

using Keys = std::vector<std::string_view>;
[[nodiscard]] Keys file_keys();
[[nodiscard]] Keys server_keys();
[[nodiscard]] Keys listener_keys();
[[nodiscard]] Keys tls_settings_keys();
[[nodiscard]] Keys access_rule_keys();
[[nodiscard]] Keys device_mode_keys();
[[nodiscard]] Keys lu_keys();
[[nodiscard]] Keys format_keys();
[[nodiscard]] Keys jobs_keys();
[[nodiscard]] Keys menu_line_keys();
[[nodiscard]] Keys group_keys();
[[nodiscard]] Keys map_rule_keys();
[[nodiscard]] Keys uss_message_keys();
[[nodiscard]] Keys sessions_keys();
[[nodiscard]] Keys keep_keys();
[[nodiscard]] Keys several_keys();
[[nodiscard]] Keys throttle_keys();
[[nodiscard]] Keys application_keys();
[[nodiscard]] Keys host_address_keys();
[[nodiscard]] Keys stack_keys();
[[nodiscard]] Keys spool_keys();
[[nodiscard]] Keys application_socket_keys();
[[nodiscard]] Keys application_tcp_keys();
[[nodiscard]] Keys proxy_keys();
[[nodiscard]] Keys proxy_listen_keys();
[[nodiscard]] Keys proxy_to_keys();
[[nodiscard]] Keys redirect_keys();
[[nodiscard]] Keys admission_keys();
[[nodiscard]] Keys process_keys();
[[nodiscard]] Keys admin_keys();
[[nodiscard]] Keys timing_keys();
[[nodiscard]] Keys modetab_keys();
[[nodiscard]] Keys modeent_keys();
[[nodiscard]] Keys typeterm_keys();
[[nodiscard]] Keys node_keys();
[[nodiscard]] Keys row_keys();

}  // namespace config::json
