#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "config/json/application_entry.h"
#include "config/json/key_words.h"
#include "config/json/sections.h"

// What an entry of "applications" says about another host.
namespace config::json {
namespace {

// Telnet, and telnet by TLS.
constexpr std::uint16_t kTelnet = 23;
constexpr std::uint16_t kTelnets = 992;
constexpr const char* kFromClient = "from client";

constexpr Word<HostTls> kTls[] = {{"none", HostTls::None},
                                  {"immediate", HostTls::Immediate},
                                  {"negotiated", HostTls::Negotiated}};
constexpr Word<HostOrder> kOrders[] = {{"failover", HostOrder::Failover},
                                       {"round robin", HostOrder::RoundRobin}};

constexpr Field<HostAddress> kAddressFields[] = {
    {"host", [](Reading& r, const Value& v, HostAddress& a) { r.host(v, a.host); }},
    {"port", [](Reading& r, const Value& v, HostAddress& a) { r.port(v, a.port); }},
};

void read_address(Reading& reading, const Value& value, ApplicationEntry& entry) {
  HostAddress address;
  address.at = value.at();
  if (!read_fields(reading, value, kAddressFields, address)) {
    return;
  }
  if (!value.has("host")) {
    reading.error(value.at(), "this address has no 'host'; add \"host\": \"192.0.2.1\"");
    return;
  }
  if (entry.host.hosts.size() == limits::kHostAddresses) {
    reading.error(value.at(), "a host has at most " + std::to_string(limits::kHostAddresses) +
                                  " addresses; take this one out");
    return;
  }
  entry.host.hosts.push_back(std::move(address));
}

void read_addresses(Reading& reading, const Value& value, ApplicationEntry& entry) {
  read_list(reading, value, [&](const Value& one) { read_address(reading, one, entry); });
}

// RFC 2355 7.1.2: NVT ASCII, of no particular case.
void read_lu_name(Reading& reading, const Value& value, ApplicationEntry& entry) {
  constexpr std::size_t kLongest = 8;
  if (!reading.is(value, Kind::Text, "a name")) {
    return;
  }
  std::string name(value.text());
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  const bool good = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("#$@_.-").find(c) != std::string_view::npos;
  });
  if (!good || name.empty() || name.size() > kLongest) {
    reading.error(value.at(), "'" + std::string(value.text()) +
                                  "' is no name of a LU there: 1 to 8 letters, digits and "
                                  "#$@_.-; write it as the host does");
    return;
  }
  entry.host.lus.push_back(std::move(name));
}

void read_lu(Reading& reading, const Value& value, ApplicationEntry& entry) {
  if (value.kind() == Kind::List) {
    read_list(reading, value, [&](const Value& one) { read_lu_name(reading, one, entry); });
  } else if (value.kind() == Kind::Text && value.text() == kFromClient) {
    entry.host.lu_from_client = true;
  } else {
    read_lu_name(reading, value, entry);
  }
}

void read_device(Reading& reading, const Value& value, ApplicationEntry& entry) {
  if (value.kind() != Kind::Text || value.text() != kFromClient) {
    reading.device(value, entry.host.device);
  }
}

void read_rate(Reading& reading, const Value& value, ApplicationEntry& entry) {
  reading.count(value, 0, limits::kThrottleMost, entry.host.connect_rate);
}

void read_inflight(Reading& reading, const Value& value, ApplicationEntry& entry) {
  reading.count(value, 1, limits::kThrottleMost, entry.host.connect_inflight);
}

void read_failures(Reading& reading, const Value& value, ApplicationEntry& entry) {
  reading.count(value, 0, limits::kThrottleMost, entry.host.failures);
}

void other_type(Reading& reading, const Value& object, const ApplicationEntry& entry) {
  for (const Value member : object) {
    for (const auto& field : host_fields()) {
      if (member.key() == field.key) {
        reading.error(member.key_at(), "'" + std::string(field.key) +
                                           "' is about another host, and this application is of "
                                           "type '" +
                                           entry.type +
                                           "'; take it out, or say \"type\": \"host\"");
      }
    }
  }
}

