#include <string>
#include <utility>

#include "config/client_prefix.h"
#include "config/json/fields.h"
#include "config/json/sections.h"
#include "config/limits.h"

// Who may connect and how many: "access" of listeners and proxies, "admission"; and who the process
// is when it serves them ("process").
namespace config::json {
namespace {

constexpr std::string_view kAnybody = "any";

void read_client(Reading& reading, const Value& value, AccessRule& rule) {
  std::string client;
  if (!reading.text(value, client) || client == kAnybody) {
    return;
  }
  if (client_prefix_fault(client).empty()) {
    rule.client = client;
    return;
  }
  reading.error(value.at(), label(value) + " must be an address, a network or \"any\", not '" +
                                client.substr(0, 40) +
                                "'; write it like \"10.1.2.3\", \"10.1.0.0/16\" or \"fd00::/8\"");
}

void read_allow(Reading& reading, const Value& value, AccessRule& rule) {
  rule.allow = true;
  read_client(reading, value, rule);
}

constexpr Field<AccessRule> kAccessRuleFields[] = {
    {"allow", read_allow},
    {"deny", read_client},
};

void read_access_rule(Reading& reading, const Value& entry, std::vector<AccessRule>& access) {
  AccessRule rule;
  rule.at = entry.at();
  if (!read_fields(reading, entry, kAccessRuleFields, rule)) {
    return;
  }
  if (entry.has("allow") == entry.has("deny")) {
    reading.error(entry.at(),
                  "this rule needs 'allow' or 'deny', one of the two; write {\"allow\": "
                  "\"10.0.0.0/8\"} or {\"deny\": \"any\"}");
  }
  access.push_back(std::move(rule));
}

template <std::uint32_t AdmissionSettings::*cap>
void read_cap_of(Reading& reading, const Value& value, AdmissionSettings& admission) {
  read_cap(reading, value, admission.*cap);
}

constexpr Field<AdmissionSettings> kAdmissionFields[] = {
    {"clients", read_cap_of<&AdmissionSettings::clients>},
    {"per_address", read_cap_of<&AdmissionSettings::per_address>},
    {"accepts", read_cap_of<&AdmissionSettings::accepts>},
    {"handshakes", read_cap_of<&AdmissionSettings::handshakes>},
};

constexpr Field<PrivilegeSettings> kProcessFields[] = {
    {"user", [](Reading& r, const Value& v, PrivilegeSettings& p) { r.host(v, p.user); }},
    {"group", [](Reading& r, const Value& v, PrivilegeSettings& p) { r.host(v, p.group); }},
};

}  // namespace

void read_access(Reading& reading, const Value& value, std::vector<AccessRule>& access) {
  read_list(reading, value, [&](const Value& entry) { read_access_rule(reading, entry, access); });
}

void read_prefixes(Reading& reading, const Value& value, std::vector<std::string>& prefixes) {
  read_list(reading, value, [&](const Value& entry) {
    std::string prefix;
    if (!reading.text(entry, prefix)) {
      return;
    }
    if (!client_prefix_fault(prefix).empty()) {
      reading.error(entry.at(), "'" + prefix.substr(0, 40) +
                                    "' is neither an address nor a network; write it like "
                                    "\"10.1.2.3\", \"10.1.0.0/16\" or \"fd00::/8\"");
      return;
    }
    prefixes.push_back(std::move(prefix));
  });
}

void read_cap(Reading& reading, const Value& value, std::uint32_t& most) {
  reading.count(value, 0, limits::kThrottleMost, most);
}

void read_admission(Reading& reading, const Value& value) {
  AdmissionSettings& admission = reading.config().admission;
  admission.at = value.key_at();
  read_fields(reading, value, kAdmissionFields, admission);
}

void read_process(Reading& reading, const Value& value) {
  PrivilegeSettings& privilege = reading.config().privilege;
  privilege.at = value.key_at();
  if (read_fields(reading, value, kProcessFields, privilege) && !value.has("user") &&
      value.has("group")) {
    reading.error(value.at(), "'process' has a 'group' and no 'user'; add \"user\": \"tn3270d\"");
  }
}

Keys access_rule_keys() {
  return keys_of(kAccessRuleFields);
}

Keys admission_keys() {
  return keys_of(kAdmissionFields);
}

Keys process_keys() {
  return keys_of(kProcessFields);
}

}  // namespace config::json
