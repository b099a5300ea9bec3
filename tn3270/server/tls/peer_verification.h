#pragma once

#include <cstdint>
#include <string>

#include "tn3270/server/tls/openssl_handles.h"

namespace server {

// Where a verification of the other side's certificate says why it refuses it. `words` must outlive
// the handshake.
void collect_refusals(SSL& connection, std::string& words);

// The other side's certificate is verified against what the context trusts. Missing revocation
// lists of CAs above the issuer are no fault; a missing one of the issuer is.
void verify_peers(SSL_CTX& context, int mode);

// The other side's certificate is taken whatever it is, and never counts as verified.
void take_any_peer(SSL_CTX& context, int mode);

}  // namespace server
