#pragma once

#include <string>
#include <vector>

#include "config/tls_settings.h"
#include "tn3270/server/tls/keystore.h"
#include "tn3270/server/tls/openssl_handles.h"

namespace server {

// Clients are asked for a certificate, as the settings want it; without "client_ca" the root in
// `own` is whom their issuer must be. Empty, or a sentence on what is wrong. Sessions that were
// begun under other rules are not resumed.
[[nodiscard]] std::string authenticate_clients(SSL_CTX& context,
                                               const config::TlsSettings& settings,
                                               const Keystore& own, const std::string& file,
                                               std::vector<std::string>& notes);

}  // namespace server
