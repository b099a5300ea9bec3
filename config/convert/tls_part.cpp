#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "config/convert/sections.h"

// What is said about TLS and about who may connect, of listeners and of the whole process.
namespace config::convert {
namespace {

void add_filled(const char* key, Json part, Json& object) {
  if (!part.empty()) {
    object[key] = std::move(part);
  }
}

Json proxy(const ProxySettings& proxy, const Writing& writing) {
  Json listen = Json::object();
  listen["address"] = proxy.listen.address;
  listen["port"] = proxy.listen.port;
  Json to = Json::object();
  to["host"] = proxy.to.address;
  to["port"] = proxy.to.port;
  for (const auto& [side, object] :
       {std::pair(&proxy.listen, &listen), std::pair(&proxy.to, &to)}) {
    if (side->tls) {
      (*object)["tls"] = true;
    }
  }
  Json entry = Json::object();
  add_text("name", proxy.name, entry);
  entry["listen"] = std::move(listen);
  entry["to"] = std::move(to);
  add_text("certificate", writing.path(proxy.certificate), entry);
  add_filled("tls_settings", tls_settings(proxy.tls_settings, writing), entry);
  if (!proxy.verify) {
    entry["verify"] = false;
  }
  add_text("ca", writing.path(proxy.ca), entry);
  add_text("verify_name", proxy.verify_name, entry);
  add_text("identity", writing.path(proxy.identity), entry);
  add_filled("access", access(proxy.access), entry);
  if (proxy.ftp_reply) {
    entry["ftp_reply"] = true;
  }
  if (proxy.clients != ProxySettings().clients) {
    entry["clients"] = proxy.clients;
  }
  return entry;
}

Json redirect(const RedirectSettings& redirect, const Writing& writing) {
  Json entry = Json::object();
  entry["host"] = redirect.host;
  entry["port"] = redirect.port;
  entry["tls_port"] = redirect.tls_port;
  if (redirect.ftp) {
    entry["ftp"] = true;
  }
  if (!redirect.verify) {
    entry["verify"] = false;
  }
  add_text("ca", writing.path(redirect.ca), entry);
  add_text("identity", writing.path(redirect.identity), entry);
  return entry;
}

struct Cap {
  const char* key;
  std::uint32_t AdmissionSettings::*most;
};

constexpr Cap kCaps[] = {
    {"clients", &AdmissionSettings::clients},
    {"per_address", &AdmissionSettings::per_address},
    {"accepts", &AdmissionSettings::accepts},
    {"handshakes", &AdmissionSettings::handshakes},
};

Json admission(const AdmissionSettings& admission) {
  const AdmissionSettings usual;
  Json object = Json::object();
  for (const Cap& cap : kCaps) {
    if (admission.*cap.most != usual.*cap.most) {
      object[cap.key] = admission.*cap.most;
    }
  }
  return object;
}

}  // namespace

Json tls_settings(const TlsSettings& tls, const Writing& writing) {
  Json object = Json::object();
  if (tls.minimum != TlsFloor::Tls12) {
    object["minimum"] = tls.minimum == TlsFloor::Tls13 ? "1.3" : "legacy";
  }
  add_text("ciphers", tls.ciphers, object);
  add_text("suites", tls.suites, object);
  add_text("groups", tls.groups, object);
  for (const std::string& path : tls.certificates) {
    object["certificates"].push_back(writing.path(path));
  }
  add_text("password_file", writing.path(tls.password_file), object);
  if (tls.client != ClientCertificate::None) {
    object["client_certificate"] =
        tls.client == ClientCertificate::Required ? "required" : "optional";
  }
  add_text("client_ca", writing.path(tls.client_ca), object);
  add_text("client_crl", writing.path(tls.client_crl), object);
  if (tls.allow_unverified) {
    object["allow_unverified"] = true;
  }
  add_text("ocsp", writing.path(tls.ocsp), object);
  if (!tls.tickets) {
    object["tickets"] = false;
  }
  return object;
}

Json access(const std::vector<AccessRule>& rules) {
  Json list = Json::array();
  for (const AccessRule& rule : rules) {
    Json entry = Json::object();
    entry[rule.allow ? "allow" : "deny"] = rule.client.empty() ? "any" : rule.client;
    list.push_back(std::move(entry));
  }
  return list;
}

void tls_part(const Config& config, Writing& writing, Json& object) {
  for (const ProxySettings& settings : config.proxies) {
    object["proxies"].push_back(proxy(settings, writing));
  }
  for (const RedirectSettings& settings : config.redirects) {
    object["redirects"].push_back(redirect(settings, writing));
  }
  add_filled("admission", admission(config.admission), object);
  Json process = Json::object();
  add_text("user", config.privilege.user, process);
  add_text("group", config.privilege.group, process);
  add_filled("process", std::move(process), object);
}

}  // namespace config::convert
