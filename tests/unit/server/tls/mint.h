#pragma once

#include <string>

#include "tn3270/server/tls/openssl_handles.h"

namespace server {

// Certificates of any kind, for tests: what tn3270d certificate makes is of one kind only.
struct Minted {
  PrivateKey key;
  Certificate certificate;
  [[nodiscard]] std::string key_pem() const;
  [[nodiscard]] std::string certificate_pem() const;
  // "-----BEGIN ENCRYPTED PRIVATE KEY-----", and the older form with a header.
  [[nodiscard]] std::string encrypted_pem() const;
  [[nodiscard]] std::string old_encrypted_pem() const;
};

enum class MintedAs { Authority, Server };

[[nodiscard]] PrivateKey rsa_key(unsigned int bits);
[[nodiscard]] PrivateKey ec_key(const char* curve);
[[nodiscard]] PrivateKey ed25519_key();

// Signed by `issuer`, or by itself.
[[nodiscard]] Minted mint(const std::string& name, PrivateKey key, MintedAs as,
                          const Minted* issuer = nullptr);

}  // namespace server
