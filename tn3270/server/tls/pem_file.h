#pragma once

#include <string>
#include <variant>
#include <vector>

#include "tn3270/server/tls/openssl_handles.h"

namespace server {

// What one PEM file holds of a server's identity.
struct PemFile {
  PrivateKey key;
  Certificate certificate;         // the one that belongs to the key
  std::vector<Certificate> chain;  // its issuer, that one's issuer and so on, as far as given
};

// Reads `file`: a private key, its certificate, further certificates, in any order, with any line
// ends and with text around them. A certificate that is not on the way from the key's own to its
// root is left out. The text says in one sentence which file, what is wrong, and what to do.
[[nodiscard]] std::variant<PemFile, std::string> read_pem_file(const std::string& file);

// The same of text that was read elsewhere; `name` is how the sentence calls it.
[[nodiscard]] std::variant<PemFile, std::string> read_pem(const std::string& text,
                                                          const std::string& name);

}  // namespace server
