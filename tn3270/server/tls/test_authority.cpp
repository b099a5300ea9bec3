#include "tn3270/server/tls/test_authority.h"

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "config/verify.h"
#include "tn3270/server/tls/keystore.h"

namespace server {
namespace {

constexpr long kVersion3 = 2;           // X.509 counts from 0
constexpr std::size_t kSubject = 64;    // ub-common-name (RFC 5280 A.1)
constexpr std::size_t kHostName = 253;  // RFC 1035 2.3.4, without the last dot
constexpr std::size_t kLabel = 63;

bool is_address(std::string_view name) {
  const std::unique_ptr<ASN1_OCTET_STRING, FreeWith<ASN1_OCTET_STRING_free>> address(
      a2i_IPADDRESS(std::string(name).c_str()));
  ERR_clear_error();
  return address != nullptr;
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= kLabel && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), [](unsigned char c) {
           return c < 0x80 && (std::isalnum(c) != 0 || c == '-' || c == '_');
         });
}

std::string random_hex() {
  std::array<unsigned char, 4> bytes{};
  VERIFY(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1, "random bytes");
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string text;
  for (const unsigned char byte : bytes) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 0x0FU];
  }
  return text;
}

// RFC 5280 4.1.2.2: positive, at most 20 bytes; random, so that two runs never say the same.
void set_serial(X509& certificate) {
  std::array<unsigned char, 20> bytes{};
  VERIFY(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1, "random bytes");
  bytes[0] = static_cast<unsigned char>((bytes[0] & 0x3FU) | 0x40U);
  const std::unique_ptr<BIGNUM, FreeWith<BN_free>> number(
      BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  VERIFY(number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(&certificate)) != nullptr,
         "a serial number");
}

void set_name(X509_NAME* name, std::string_view common_name) {
  const std::string text(common_name.substr(0, kSubject));
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  VERIFY(X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, bytes,
                                    static_cast<int>(text.size()), -1, 0) == 1,
         "a subject");
}

void set_extension(X509& certificate, X509& issuer, int which, const std::string& value) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, &context, which, value.c_str()));
  VERIFY(extension && X509_add_ext(&certificate, extension.get(), -1) == 1,
         "an extension that OpenSSL knows");
}

PrivateKey make_key() {
  PrivateKey key(EVP_EC_gen("P-256"));
  VERIFY(key != nullptr, "a P-256 key");
  return key;
}

// All that both kinds have in common; the extensions and the signature follow.
Certificate begin(std::string_view common_name, EVP_PKEY& key, WallTime from, WallTime until) {
  Certificate certificate(X509_new());
  VERIFY(certificate != nullptr, "memory for a certificate");
  X509_set_version(certificate.get(), kVersion3);
  set_serial(*certificate);
  set_name(X509_get_subject_name(certificate.get()), common_name);
  const bool done = ASN1_TIME_set(X509_getm_notBefore(certificate.get()),
                                  std::chrono::system_clock::to_time_t(from)) != nullptr &&
                    ASN1_TIME_set(X509_getm_notAfter(certificate.get()),
                                  std::chrono::system_clock::to_time_t(until)) != nullptr &&
                    X509_set_pubkey(certificate.get(), &key) == 1;
  VERIFY(done, "a certificate's times and key");
  return certificate;
}

std::string text_of(const MemoryBio& bio) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
}

Identity sign(X509& certificate, EVP_PKEY& key, EVP_PKEY& issuer_key) {
  VERIFY(X509_sign(&certificate, &issuer_key, EVP_sha256()) > 0, "a signature");
  const MemoryBio key_text(BIO_new(BIO_s_mem()));
  const MemoryBio certificate_text(BIO_new(BIO_s_mem()));
  const bool written = key_text && certificate_text &&
                       PEM_write_bio_PKCS8PrivateKey(key_text.get(), &key, nullptr, nullptr, 0,
                                                     nullptr, nullptr) == 1 &&
                       PEM_write_bio_X509(certificate_text.get(), &certificate) == 1;
  VERIFY(written, "PEM of a key and a certificate");
  return {text_of(key_text), text_of(certificate_text)};
}

std::string alternative_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += text.empty() ? "" : ",";
    text += (is_address(name) ? "IP:" : "DNS:") + name;
  }
  return text;
}

}  // namespace

bool is_certifiable(std::string_view name) {
  if (is_address(name)) {
    return true;
  }
  if (name.size() > kHostName) {
    return false;
  }
  if (name.starts_with("*.")) {
    name.remove_prefix(2);
  }
  for (;;) {
    const std::size_t dot = name.find('.');
    if (!is_label(name.substr(0, dot))) {
      return false;
    }
    if (dot == std::string_view::npos) {
      return true;
    }
    name.remove_prefix(dot + 1);
  }
}

Identity make_authority(std::string_view host, WallTime from, WallTime until) {
  const CleanErrors errors;
  const std::string suffix = " " + random_hex();
  const std::string name = "tn3270d test CA of " + std::string(host);
  const PrivateKey key = make_key();
  const Certificate certificate =
      begin(name.substr(0, kSubject - suffix.size()) + suffix, *key, from, until);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
  set_extension(*certificate, *certificate, NID_subject_key_identifier, "hash");
  set_extension(*certificate, *certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  set_extension(*certificate, *certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
  return sign(*certificate, *key, *key);
}

std::variant<Identity, std::string> issue_certificate(const Identity& authority,
                                                      const std::vector<std::string>& names,
                                                      WallTime from, WallTime until) {
  VERIFY(!names.empty() && std::all_of(names.begin(), names.end(), is_certifiable),
         "names that can be certified");
  const CleanErrors errors;
  auto read = read_pem(authority.key + "\n" + authority.certificate, "");
  if (auto* fault = std::get_if<std::string>(&read)) {
    return fault->substr(1);
  }
  const Keystore& issuer = std::get<Keystore>(read);
  if (X509_check_ca(issuer.certificate.get()) == 0) {
    return "is not one: its certificate may not issue others; use another --directory";
  }
  const PrivateKey key = make_key();
  const Certificate certificate = begin(names.front(), *key, from, until);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer.certificate.get()));
  set_extension(*certificate, *issuer.certificate, NID_subject_key_identifier, "hash");
  if (X509_get0_subject_key_id(issuer.certificate.get()) != nullptr) {
    set_extension(*certificate, *issuer.certificate, NID_authority_key_identifier, "keyid");
  }
  set_extension(*certificate, *issuer.certificate, NID_basic_constraints, "critical,CA:FALSE");
  set_extension(*certificate, *issuer.certificate, NID_key_usage, "critical,digitalSignature");
  set_extension(*certificate, *issuer.certificate, NID_ext_key_usage, "serverAuth");
  set_extension(*certificate, *issuer.certificate, NID_subject_alt_name, alternative_names(names));
  return sign(*certificate, *key, *issuer.key);
}

}  // namespace server
