#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "tn3270/server/tls/openssl_handles.h"
#include "tn3270/server/tls/pem_blocks.h"

namespace server {

using TrustStore = std::unique_ptr<X509_STORE, FreeWith<X509_STORE_free>>;

// Who may have issued the certificate of the other side.
struct Trust {
  TrustStore store;
  std::vector<Certificate> authorities;  // what the store has
  std::vector<std::string> notes;        // what is odd and does no harm: sentences
};

// Our own key may be in a CA's file that is our key file too, as z/VSE has them.
enum class OurKey : std::uint8_t { Elsewhere, MayBeThere };

// Trusts every certificate of `file` (PEM), a root's or not. The text is a sentence.
[[nodiscard]] std::variant<Trust, std::string> read_trust(const std::string& file,
                                                          OurKey key = OurKey::Elsewhere);

// Trusts one root.
[[nodiscard]] Trust trust_in(X509& root);

// What `file` (PEM or DER) lists as revoked is refused from here on, and so is what nobody can look
// up any more. Empty, or what is wrong.
[[nodiscard]] std::string add_revocations(Trust& trust, const std::string& file);

}  // namespace server
