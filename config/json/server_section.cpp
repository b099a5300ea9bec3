#include <utility>

#include "config/json/fields.h"
#include "config/json/sections.h"

namespace config::json {
namespace {

constexpr Word<ListenerTls> kListenerTls[] = {{"none", ListenerTls::None},
                                              {"immediate", ListenerTls::Immediate},
                                              {"negotiated", ListenerTls::Negotiated},
                                              {"required", ListenerTls::Required},
                                              {"any", ListenerTls::Any}};

// Off unless it is named: no client of Debian's asks for it, and nobody promises that it stays.
enum class Experiment : std::uint8_t { ContentionResolution };
constexpr Word<Experiment> kExperiments[] = {
    {"contention-resolution", Experiment::ContentionResolution}};

void read_experimental(Reading& reading, const Value& value, ListenerSettings& listener) {
  read_list(reading, value, [&](const Value& entry) {
    Experiment experiment{};
    listener.contention = reading.word(entry, kExperiments, experiment) || listener.contention;
  });
}

constexpr Field<DeviceMode> kDeviceModeFields[] = {
    {"device", [](Reading& r, const Value& v, DeviceMode& d) { r.device(v, d.device); }},
    {"tn3270", [](Reading& r, const Value& v, DeviceMode& d) { r.name(v, d.tn3270); }},
    {"tn3270e", [](Reading& r, const Value& v, DeviceMode& d) { r.name(v, d.tn3270e); }},
};

void read_device_mode(Reading& reading, const Value& entry, ListenerSettings& listener) {
  DeviceMode mode;
  mode.at = entry.at();
  if (!read_fields(reading, entry, kDeviceModeFields, mode)) {
    return;
  }
  if (!entry.has("device")) {
    reading.error(entry.at(), "these logmodes have no 'device'; add \"device\": \"IBM-3278-2\"");
  }
  if (!entry.has("tn3270") && !entry.has("tn3270e")) {
    reading.error(entry.at(),
                  "this device has no logmode; add \"tn3270\": \"SP3272QN\" for classic clients, "
                  "or \"tn3270e\" for those of TN3270E");
  }
  if (!mode.device.empty()) {
    listener.device_modes.push_back(std::move(mode));
  }
}

void read_device_modes(Reading& reading, const Value& value, ListenerSettings& listener) {
  read_list(reading, value,
            [&](const Value& entry) { read_device_mode(reading, entry, listener); });
}

constexpr Field<ListenerSettings> kListenerFields[] = {
    {"name", [](Reading& r, const Value& v, ListenerSettings& l) { r.text(v, l.name); }},
    {"address", [](Reading& r, const Value& v, ListenerSettings& l) { r.host(v, l.address); }},
    {"port", [](Reading& r, const Value& v, ListenerSettings& l) { r.port(v, l.port); }},
    {"tls",
     [](Reading& r, const Value& v, ListenerSettings& l) { read_listener_tls(r, v, l.tls); }},
    {"certificate",
     [](Reading& r, const Value& v, ListenerSettings& l) { r.path(v, l.certificate); }},
    {"code_page",
     [](Reading& r, const Value& v, ListenerSettings& l) { r.code_page(v, l.code_page); }},
    {"sna", [](Reading& r, const Value& v, ListenerSettings& l) { r.flag(v, l.sna); }},
    {"application",
     [](Reading& r, const Value& v, ListenerSettings& l) { r.name(v, l.application); }},
    {"device_modes", read_device_modes},
    {"experimental", read_experimental},
    {"tls_settings", [](Reading& r, const Value& v,
                        ListenerSettings& l) { read_tls_settings(r, v, l.tls_settings); }},
    {"access",
     [](Reading& r, const Value& v, ListenerSettings& l) { read_access(r, v, l.access); }},
    {"clients", [](Reading& r, const Value& v, ListenerSettings& l) { read_cap(r, v, l.clients); }},
    {"clients_per_address", [](Reading& r, const Value& v,
                               ListenerSettings& l) { read_cap(r, v, l.clients_per_address); }},
    {"proxy_protocol", [](Reading& r, const Value& v,
                          ListenerSettings& l) { read_prefixes(r, v, l.proxy_protocol); }},
};

// A description that is not said is that of the application.
struct MenuEntry {
  std::optional<ApplId> application;
  std::string description;
};

constexpr Field<MenuEntry> kMenuLineFields[] = {
    {"application", [](Reading& r, const Value& v, MenuEntry& m) { r.name(v, m.application); }},
    {"description", [](Reading& r, const Value& v, MenuEntry& m) { r.text(v, m.description); }},
};

constexpr Field<ServerSettings> kServerFields[] = {
    {"name", read_server_name},  {"title", read_title},       {"listeners", read_listeners},
    {"lus", read_lus},           {"menu", read_menu},         {"code_page", read_code_page},
    {"groups", read_groups},     {"mapping", read_mapping},   {"uss", read_uss},
    {"sessions", read_sessions}, {"throttle", read_throttle},
};

void read_listener(Reading& reading, const Value& entry, std::vector<ListenerSettings>& listeners) {
  // Kept also with a bad port (0), so that no check says that there is no listener at all.
  ListenerSettings listener;
  listener.at = entry.at();
  listener.address = "127.0.0.1";
  if (!read_fields(reading, entry, kListenerFields, listener)) {
    return;
  }
  if (!entry.has("port")) {
    reading.error(entry.at(), "this listener has no 'port'; add \"port\": 3270");
  }
  if (listener.name.empty()) {
    listener.name = "port " + std::to_string(listener.port);
  }
  listeners.push_back(std::move(listener));
}

void read_menu_line(Reading& reading, const Value& entry, std::vector<MenuLine>& menu) {
  MenuEntry line;
  if (entry.kind() == Kind::Object) {
    read_fields(reading, entry, kMenuLineFields, line);
    if (!entry.has("application")) {
      reading.error(entry.at(), "this line of the menu has no 'application'; add its APPLID");
    }
  } else if (reading.is(entry, Kind::Text, "an APPLID or an object { … }")) {
    reading.name(entry, line.application);
  }
  if (line.application) {
    menu.push_back({*line.application, line.description, entry.at()});
  }
}

}  // namespace

void read_server_name(Reading& reading, const Value& value, ServerSettings& server) {
  reading.text(value, server.name);
}

void read_title(Reading& reading, const Value& value, ServerSettings& server) {
  reading.any_text(value, server.title);
}

void read_listeners(Reading& reading, const Value& value, ServerSettings& server) {
  read_listener_list(reading, value, server.listeners);
}

void read_listener_list(Reading& reading, const Value& value,
                        std::vector<ListenerSettings>& listeners) {
  read_list(reading, value, [&](const Value& entry) { read_listener(reading, entry, listeners); });
}

void read_listener_tls(Reading& reading, const Value& value, ListenerTls& tls) {
  reading.word(value, kListenerTls, tls);
}

void read_menu(Reading& reading, const Value& value, ServerSettings& server) {
  server.menu.emplace();
  read_list(reading, value,
            [&](const Value& entry) { read_menu_line(reading, entry, *server.menu); });
}

void read_code_page(Reading& reading, const Value& value, ServerSettings& server) {
  server.code_page_at = value.at();
  reading.code_page(value, server.code_page);
}

void read_server(Reading& reading, const Value& value) {
  ServerSettings server;
  server.at = value.at();
  if (read_fields(reading, value, kServerFields, server)) {
    if (server.name.empty()) {
      server.name = reading.stem();
    }
    reading.config().servers.push_back(std::move(server));
  }
}

Keys server_keys() {
  return keys_of(kServerFields);
}

Keys listener_keys() {
  return keys_of(kListenerFields);
}

Keys device_mode_keys() {
  return keys_of(kDeviceModeFields);
}

Keys menu_line_keys() {
  return keys_of(kMenuLineFields);
}

}  // namespace config::json
