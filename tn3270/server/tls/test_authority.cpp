#include "tn3270/server/tls/test_authority.h"

#include <openssl/pem.h>
#include <openssl/pkcs12.h>
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

PrivateKey make_key(KeyKind kind) {
  constexpr std::size_t kRsaBits = 2'048;
  PrivateKey key(kind == KeyKind::Rsa ? EVP_RSA_gen(kRsaBits) : EVP_EC_gen("P-256"));
  VERIFY(key != nullptr, "a key");
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

// A certificate that `authority` issues; `more` adds extensions. The text is as in the header.
template <typename More>
std::variant<Identity, std::string> issue(const Identity& authority, const std::string& subject,
                                          WallTime from, WallTime until, KeyKind kind, More more) {
  const CleanErrors errors;
  auto read = read_pem(authority.key + "\n" + authority.certificate, "");
  if (auto* fault = std::get_if<std::string>(&read)) {
    return fault->substr(1);
  }
  const Keystore& issuer = std::get<Keystore>(read);
  X509& root = *issuer.certificate;
  if (X509_check_ca(&root) == 0) {
    return "is not one: its certificate may not issue others; use another --directory";
  }
  const PrivateKey key = make_key(kind);
  const Certificate certificate = begin(subject, *key, from, until);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(&root));
  set_extension(*certificate, root, NID_subject_key_identifier, "hash");
  if (X509_get0_subject_key_id(&root) != nullptr) {
    set_extension(*certificate, root, NID_authority_key_identifier, "keyid");
  }
  set_extension(*certificate, root, NID_basic_constraints, "critical,CA:FALSE");
  // RSA key exchange, which the legacy profile has, enciphers with the key.
  set_extension(*certificate, root, NID_key_usage,
                kind == KeyKind::Rsa ? "critical,digitalSignature,keyEncipherment"
                                     : "critical,digitalSignature");
  more(*certificate, root);
  return sign(*certificate, *key, *issuer.key);
}

void free_chain(STACK_OF(X509) * chain) {
  sk_X509_pop_free(chain, X509_free);
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

bool is_client_name(std::string_view name) {
  return !name.empty() && name.size() <= kSubject && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) {
           constexpr std::string_view kMarks = "-_.@";
           return c < 0x80 && (std::isalnum(c) != 0 ||
                               kMarks.find(static_cast<char>(c)) != std::string_view::npos);
         });
}

Identity make_authority(std::string_view host, WallTime from, WallTime until, KeyKind kind) {
  const CleanErrors errors;
  const std::string suffix = " " + random_hex();
  const std::string name = "tn3270d test CA of " + std::string(host);
  const PrivateKey key = make_key(kind);
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
                                                      WallTime from, WallTime until, KeyKind kind) {
  VERIFY(!names.empty() && std::all_of(names.begin(), names.end(), is_certifiable),
         "names that can be certified");
  return issue(authority, names.front(), from, until, kind, [&names](X509& made, X509& root) {
    set_extension(made, root, NID_ext_key_usage, "serverAuth");
    set_extension(made, root, NID_subject_alt_name, alternative_names(names));
  });
}

std::variant<Identity, std::string> issue_client_certificate(const Identity& authority,
                                                             const std::string& name, WallTime from,
                                                             WallTime until, KeyKind kind) {
  VERIFY(is_client_name(name), "a client's name");
  return issue(authority, name, from, until, kind, [](X509& made, X509& root) {
    set_extension(made, root, NID_ext_key_usage, "clientAuth");
  });
}

std::string seal_pkcs12(const std::string& authority_certificate, const Identity* client,
                        const std::string& password) {
  const CleanErrors errors;
  PemBlocks blocks;
  const std::string fault =
      read_pem_blocks(client == nullptr ? authority_certificate
                                        : client->key + client->certificate + authority_certificate,
                      Password(), blocks);
  VERIFY(fault.empty() && !blocks.certificates.empty(), "PEM that was made here");
  const std::unique_ptr<STACK_OF(X509), FreeWith<free_chain>> chain(sk_X509_new_null());
  VERIFY(chain && sk_X509_push(chain.get(), blocks.certificates.back().get()) > 0, "memory");
  static_cast<void>(blocks.certificates.back().release());
  constexpr int kRounds = 2'048;
  const bool alone = client == nullptr;
  const std::unique_ptr<PKCS12, FreeWith<PKCS12_free>> sealed(PKCS12_create(
      password.c_str(), alone ? nullptr : "tn3270d", alone ? nullptr : blocks.keys.front().get(),
      alone ? nullptr : blocks.certificates.front().get(), chain.get(),
      NID_pbe_WithSHA1And3_Key_TripleDES_CBC, NID_pbe_WithSHA1And3_Key_TripleDES_CBC, kRounds, -1,
      0));
  VERIFY(sealed && PKCS12_set_mac(sealed.get(), password.c_str(), -1, nullptr, 0, kRounds,
                                  EVP_sha1()) == 1,
         "a PKCS#12 file");
  unsigned char* bytes = nullptr;
  const int size = i2d_PKCS12(sealed.get(), &bytes);
  VERIFY(size > 0, "a PKCS#12 file");
  std::string text(bytes, bytes + size);
  OPENSSL_free(bytes);
  return text;
}

}  // namespace server
