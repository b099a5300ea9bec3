#include "tests/unit/server/tls/mint.h"

#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include <memory>
#include <utility>

#include "tn3270/server/tls/pem_blocks.h"

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

template <typename Write>
std::string der(Write write) {
  unsigned char* bytes = nullptr;
  const int size = write(&bytes);
  std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return text;
}

void extend(X509& certificate, int which, const std::string& value) {
  if (value.empty()) {
    return;
  }
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, which, value.c_str());
  X509_add_ext(&certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

const EVP_MD* digest_for(const EVP_PKEY& key) {
  return EVP_PKEY_get_base_id(&key) == EVP_PKEY_ED25519 ? nullptr : EVP_sha256();
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
  MintOrder order;
  order.as = as;
  order.issuer = issuer;
  return mint(name, std::move(key), order);
}

Minted mint(const std::string& name, PrivateKey key, const MintOrder& order) {
  Minted minted{std::move(key), Certificate(X509_new())};
  X509* certificate = minted.certificate.get();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), order.serial);
  const auto* bytes = reinterpret_cast<const unsigned char*>(name.c_str());
  X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_UTF8,
                             bytes, -1, -1, 0);
  X509_gmtime_adj(X509_getm_notBefore(certificate), order.from);
  X509_gmtime_adj(X509_getm_notAfter(certificate), order.until);
  X509_set_pubkey(certificate, minted.key.get());
  const Minted& signer = order.issuer == nullptr ? minted : *order.issuer;
  X509_set_issuer_name(certificate, X509_get_subject_name(signer.certificate.get()));
  extend(*certificate, NID_basic_constraints,
         order.as == MintedAs::Authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
  std::string hosts;
  for (const std::string& host : order.hosts) {
    hosts += (hosts.empty() ? "DNS:" : ",DNS:") + host;
  }
  extend(*certificate, NID_subject_alt_name, hosts);
  extend(*certificate, NID_ext_key_usage, order.usage);
  X509_sign(certificate, signer.key.get(), digest_for(*signer.key));
  return minted;
}

std::string revocation_list(const Minted& authority, const std::vector<long>& revoked, long until) {
  const RevocationList list(X509_CRL_new());
  X509_CRL_set_version(list.get(), 1);
  X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(authority.certificate.get()));
  const std::unique_ptr<ASN1_TIME, FreeWith<ASN1_TIME_free>> from(X509_gmtime_adj(nullptr, -7'200));
  const std::unique_ptr<ASN1_TIME, FreeWith<ASN1_TIME_free>> next(X509_gmtime_adj(nullptr, until));
  X509_CRL_set1_lastUpdate(list.get(), from.get());
  X509_CRL_set1_nextUpdate(list.get(), next.get());
  for (const long serial : revoked) {
    X509_REVOKED* entry = X509_REVOKED_new();
    const std::unique_ptr<ASN1_INTEGER, FreeWith<ASN1_INTEGER_free>> number(ASN1_INTEGER_new());
    ASN1_INTEGER_set(number.get(), serial);
    X509_REVOKED_set_serialNumber(entry, number.get());
    X509_REVOKED_set_revocationDate(entry, from.get());
    X509_CRL_add0_revoked(list.get(), entry);
  }
  X509_CRL_sort(list.get());
  X509_CRL_sign(list.get(), authority.key.get(), digest_for(*authority.key));
  return pem([&list](BIO* bio) { PEM_write_bio_X509_CRL(bio, list.get()); });
}

std::string ocsp_response(const Minted& authority, const Minted& subject, long until, Word word) {
  const std::unique_ptr<OCSP_BASICRESP, FreeWith<OCSP_BASICRESP_free>> basic(OCSP_BASICRESP_new());
  const std::unique_ptr<OCSP_CERTID, FreeWith<OCSP_CERTID_free>> id(
      OCSP_cert_to_id(EVP_sha1(), subject.certificate.get(), authority.certificate.get()));
  const std::unique_ptr<ASN1_TIME, FreeWith<ASN1_TIME_free>> from(X509_gmtime_adj(nullptr, -7'200));
  const std::unique_ptr<ASN1_TIME, FreeWith<ASN1_TIME_free>> next(X509_gmtime_adj(nullptr, until));
  OCSP_basic_add1_status(basic.get(), id.get(),
                         word == Word::Good ? V_OCSP_CERTSTATUS_GOOD : V_OCSP_CERTSTATUS_REVOKED, 0,
                         word == Word::Good ? nullptr : from.get(), from.get(), next.get());
  OCSP_basic_sign(basic.get(), authority.certificate.get(), authority.key.get(), EVP_sha256(),
                  nullptr, 0);
  const std::unique_ptr<OCSP_RESPONSE, FreeWith<OCSP_RESPONSE_free>> response(
      OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()));
  return der([&response](unsigned char** to) { return i2d_OCSP_RESPONSE(response.get(), to); });
}

std::string pkcs12(const Minted& own, const std::vector<const Minted*>& issuers,
                   const char* password) {
  STACK_OF(X509)* chain = sk_X509_new_null();
  for (const Minted* issuer : issuers) {
    sk_X509_push(chain, issuer->certificate.get());
  }
  const std::unique_ptr<PKCS12, FreeWith<PKCS12_free>> file(
      PKCS12_create(password, "own", own.key.get(), own.certificate.get(), chain, 0, 0, 1, 1, 0));
  sk_X509_free(chain);
  return der([&file](unsigned char** to) { return i2d_PKCS12(file.get(), to); });
}

}  // namespace server
