#include "tn3270/server/check_report_proxies.h"

#include <cstddef>
#include <vector>

#include "config/redirects.h"
#include "tn3270/server/check_report_tables.h"
#include "tn3270/server/text_table.h"

namespace server {
namespace {

void add(const std::string& words, std::string& text) {
  if (!words.empty()) {
    text += (text.empty() ? "" : "; ") + words;
  }
}

std::string side_text(const config::ProxySide& side) {
  const bool literal = side.address.find(':') != std::string::npos;
  return (literal ? "[" + side.address + "]" : side.address) + ":" + std::to_string(side.port) +
         (side.tls ? " TLS" : "");
}

std::string verified(bool verify, const std::string& ca) {
  if (!verify) {
    return "server not verified";
  }
  return ca.empty() ? "server verified by the system's CAs" : "server verified by " + ca;
}

std::string remark(const config::ProxySettings& proxy) {
  std::string text;
  add(proxy.certificate.empty() ? "" : "certificate " + proxy.certificate, text);
  add(tls_words(proxy.tls_settings), text);
  add(proxy.to.tls ? verified(proxy.verify, proxy.ca) : "", text);
  add(proxy.verify_name.empty() ? "" : "as " + proxy.verify_name, text);
  add(access_words(proxy.access), text);
  return text;
}

std::size_t lus_of(const config::RedirectSettings& redirect, const config::Config& config) {
  std::size_t count = 0;
  for (const config::ServerSettings& server : config.servers) {
    for (const config::LuSettings& lu : server.lus) {
      count += config::redirect_of(lu, config.redirects) == &redirect ? 1U : 0U;
    }
  }
  return count;
}

}  // namespace

std::string proxy_table(const config::Config& config) {
  if (config.proxies.empty()) {
    return "";
  }
  TextTable table({"PROXY", "LISTENS AT", "LEADS TO", "DEFINED AT", "REMARK"});
  for (const config::ProxySettings& proxy : config.proxies) {
    table.add({proxy.name, side_text(proxy.listen), side_text(proxy.to), place(proxy.at, config),
               remark(proxy)});
  }
  return "PROXIES: " + std::to_string(config.proxies.size()) + "\n" + table.text() + "\n";
}

std::string redirect_table(const config::Config& config) {
  if (config.redirects.empty()) {
    return "";
  }
  TextTable table({"REDIRECT", "TLS PORT", "LUS", "DEFINED AT", "REMARK"});
  for (const config::RedirectSettings& redirect : config.redirects) {
    table.add({side_text({redirect.host, redirect.port, false}), std::to_string(redirect.tls_port),
               std::to_string(lus_of(redirect, config)), place(redirect.at, config),
               verified(redirect.verify, redirect.ca)});
  }
  return "REDIRECTS: " + std::to_string(config.redirects.size()) + "\n" + table.text() + "\n";
}

std::string tls_words(const config::TlsSettings& tls) {
  std::string text;
  add(tls.minimum == config::TlsFloor::Legacy  ? "legacy TLS"
      : tls.minimum == config::TlsFloor::Tls13 ? "TLS 1.3"
                                               : "",
      text);
  if (tls.client != config::ClientCertificate::None) {
    const bool required = tls.client == config::ClientCertificate::Required;
    add(std::string("client certificate ") + (required ? "required" : "optional") +
            (tls.allow_unverified ? ", unverified" : ""),
        text);
  }
  return text;
}

std::string access_words(const std::vector<config::AccessRule>& access) {
  std::string text;
  for (const config::AccessRule& rule : access) {
    text += std::string(text.empty() ? "" : ", ") + (rule.allow ? "allow " : "deny ") +
            (rule.client.empty() ? "any" : rule.client);
  }
  return text;
}

}  // namespace server
