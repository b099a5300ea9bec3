#pragma once

#include <string>
#include <vector>

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

// What a certificate says, beside its name and key.
struct MintOrder {
  MintedAs as = MintedAs::Server;
  const Minted* issuer = nullptr;    // null: itself
  std::vector<std::string> hosts{};  // subjectAltName
  long from = -60;                   // seconds from now
  long until = 86'400;
  long serial = 1;
  std::string usage{};  // extendedKeyUsage: "clientAuth"
};

[[nodiscard]] PrivateKey rsa_key(unsigned int bits);
[[nodiscard]] PrivateKey ec_key(const char* curve);
[[nodiscard]] PrivateKey ed25519_key();

// Signed by `issuer`, or by itself.
[[nodiscard]] Minted mint(const std::string& name, PrivateKey key, MintedAs as,
                          const Minted* issuer = nullptr);
[[nodiscard]] Minted mint(const std::string& name, PrivateKey key, const MintOrder& order);

// A revocation list, which is to be replaced `until` seconds from now; PEM.
[[nodiscard]] std::string revocation_list(const Minted& authority, const std::vector<long>& revoked,
                                          long until = 3'600);

enum class Word { Good, Revoked };

// What `authority` says of `subject`, until so many seconds from now; DER.
[[nodiscard]] std::string ocsp_response(const Minted& authority, const Minted& subject,
                                        long until = 3'600, Word word = Word::Good);

// A PKCS#12 file.
[[nodiscard]] std::string pkcs12(const Minted& own, const std::vector<const Minted*>& issuers,
                                 const char* password);

}  // namespace server
