#pragma once

#include <string>
#include <vector>

#include "config/settings.h"

// The tables of a check about TLS for others and who may connect; each is empty where nothing is
// said.
namespace server {

// Proxies: where they listen, and where they lead to.
[[nodiscard]] std::string proxy_table(const config::Config& config);
// Hosts to which our own connections go by TLS, and how many LUs have some.
[[nodiscard]] std::string redirect_table(const config::Config& config);

// What a listener or proxy says beyond a certificate: "TLS 1.3", "client certificate required".
[[nodiscard]] std::string tls_words(const config::TlsSettings& tls);
// "deny 10.1.2.3, allow any".
[[nodiscard]] std::string access_words(const std::vector<config::AccessRule>& access);

}  // namespace server
