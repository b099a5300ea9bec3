#include "tn3270/control/lu_text.h"

#include <nlohmann/json.hpp>

#include "tn3270/control/columns.h"
#include "tn3270/control/json_field.h"

namespace control {
namespace {

using Json = nlohmann::ordered_json;

std::string functions(const Json& lu) {
  std::string list;
  for (const auto& function : lu.value("functions", Json::array())) {
    list += (list.empty() ? "" : ", ") + (function.is_string() ? function.get<std::string>() : "?");
  }
  return list.empty() ? kNothing : printable(list);
}

std::string suspended(const Json& lu) {
  std::string list;
  for (const auto& one : lu.value("suspended", Json::array())) {
    list += (list.empty() ? "" : ", ") + field(one, "application");
  }
  return list.empty() ? kNothing : list;
}

std::string client(const Json& lu) {
  if (field(lu, "client") == kNothing) {
    return kNothing;
  }
  std::string text = field(lu, "client/address") + " port " + field(lu, "client/port") +
                     (field(lu, "client/tls") == "true" ? ", TLS" : ", no TLS");
  if (const auto certificate = field(lu, "client/certificate"); certificate != kNothing) {
    const bool verified = field(lu, "client/verified") == "true";
    text += ", certificate " + certificate + (verified ? "" : " (not verified)");
  }
  if (const auto user = field(lu, "client/user"); user != kNothing) {
    text += ", user " + user;
  }
  return text;
}

std::string host(const Json& lu) {
  if (field(lu, "host") == kNothing) {
    return kNothing;
  }
  const std::string name = field(lu, "host/lu");
  return field(lu, "host/host") + " port " + field(lu, "host/port") +
         (field(lu, "host/tls") == "true" ? ", TLS" : ", no TLS") +
         (name == kNothing ? "" : ", as LU " + name);
}

std::string with_rule(const std::string& name, const std::string& rule) {
  return rule == kNothing ? name : name + " (" + rule + ")";
}

}  // namespace

std::string lu_table(const std::vector<Json>& lus) {
  std::vector<std::vector<std::string>> rows{
      {"LU", "TYPE", "STATE", "APPLICATION", "LOGMODE", "DEVICE", "CLIENT", "SINCE"}};
  for (const auto& lu : lus) {
    rows.push_back({field(lu, "name"), field(lu, "type"), field(lu, "state"),
                    field(lu, "application"), field(lu, "logmode"), field(lu, "device"),
                    field(lu, "client/address"), field(lu, "since")});
  }
  return columns(rows);
}

std::string lu_details(const Json& lu) {
  return columns({{"LU", field(lu, "name")},
                  {"type", field(lu, "type")},
                  {"server", field(lu, "server")},
                  {"group", field(lu, "group")},
                  {"state", field(lu, "state")},
                  {"application", field(lu, "application")},
                  {"suspended", suspended(lu)},
                  {"waits for", field(lu, "queued")},
                  {"logmode", with_rule(field(lu, "logmode"), field(lu, "logmode_rule"))},
                  {"typeterm", with_rule(field(lu, "typeterm/name"), field(lu, "typeterm/rule"))},
                  {"device", field(lu, "device")},
                  {"screen", field(lu, "screen")},
                  {"code page", field(lu, "code_page")},
                  {"connection", field(lu, "connection")},
                  {"functions", functions(lu)},
                  {"client", client(lu)},
                  {"at its host", host(lu)},
                  {"since", field(lu, "since")},
                  {"last activity", field(lu, "last_activity")},
                  {"kept until", field(lu, "kept_until")},
                  {"bytes", field(lu, "bytes/in") + " in, " + field(lu, "bytes/out") + " out"},
                  {"rule", field(lu, "rule")}});
}

}  // namespace control
