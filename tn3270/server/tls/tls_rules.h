#pragma once

#include <string>

#include "config/tls_settings.h"
#include "tn3270/server/tls/openssl_handles.h"

namespace server {

// What is offered, apart from certificates: versions, cipher suites, groups, tickets. Empty, or
// which word of the settings OpenSSL does not know.
[[nodiscard]] std::string set_rules(SSL_CTX& context, const config::TlsSettings& settings);

// What both sides have in common.
void set_common_rules(SSL_CTX& context);

}  // namespace server
