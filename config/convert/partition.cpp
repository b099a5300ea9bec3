#include <nlohmann/json.hpp>

#include "config/convert/sections.h"

namespace config::convert {
namespace {

const char* word(ListenerTls tls) {
  switch (tls) {
    case ListenerTls::None:
      return "none";
    case ListenerTls::Immediate:
      return "immediate";
    case ListenerTls::Negotiated:
      return "negotiated";
    case ListenerTls::Required:
      return "required";
    case ListenerTls::Any:
      return "any";
  }
  return "none";
}

template <class Tag>
void add_name(const char* key, const std::optional<VtamName<Tag>>& name, Json& object) {
  if (name) {
    object[key] = name->text();
  }
}

template <class Value>
void add_changed(const char* key, const Value& value, const Value& usual, Json& object) {
  if (value != usual) {
    object[key] = value;
  }
}

void add_time(const char* key, Ticks time, Json& object) {
  if (time != Ticks{}) {
    object[key] = std::chrono::duration<double>(time).count();
  }
}

void add_filled(const char* key, Json part, Json& object) {
  if (!part.empty()) {
    object[key] = std::move(part);
  }
}

Json device_mode(const DeviceMode& mode) {
  Json entry = Json::object();
  entry["device"] = mode.device;
  add_name("tn3270", mode.tn3270, entry);
  add_name("tn3270e", mode.tn3270e, entry);
  return entry;
}

Json listener(const ListenerSettings& listener, const Writing& writing) {
  Json entry = Json::object();
  add_text("name", listener.name, entry);
  entry["address"] = listener.address;
  entry["port"] = listener.port;
  if (listener.tls != ListenerTls::None) {
    entry["tls"] = word(listener.tls);
  }
  add_text("certificate", writing.path(listener.certificate), entry);
  add_text("code_page", listener.code_page, entry);
  add_changed("sna", listener.sna, true, entry);
  add_name("application", listener.application, entry);
  if (listener.contention) {
    entry["experimental"] = Json::array({"contention-resolution"});
  }
  for (const DeviceMode& mode : listener.device_modes) {
    entry["device_modes"].push_back(device_mode(mode));
  }
  add_filled("tls_settings", tls_settings(listener.tls_settings, writing), entry);
  add_filled("access", access(listener.access), entry);
  add_changed("clients", listener.clients, 0U, entry);
  add_changed("clients_per_address", listener.clients_per_address, 0U, entry);
  if (!listener.proxy_protocol.empty()) {
    entry["proxy_protocol"] = listener.proxy_protocol;
  }
  return entry;
}

Json menu(const std::vector<MenuLine>& lines) {
  Json list = Json::array();
  for (const MenuLine& line : lines) {
    if (line.description.empty()) {
      list.push_back(line.application.text());
    } else {
      Json entry = Json::object();
      entry["application"] = line.application.text();
      entry["description"] = line.description;
      list.push_back(std::move(entry));
    }
  }
  return list;
}

Json keep(const KeepSettings& keep) {
  const KeepSettings usual;
  Json object = Json::object();
  add_time("seconds", keep.lost, object);
  if (keep.takeover != usual.takeover) {
    object["takeover"] = text(keep.takeover);
  }
  if (!keep.by_certificate || !keep.by_address) {
    object["by"] = Json::array({keep.by_certificate ? "certificate" : "address"});
  }
  add_changed("tell", keep.tell, usual.tell, object);
  return object;
}

Json several(const SeveralSettings& several) {
  const SeveralSettings usual;
  Json object = Json::object();
  object["most"] = several.most;
  if (several.menu_key != usual.menu_key) {
    object["menu_key"] = key_text(several.menu_key);
  }
  if (several.next_key != usual.next_key) {
    object["next_key"] = key_text(several.next_key);
  }
  return object;
}

Json group(const GroupSettings& group) {
  Json entry = Json::object();
  entry["name"] = group.name.text();
  if (group.order == PoolOrder::Lowest) {
    entry["order"] = "lowest";
  }
  if (group.warn_at) {
    entry["warn_at"] = *group.warn_at;
  }
  add_name("application", group.application, entry);
  if (!group.allow.empty()) {
    entry["allow"] = group.allow;
  }
  if (!group.deny.empty()) {
    entry["deny"] = group.deny;
  }
  add_name("printers", group.printers, entry);
  if (group.keep) {
    entry["keep"] = keep(*group.keep);
  }
  if (group.several) {
    entry["several"] = several(*group.several);
  }
  return entry;
}

Json map_rule(const MapRule& rule) {
  Json entry = Json::object();
  add_text("client", rule.client, entry);
  add_text("host", rule.host, entry);
  add_text("listener", rule.listener, entry);
  add_text("device", rule.device, entry);
  add_text("certificate", rule.certificate, entry);
  add_name("lu", rule.lu, entry);
  add_name("group", rule.group, entry);
  add_changed("specific", rule.specific, true, entry);
  add_name("application", rule.application, entry);
  add_name("logmode", rule.logmode, entry);
  add_text("user", rule.user, entry);
  return entry;
}

Json uss_message(const UssMessage& message) {
  Json entry = Json::object();
  entry["number"] = message.number;
  add_text("code_page", message.code_page, entry);
  if (message.size) {
    entry["size"] = *message.size;
  }
  entry["lines"] = message.lines;
  return entry;
}

Json sessions(const SessionSettings& sessions) {
  Json object = Json::object();
  add_changed("keep_at_logoff", sessions.keep_at_logoff, true, object);
  add_changed("explain_errors", sessions.explain_errors, true, object);
  add_time("terminal_inactive", sessions.terminal_inactive, object);
  add_time("printer_inactive", sessions.printer_inactive, object);
  add_time("keep_lu", sessions.keep_lu, object);
  add_changed("drop_partner", sessions.drop_partner, false, object);
  add_filled("keep", keep(sessions.keep), object);
  if (sessions.several.on()) {
    object["several"] = several(sessions.several);
  }
  return object;
}

Json throttle(const ThrottleSettings& throttle) {
  const ThrottleSettings usual;
  Json object = Json::object();
  add_changed("refused_names", throttle.refused_names, usual.refused_names, object);
  add_changed("logons", throttle.logons, usual.logons, object);
  add_changed("loopback", throttle.loopback, usual.loopback, object);
  return object;
}

template <class Entry>
void add_list(const char* key, const std::vector<Entry>& entries, Json (*make)(const Entry&),
              Json& object) {
  for (const Entry& entry : entries) {
    object[key].push_back(make(entry));
  }
}

}  // namespace

void partition(const ServerSettings& server, Writing& writing, Json& object) {
  add_text("name", server.name, object);
  add_text("title", server.title, object);
  add_changed("code_page", server.code_page, ServerSettings().code_page, object);
  for (const ListenerSettings& settings : server.listeners) {
    object["listeners"].push_back(listener(settings, writing));
  }
  add_filled("lus", lus(server.lus, writing), object);
  if (server.menu) {
    object["menu"] = menu(*server.menu);
  }
  add_list("groups", server.groups, group, object);
  add_list("mapping", server.mapping, map_rule, object);
  add_list("uss", server.uss, uss_message, object);
  add_filled("sessions", sessions(server.sessions), object);
  add_filled("throttle", throttle(server.throttle), object);
}

}  // namespace config::convert