void needs_tls(Reading& reading, const Value& object) {
  constexpr std::array<std::string_view, 4> kOfTls{"verify", "ca", "verify_name", "identity"};
  for (const Value member : object) {
    for (const std::string_view key : kOfTls) {
      if (member.key() == key) {
        reading.error(member.key_at(), "'" + std::string(key) +
                                           "' is about TLS, and this host is spoken to in clear "
                                           "text; add \"tls\": \"immediate\", or take it out");
      }
    }
  }
}

// Nobody waits where every connect is tried.
void needs_failures(Reading& reading, const Value& object, const HostSettings& host) {
  for (const Value member : object) {
    if (host.failures == 0 && member.key() == "retry") {
      reading.error(member.key_at(),
                    "'retry' says when an address is called again after 'failures', which is 0: it "
                    "is always called; give 'failures' a number, or take 'retry' out");
    }
  }
}

}  // namespace

const ApplicationFields& host_fields() {
  static const ApplicationFields fields{
      {"host", [](Reading& r, const Value& v, ApplicationEntry& a) { r.host(v, a.common.host); }},
      {"port", [](Reading& r, const Value& v, ApplicationEntry& a) { r.port(v, a.common.port); }},
      {"hosts", read_addresses},
      {"order",
       [](Reading& r, const Value& v, ApplicationEntry& a) { r.word(v, kOrders, a.host.order); }},
      {"tls",
       [](Reading& r, const Value& v, ApplicationEntry& a) { r.word(v, kTls, a.common.tls); }},
      {"verify",
       [](Reading& r, const Value& v, ApplicationEntry& a) { r.flag(v, a.common.verify); }},
      {"ca", [](Reading& r, const Value& v, ApplicationEntry& a) { r.path(v, a.common.ca); }},
      {"verify_name",
       [](Reading& r, const Value& v, ApplicationEntry& a) { r.host(v, a.common.verify_name); }},
      {"identity",
       [](Reading& r, const Value& v, ApplicationEntry& a) { r.path(v, a.common.identity); }},
      {"lu", read_lu},
      {"device", read_device},
      {"tn3270e",
       [](Reading& r, const Value& v, ApplicationEntry& a) { r.flag(v, a.host.tn3270e); }},
      {"connect_inflight", read_inflight},
      {"connect_rate", read_rate},
      {"connect_timeout", [](Reading& r, const Value& v,
                             ApplicationEntry& a) { r.seconds(v, Span{}, a.host.connect); }},
      {"failures", read_failures},
      {"retry",
       [](Reading& r, const Value& v, ApplicationEntry& a) { r.seconds(v, Span{}, a.host.retry); }},
      {"key", [](Reading& r, const Value& v,
                 ApplicationEntry& a) { r.word(v, kHostKeyOrNone, a.host.key); }},
  };
  return fields;
}

void settle_host(Reading& reading, const Value& object, ApplicationEntry& entry) {
  if (entry.type != "host") {
    other_type(reading, object, entry);
    return;
  }
  auto& hosts = entry.host.hosts;
  if (object.has("host") && object.has("hosts")) {
    reading.error(object.at(), "this application has both 'host' and 'hosts'; keep one of the two");
  } else if (object.has("host")) {
    hosts = {{.host = entry.common.host, .port = entry.common.port, .at = object.at()}};
  } else if (!object.has("hosts")) {
    reading.error(object.at(),
                  "this application has no 'host', which says where it answers; add \"host\": "
                  "\"192.0.2.1\"");
  } else if (hosts.empty()) {
    reading.error(object.at(), "'hosts' is empty; add {\"host\": \"192.0.2.1\", \"port\": 23}");
  }
  if (entry.common.tls == HostTls::None) {
    needs_tls(reading, object);
  }
  needs_failures(reading, object, entry.host);
  for (HostAddress& address : hosts) {
    const HostAddress given = std::move(address);
    address = entry.common;
    address.host = given.host;
    address.at = given.at;
    address.port = given.port != 0 ? given.port : entry.common.port;
    if (address.port == 0) {
      address.port = address.tls == HostTls::Immediate ? kTelnets : kTelnet;
    }
  }
}

Keys host_address_keys() {
  return keys_of(kAddressFields);
}

}  // namespace config::json
