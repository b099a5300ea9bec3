#include "tn3270/server/tls/refused_keystore.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/sslerr.h>

namespace server {

std::string refused_keystore(const std::string& file) {
  const unsigned long error = ERR_peek_error();
  const std::string name = "the certificate file '" + file + "' ";
  switch (ERR_GET_LIB(error) == ERR_LIB_SSL ? ERR_GET_REASON(error) : 0) {
    case SSL_R_EE_KEY_TOO_SMALL:
      return name + "has a key that is too short; RSA needs 2,048 bits, elliptic curves 224";
    case SSL_R_CA_KEY_TOO_SMALL:
      return name + "has an issuer whose key is too short; ask for a certificate of another";
    case SSL_R_CA_MD_TOO_WEAK:
      return name + "has a signature by MD5 or SHA-1; ask for one by SHA-256";
    case SSL_R_UNKNOWN_CERTIFICATE_TYPE:
      return name + "has a key that is neither RSA nor of an elliptic curve; make another";
    default:
      break;
  }
  const char* words = ERR_reason_error_string(error);
  return name + "is refused by OpenSSL (" + (words == nullptr ? "no reason given" : words) +
         "); make another with 'tn3270d certificate'";
}

}  // namespace server
