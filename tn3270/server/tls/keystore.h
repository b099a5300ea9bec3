#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tn3270/server/tls/openssl_handles.h"
#include "tn3270/server/tls/pem_blocks.h"

namespace server {

// What one file holds of an identity.
struct Keystore {
  PrivateKey key;
  Certificate certificate;         // the one that belongs to the key
  std::vector<Certificate> chain;  // its issuer, that one's issuer and so on, as far as given
  Certificate root;  // the last certificate that has signed itself and is a CA's, or null
  std::vector<std::string> notes;  // what is odd and does no harm: sentences
};

// Reads `file`, PEM or PKCS#12: a private key, its certificate, further certificates, in any order,
// with any line ends and with text around them. A certificate that is not on the way from the key's
// own to its root is not sent. The text says in one sentence which file, what is wrong, and what to
// do.
[[nodiscard]] std::variant<Keystore, std::string> read_keystore(const std::string& file,
                                                                const Password& password = {});

// The same of text in PEM that was read elsewhere; `name` is how the sentences call it.
[[nodiscard]] std::variant<Keystore, std::string> read_pem(std::string_view text,
                                                           const std::string& name,
                                                           const Password& password = {});

}  // namespace server
