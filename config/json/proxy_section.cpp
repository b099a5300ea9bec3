#include <string>
#include <utility>

#include "config/json/fields.h"
#include "config/json/sections.h"
#include "config/limits.h"

// "proxies" and "redirects": TLS for somebody else's servers, and for our own way to them.
namespace config::json {
namespace {

constexpr Field<ProxySide> kListenFields[] = {
    {"address", [](Reading& r, const Value& v, ProxySide& s) { r.host(v, s.address); }},
    {"port", [](Reading& r, const Value& v, ProxySide& s) { r.port(v, s.port); }},
    {"tls", [](Reading& r, const Value& v, ProxySide& s) { r.flag(v, s.tls); }},
};

// Two names for one setting: an address is a host here, as with LUs.
constexpr Field<ProxySide> kToFields[] = {
    {"host", [](Reading& r, const Value& v, ProxySide& s) { r.host(v, s.address); }},
    {"address", [](Reading& r, const Value& v, ProxySide& s) { r.host(v, s.address); }},
    {"port", [](Reading& r, const Value& v, ProxySide& s) { r.port(v, s.port); }},
    {"tls", [](Reading& r, const Value& v, ProxySide& s) { r.flag(v, s.tls); }},
};

void read_listen(Reading& reading, const Value& value, ProxySettings& proxy) {
  proxy.listen.address = "127.0.0.1";
  if (read_fields(reading, value, kListenFields, proxy.listen) && !value.has("port")) {
    reading.error(value.at(), "'listen' of this proxy has no 'port'; add \"port\": 8443");
  }
}

void read_to(Reading& reading, const Value& value, ProxySettings& proxy) {
  if (!read_fields(reading, value, kToFields, proxy.to)) {
    return;
  }
  if (value.has("host") && value.has("address")) {
    reading.error(value.at(), "'to' has both 'host' and 'address'; keep one of the two");
  } else if (!value.has("host") && !value.has("address")) {
    reading.error(value.at(), "'to' of this proxy has no 'host'; add \"host\": \"127.0.0.1\"");
  }
  if (!value.has("port")) {
    reading.error(value.at(), "'to' of this proxy has no 'port'; add \"port\": 8080");
  }
}

constexpr Field<ProxySettings> kProxyFields[] = {
    {"name", [](Reading& r, const Value& v, ProxySettings& p) { r.text(v, p.name); }},
    {"listen", read_listen},
    {"to", read_to},
    {"certificate", [](Reading& r, const Value& v, ProxySettings& p) { r.path(v, p.certificate); }},
    {"tls_settings",
     [](Reading& r, const Value& v, ProxySettings& p) { read_tls_settings(r, v, p.tls_settings); }},
    {"verify", [](Reading& r, const Value& v, ProxySettings& p) { r.flag(v, p.verify); }},
    {"ca", [](Reading& r, const Value& v, ProxySettings& p) { r.path(v, p.ca); }},
    {"verify_name", [](Reading& r, const Value& v, ProxySettings& p) { r.host(v, p.verify_name); }},
    {"identity", [](Reading& r, const Value& v, ProxySettings& p) { r.path(v, p.identity); }},
    {"access", [](Reading& r, const Value& v, ProxySettings& p) { read_access(r, v, p.access); }},
    {"ftp_reply", [](Reading& r, const Value& v, ProxySettings& p) { r.flag(v, p.ftp_reply); }},
    {"clients", [](Reading& r, const Value& v,
                   ProxySettings& p) { r.count(v, 1, limits::kThrottleMost, p.clients); }},
};

void read_proxy(Reading& reading, const Value& entry) {
  ProxySettings proxy;
  proxy.at = entry.at();
  if (!read_fields(reading, entry, kProxyFields, proxy)) {
    return;
  }
  if (!entry.has("listen")) {
    reading.error(entry.at(),
                  "this proxy has no 'listen'; add \"listen\": {\"port\": 8443, \"tls\": true}");
  }
  if (!entry.has("to")) {
    reading.error(entry.at(),
                  "this proxy has no 'to'; add \"to\": {\"host\": \"127.0.0.1\", \"port\": 8080}");
  }
  if (proxy.name.empty()) {
    proxy.name = "proxy " + std::to_string(proxy.listen.port);
  }
  reading.config().proxies.push_back(std::move(proxy));
}

constexpr Field<RedirectSettings> kRedirectFields[] = {
    {"host", [](Reading& r, const Value& v, RedirectSettings& d) { r.host(v, d.host); }},
    {"port", [](Reading& r, const Value& v, RedirectSettings& d) { r.port(v, d.port); }},
    {"tls_port", [](Reading& r, const Value& v, RedirectSettings& d) { r.port(v, d.tls_port); }},
    {"ftp", [](Reading& r, const Value& v, RedirectSettings& d) { r.flag(v, d.ftp); }},
    {"verify", [](Reading& r, const Value& v, RedirectSettings& d) { r.flag(v, d.verify); }},
    {"ca", [](Reading& r, const Value& v, RedirectSettings& d) { r.path(v, d.ca); }},
    {"identity", [](Reading& r, const Value& v, RedirectSettings& d) { r.path(v, d.identity); }},
};

void read_redirect(Reading& reading, const Value& entry) {
  RedirectSettings redirect;
  redirect.at = entry.at();
  if (!read_fields(reading, entry, kRedirectFields, redirect)) {
    return;
  }
  for (const auto& [key, example] : {std::pair("host", "\"192.0.2.1\""), std::pair("port", "21"),
                                     std::pair("tls_port", "990")}) {
    if (!entry.has(key)) {
      reading.error(entry.at(), "this redirect has no '" + std::string(key) + "'; add \"" + key +
                                    "\": " + example);
    }
  }
  reading.config().redirects.push_back(std::move(redirect));
}

}  // namespace

void read_proxies(Reading& reading, const Value& value) {
  read_list(reading, value, [&](const Value& entry) { read_proxy(reading, entry); });
}

void read_redirects(Reading& reading, const Value& value) {
  read_list(reading, value, [&](const Value& entry) { read_redirect(reading, entry); });
}

Keys proxy_keys() {
  return keys_of(kProxyFields);
}

Keys proxy_listen_keys() {
  return keys_of(kListenFields);
}

Keys proxy_to_keys() {
  return keys_of(kToFields);
}

Keys redirect_keys() {
  return keys_of(kRedirectFields);
}

}  // namespace config::json
