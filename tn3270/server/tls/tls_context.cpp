#include "tn3270/server/tls/tls_context.h"

#include <openssl/sslerr.h>

#include <ctime>
#include <iterator>
#include <utility>

#include "config/verify.h"
#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/openssl_handles.h"
#include "tn3270/server/tls/pem_file.h"
#include "tn3270/server/tls/ticket_keys.h"

namespace server {
namespace {

// Forward secrecy and authenticated encryption only; of TLS 1.3 every suite is.
constexpr const char* kTls12Ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr const char* kGroups = "X25519:P-256:P-384:P-521";
constexpr unsigned char kSessionContext[] = "tn3270d";

std::string not_taken(const std::string& file) {
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

// Rules that do not depend on the certificate.
void set_rules(SSL_CTX* context) {
  SSL_CTX_set_options(
      context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // An idle connection owns no record buffer (DESIGN 2); writes are cut into records by us.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_NO_AUTO_CHAIN);
  SSL_CTX_set_read_ahead(context, 0);
  // Resumption is by tickets, which the client keeps; one, for one connection at a time.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  const bool ruled = SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
                     SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1 &&
                     SSL_CTX_set_cipher_list(context, kTls12Ciphers) == 1 &&
                     SSL_CTX_set1_groups_list(context, kGroups) == 1 &&
                     SSL_CTX_set_num_tickets(context, 1) == 1 &&
                     SSL_CTX_set_session_id_context(context, std::data(kSessionContext),
                                                    std::size(kSessionContext) - 1) == 1;
  VERIFY(ruled, "OpenSSL knows our ciphers and groups");
}

bool use(SSL_CTX* context, const PemFile& pem) {
  if (SSL_CTX_use_certificate(context, pem.certificate.get()) != 1 ||
      SSL_CTX_use_PrivateKey(context, pem.key.get()) != 1) {
    return false;
  }
  for (const Certificate& issuer : pem.chain) {
    if (SSL_CTX_add1_chain_cert(context, issuer.get()) != 1) {
      return false;
    }
  }
  return SSL_CTX_check_private_key(context) == 1;
}

}  // namespace

TlsContext::Loaded TlsContext::load(const TlsSource& source) {
  return load(source, TicketKeys());
}

TlsContext::Loaded TlsContext::load(const TlsSource& source, const TicketKeys& keys) {
  const CleanErrors errors;
  const std::string& file = source.certificate;
  auto read = read_pem_file(file);
  if (auto* fault = std::get_if<std::string>(&read)) {
    return std::move(*fault);
  }
  const PemFile& pem = std::get<PemFile>(read);
  SslContext native(SSL_CTX_new(TLS_server_method()));
  VERIFY(native != nullptr, "OpenSSL makes a context");
  set_rules(native.get());
  SSL_CTX_set_tlsext_ticket_keys(native.get(), const_cast<unsigned char*>(keys.bytes().data()),
                                 keys.bytes().size());
  if (!use(native.get(), pem)) {
    return not_taken(file);
  }
  const CertificateFacts facts = facts_of(*pem.certificate);
  // Own members first: the context is the new object's from here on.
  std::shared_ptr<TlsContext> context(new TlsContext(native.release()));
  context->subject_ = facts.subject;
  context->valid_from_ = facts.valid_from;
  context->valid_until_ = facts.valid_until;
  return std::shared_ptr<const TlsContext>(std::move(context));
}

TlsContext::~TlsContext() {
  SSL_CTX_free(native_);
}

}  // namespace server
