#include "tests/unit/server/tls/mint.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <utility>

namespace server {
namespace {

template <typename Write>
std::string pem(Write write) {
  const MemoryBio bio(BIO_new(BIO_s_mem()));
  write(bio.get());
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

constexpr unsigned char kPassword[] = "secret";

}  // namespace

std::string Minted::key_pem() const {
  return pem([this](BIO* bio) {
    PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

std::string Minted::certificate_pem() const {
  return pem([this](BIO* bio) { PEM_write_bio_X509(bio, certificate.get()); });
}

std::string Minted::encrypted_pem() const {
  return pem([this](BIO* bio) {
    PEM_write_bio_PrivateKey(bio, key.get(), EVP_aes_128_cbc(), kPassword, sizeof kPassword - 1,
                             nullptr, nullptr);
  });
}

std::string Minted::old_encrypted_pem() const {
  return pem([this](BIO* bio) {
    PEM_write_bio_PrivateKey_traditional(bio, key.get(), EVP_aes_128_cbc(), kPassword,
                                         sizeof kPassword - 1, nullptr, nullptr);
  });
}

PrivateKey rsa_key(unsigned int bits) {
  return PrivateKey(EVP_RSA_gen(bits));
}

PrivateKey ec_key(const char* curve) {
  return PrivateKey(EVP_EC_gen(curve));
}

PrivateKey ed25519_key() {
  return PrivateKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
}

Minted mint(const std::string& name, PrivateKey key, MintedAs as, const Minted* issuer) {
  Minted minted{std::move(key), Certificate(X509_new())};
  X509* certificate = minted.certificate.get();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  const auto* bytes = reinterpret_cast<const unsigned char*>(name.c_str());
  X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_UTF8,
                             bytes, -1, -1, 0);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 86400);
  X509_set_pubkey(certificate, minted.key.get());
  const Minted& signer = issuer == nullptr ? minted : *issuer;
  X509_set_issuer_name(certificate, X509_get_subject_name(signer.certificate.get()));
  X509_EXTENSION* extension =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_basic_constraints,
                          as == MintedAs::Authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  const EVP_MD* digest =
      EVP_PKEY_get_base_id(signer.key.get()) == EVP_PKEY_ED25519 ? nullptr : EVP_sha256();
  X509_sign(certificate, signer.key.get(), digest);
  return minted;
}

}  // namespace server
