#include "tn3270/server/tls/tls_rules.h"

#include <string_view>

#include "config/verify.h"

namespace server {
namespace {

using config::TlsFloor;

// Forward secrecy and authenticated encryption only; of TLS 1.3 every suite is.
constexpr const char* kTls12Ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
// The same first; then what emulators of 2006 can (the seed's PCOMM: RSA with AES in CBC).
constexpr const char* kLegacyCiphers =
    "ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:kRSA+AESGCM:kRSA+AES:!AESCCM:!PSK:!SRP:!aNULL";
constexpr const char* kGroups = "X25519:P-256:P-384:P-521";

int lowest(TlsFloor floor) {
  switch (floor) {
    case TlsFloor::Legacy:
      return TLS1_VERSION;
    case TlsFloor::Tls12:
      return TLS1_2_VERSION;
    case TlsFloor::Tls13:
      return TLS1_3_VERSION;
  }
  return TLS1_2_VERSION;
}

// A context that words are tried on: of all that OpenSSL has.
SslContext scratch() {
  SslContext context(SSL_CTX_new(TLS_method()));
  VERIFY(context != nullptr, "OpenSSL makes a context");
  SSL_CTX_set_security_level(context.get(), 0);
  return context;
}

// Calls `known` with each word of `list`; the first that it does not know, or nothing.
template <typename Known>
std::string first_unknown(std::string_view list, std::string_view separators, Known known) {
  while (!list.empty()) {
    const std::size_t end = list.find_first_of(separators);
    const std::string word(list.substr(0, end));
    if (!word.empty() && !known(word)) {
      return word;
    }
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
  }
  return {};
}

bool is_tls13_suite(const std::string& word) {
  const SslContext context = scratch();
  if (SSL_CTX_set_ciphersuites(context.get(), word.c_str()) != 1) {
    return false;
  }
  const STACK_OF(SSL_CIPHER)* all = SSL_CTX_get_ciphers(context.get());
  for (int index = 0; index < sk_SSL_CIPHER_num(all); ++index) {
    const char* name = SSL_CIPHER_standard_name(sk_SSL_CIPHER_value(all, index));
    if (name != nullptr && word == name) {
      return word.starts_with("TLS_");
    }
  }
  return false;
}

// One word of a cipher list. OpenSSL passes over those that it does not know; what takes something
// away does no harm if it is unknown.
bool is_cipher_word(const std::string& word) {
  if (word.front() == '!' || word.front() == '-') {
    return true;
  }
  const std::string name = word.substr(word.front() == '+' ? 1 : 0);
  if (name.starts_with("@SECLEVEL=") || name == "@STRENGTH") {
    return true;
  }
  return first_unknown(name, "+",
                       [](const std::string& part) {
                         return SSL_CTX_set_cipher_list(scratch().get(), part.c_str()) == 1;
                       })
      .empty();
}

std::string unknown(const char* what, const std::string& word, const char* command) {
  return std::string(what) + " has '" + word + "', which is unknown to this OpenSSL or gone; '" +
         command + "' lists what there is";
}

std::string set_ciphers(SSL_CTX& context, const config::TlsSettings& settings) {
  const char* built_in = settings.minimum == TlsFloor::Legacy ? kLegacyCiphers : kTls12Ciphers;
  if (settings.ciphers.empty()) {
    VERIFY(SSL_CTX_set_cipher_list(&context, built_in) == 1, "OpenSSL knows our ciphers");
    return {};
  }
  const std::string word = first_unknown(settings.ciphers, ":, ", is_cipher_word);
  if (!word.empty() && is_tls13_suite(word)) {
    return "\"ciphers\" has '" + word + "', a suite of TLS 1.3; put it into \"suites\"";
  }
  if (!word.empty()) {
    return unknown("\"ciphers\"", word, "openssl ciphers -v");
  }
  return SSL_CTX_set_cipher_list(&context, settings.ciphers.c_str()) == 1
             ? ""
             : "\"ciphers\" leaves no cipher suite; 'openssl ciphers -v' shows what a list means";
}

std::string set_suites(SSL_CTX& context, const std::string& suites) {
  if (suites.empty()) {
    return {};
  }
  const std::string word = first_unknown(suites, ":", is_tls13_suite);
  if (!word.empty()) {
    return unknown("\"suites\"", word, "openssl ciphers -s -tls1_3");
  }
  return SSL_CTX_set_ciphersuites(&context, suites.c_str()) == 1
             ? ""
             : "\"suites\" leaves none; name one, as TLS_AES_256_GCM_SHA384";
}

std::string set_groups(SSL_CTX& context, const std::string& groups) {
  if (groups.empty()) {
    VERIFY(SSL_CTX_set1_groups_list(&context, kGroups) == 1, "OpenSSL knows our groups");
    return {};
  }
  const std::string word = first_unknown(groups, ":", [](std::string one) {
    return SSL_CTX_set1_groups_list(scratch().get(), one.data()) == 1;
  });
  if (!word.empty()) {
    return "\"groups\" has '" + word +
           "', which is no group of this OpenSSL; there are X25519, X448, P-256, P-384, P-521";
  }
  return SSL_CTX_set1_groups_list(&context, groups.c_str()) == 1
             ? ""
             : "\"groups\" is not a list as X25519:P-256, or names one twice";
}

}  // namespace

void set_common_rules(SSL_CTX& context) {
  SSL_CTX_set_options(
      &context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // An idle connection owns no record buffer (DESIGN 2); writes are cut into records by us.
  SSL_CTX_set_mode(&context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                 SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_NO_AUTO_CHAIN);
  SSL_CTX_set_read_ahead(&context, 0);
  // Resumption is by tickets, which the client keeps.
  SSL_CTX_set_session_cache_mode(&context, SSL_SESS_CACHE_OFF);
}

std::string set_rules(SSL_CTX& context, const config::TlsSettings& settings) {
  set_common_rules(context);
  if (settings.minimum == TlsFloor::Legacy) {
    SSL_CTX_set_security_level(&context, 0);  // OpenSSL 3 has TLS 1.0 and 1.1 at 0 only
  }
  if (!settings.tickets) {
    SSL_CTX_set_options(&context, SSL_OP_NO_TICKET);
  }
  // One is enough for one connection at a time.
  const bool ruled = SSL_CTX_set_min_proto_version(&context, lowest(settings.minimum)) == 1 &&
                     SSL_CTX_set_max_proto_version(&context, TLS1_3_VERSION) == 1 &&
                     SSL_CTX_set_num_tickets(&context, settings.tickets ? 1 : 0) == 1;
  VERIFY(ruled, "OpenSSL knows its versions");
  std::string fault = set_ciphers(context, settings);
  if (fault.empty()) {
    fault = set_suites(context, settings.suites);
  }
  if (fault.empty()) {
    fault = set_groups(context, settings.groups);
  }
  ERR_clear_error();
  return fault;
}

}  // namespace server
