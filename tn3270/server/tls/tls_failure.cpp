#include "tn3270/server/tls/tls_failure.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/sslerr.h>

namespace server {
namespace {

constexpr std::uint8_t kHandshakeRecord = 0x16;  // RFC 8446 5.1
constexpr std::uint8_t kTelnetIac = 0xFF;

// TLS's own word goes before those of the layers below it.
unsigned long first_error() {
  unsigned long first = 0;
  while (const unsigned long error = ERR_get_error()) {
    if (ERR_GET_LIB(error) == ERR_LIB_SSL) {
      return error;
    }
    first = first == 0 ? error : first;
  }
  return first;
}

// Reasons from here on are alerts that the client sent (SSL_AD_REASON_OFFSET in ssl.h).
std::optional<int> alert_of(int reason) {
  if (reason < SSL_AD_REASON_OFFSET || reason > SSL_AD_REASON_OFFSET + 255) {
    return std::nullopt;
  }
  return reason - SSL_AD_REASON_OFFSET;
}

std::string alert_text(int alert) {
  const std::string text = std::string("the client ended it: ") + SSL_alert_desc_string_long(alert);
  switch (alert) {
    case SSL_AD_UNKNOWN_CA:
      return text + "; it does not know the issuer of the server's certificate";
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_CERTIFICATE_UNKNOWN:
      return text + "; it does not accept the server's certificate";
    case SSL_AD_CERTIFICATE_EXPIRED:
      return text + "; for it the server's certificate is not valid now";
    default:
      return text;
  }
}

std::string hex(std::uint8_t byte) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  return {'X', '\'', kDigits[byte >> 4U], kDigits[byte & 0x0FU], '\''};
}

std::string not_tls(std::uint8_t first) {
  const std::string text = "this is not TLS: ";
  if (first == kTelnetIac) {
    return text + "telnet came, in clear text; TLS is off in the client, or this is not its port";
  }
  if (first == kHandshakeRecord) {
    return text + "it begins with X'16' and does not go on like a TLS record";
  }
  return text + "it begins with " + hex(first);
}

}  // namespace

std::string tls_failure(TlsPhase phase, std::optional<std::uint8_t> first) {
  const unsigned long error = first_error();
  const int reason = ERR_GET_LIB(error) == ERR_LIB_SSL ? ERR_GET_REASON(error) : 0;
  if (const auto alert = alert_of(reason)) {
    return alert_text(*alert);
  }
  const bool shaking = phase == TlsPhase::Handshake;
  switch (reason) {
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
      return "this is not TLS: an HTTP request came";
    case SSL_R_UNSUPPORTED_PROTOCOL:
      return "no TLS version in common: the client offers none from 1.2 on";
    case SSL_R_NO_SHARED_CIPHER:
      return "no cipher suite in common";
    case SSL_R_WRONG_VERSION_NUMBER:
      if (shaking && first) {
        return not_tls(*first);
      }
      break;
    default:
      break;
  }
  if (shaking && first && *first != kHandshakeRecord) {
    return not_tls(*first);
  }
  const char* words = error == 0 ? nullptr : ERR_reason_error_string(error);
  return std::string(shaking ? "the TLS handshake failed: " : "TLS failed: ") +
         (words == nullptr ? "no memory, or a fault within OpenSSL" : words);
}

}  // namespace server
