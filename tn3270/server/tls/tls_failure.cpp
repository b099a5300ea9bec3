#include "tn3270/server/tls/tls_failure.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/sslerr.h>

namespace server {
namespace {

constexpr std::uint8_t kHandshakeRecord = 0x16;  // RFC 8446 5.1
constexpr std::uint8_t kTelnetIac = 0xFF;
constexpr int kCertificateRequired = 116;  // RFC 8446 6.2

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

const char* name_of(TlsPeer peer) {
  return peer == TlsPeer::Client ? "client" : "server";
}

std::string alert_text(int alert, TlsPeer peer) {
  const std::string it = name_of(peer);
  const std::string ended = "the " + it + " ended it: ";
  const std::string text = ended + SSL_alert_desc_string_long(alert);
  const std::string ours =
      peer == TlsPeer::Client ? "the server's certificate" : "the certificate that we have shown";
  switch (alert) {
    case SSL_AD_UNKNOWN_CA:
      return text + "; it does not know the issuer of " + ours;
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_CERTIFICATE_UNKNOWN:
      return text + "; it does not accept " + ours;
    case SSL_AD_CERTIFICATE_EXPIRED:
      return text + "; for it " + ours + " is not valid now";
    case kCertificateRequired:
      return ended + "it wants a certificate of ours; give an \"identity\"";
    default:
      return text;
  }
}

std::string hex(std::uint8_t byte) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  return {'X', '\'', kDigits[byte >> 4U], kDigits[byte & 0x0FU], '\''};
}

std::string not_tls(std::uint8_t first, TlsPeer peer) {
  const std::string text = "this is not TLS: ";
  if (first == kTelnetIac) {
    return text + "telnet came, in clear text; TLS is off in the " + name_of(peer) +
           ", or this is not its port";
  }
  if (first == kHandshakeRecord) {
    return text + "it begins with X'16' and does not go on like a TLS record";
  }
  return text + "it begins with " + hex(first);
}

std::string no_common_version(const TlsFault& fault) {
  const std::string text = "no TLS version in common: the ";
  switch (fault.floor) {
    case TLS1_3_VERSION:
      return text + name_of(fault.peer) + " does not offer 1.3";
    case TLS1_2_VERSION:
      return text + name_of(fault.peer) + " offers none from 1.2 on";
    default:
      return text + name_of(fault.peer) + " offers none from 1.0 on";
  }
}

std::string otherwise(const TlsFault& fault, unsigned long error) {
  const char* words = error == 0 ? nullptr : ERR_reason_error_string(error);
  return std::string(fault.phase == TlsPhase::Handshake ? "the TLS handshake failed: "
                                                        : "TLS failed: ") +
         (words == nullptr ? "no memory, or a fault within OpenSSL" : words);
}

}  // namespace

std::string tls_failure(const TlsFault& fault) {
  const unsigned long error = first_error();
  const int reason = ERR_GET_LIB(error) == ERR_LIB_SSL ? ERR_GET_REASON(error) : 0;
  if (const auto alert = alert_of(reason)) {
    return alert_text(*alert, fault.peer);
  }
  const bool shaking = fault.phase == TlsPhase::Handshake;
  switch (reason) {
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
      return "this is not TLS: an HTTP request came";
    case SSL_R_UNSUPPORTED_PROTOCOL:
      return no_common_version(fault);
    case SSL_R_NO_SHARED_CIPHER:
      return "no cipher suite in common";
    case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
      return "the client sent no certificate, and here it needs one; give it a certificate that "
             "our CA has issued, with its key";
    case SSL_R_CERTIFICATE_VERIFY_FAILED:
      return fault.refused.empty() ? otherwise(fault, error) : fault.refused;
    default:
      break;
  }
  if (shaking && fault.first &&
      (reason == SSL_R_WRONG_VERSION_NUMBER || *fault.first != kHandshakeRecord)) {
    return not_tls(*fault.first, fault.peer);
  }
  return otherwise(fault, error);
}

}  // namespace server
