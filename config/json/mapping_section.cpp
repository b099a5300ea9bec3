#include <algorithm>
#include <string>
#include <utility>

#include "config/client_prefix.h"
#include "config/json/fields.h"
#include "config/json/sections.h"

namespace config::json {
namespace {

void read_client(Reading& reading, const Value& value, MapRule& rule) {
  std::string client;
  if (!reading.text(value, client)) {
    return;
  }
  if (const std::string fault = client_prefix_fault(client); !fault.empty()) {
    reading.error(value.at(), fault);
    return;
  }
  rule.client = client;
}

// Names only: it is resolved when the server starts.
void read_host(Reading& reading, const Value& value, MapRule& rule) {
  std::string host;
  if (!reading.host(value, host)) {
    return;
  }
  if (host.find('/') != std::string::npos || is_literal_address(host)) {
    reading.error(value.at(),
                  "'host' is a name that is looked up; write the address as \"client\"");
    return;
  }
  rule.host = host;
}

// '*' ends a beginning; "*" alone is everybody who showed a certificate.
void read_certificate(Reading& reading, const Value& value, MapRule& rule) {
  std::string subject;
  if (!reading.text(value, subject)) {
    return;
  }
  if (subject != "*" && subject.find('=') == std::string::npos) {
    reading.error(value.at(),
                  label(value) +
                      " must be the subject of a certificate, like \"CN=JOE,O=BANK\", or its "
                      "beginning and '*'; 'tn3270d certificate' and 'openssl x509 -subject "
                      "-nameopt RFC2253' show it so");
    return;
  }
  rule.certificate = subject;
}

void read_user(Reading& reading, const Value& value, MapRule& rule) {
  std::string user;
  if (!reading.text(value, user)) {
    return;
  }
  if (std::any_of(user.begin(), user.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; })) {
    reading.error(value.at(), label(value) + " must be a name without control characters");
    return;
  }
  rule.user = user;
}

constexpr Field<MapRule> kMapRuleFields[] = {
    {"client", read_client},
    {"host", read_host},
    {"listener", [](Reading& r, const Value& v, MapRule& m) { r.text(v, m.listener); }},
    {"device", [](Reading& r, const Value& v, MapRule& m) { r.device(v, m.device); }},
    {"certificate", read_certificate},
    {"lu", [](Reading& r, const Value& v, MapRule& m) { r.name(v, m.lu); }},
    {"group", [](Reading& r, const Value& v, MapRule& m) { r.name(v, m.group); }},
    {"specific", [](Reading& r, const Value& v, MapRule& m) { r.flag(v, m.specific); }},
    {"application", [](Reading& r, const Value& v, MapRule& m) { r.name(v, m.application); }},
    {"logmode", [](Reading& r, const Value& v, MapRule& m) { r.name(v, m.logmode); }},
    {"user", read_user},
};

void read_rule(Reading& reading, const Value& object, ServerSettings& server) {
  MapRule rule;
  rule.at = object.at();
  if (!read_fields(reading, object, kMapRuleFields, rule)) {
    return;
  }
  if (object.has("lu") && object.has("group")) {
    reading.error(object.at(),
                  "this rule gives both a LU and one of a group; keep 'lu' or 'group'");
  }
  server.mapping.push_back(std::move(rule));
}

}  // namespace

void read_mapping(Reading& reading, const Value& value, ServerSettings& server) {
  read_list(reading, value, [&](const Value& entry) { read_rule(reading, entry, server); });
}

Keys map_rule_keys() {
  return keys_of(kMapRuleFields);
}

}  // namespace config::json
