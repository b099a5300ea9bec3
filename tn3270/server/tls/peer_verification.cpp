#include "tn3270/server/tls/peer_verification.h"

#include <openssl/x509v3.h>

#include "tn3270/server/tls/certificate_facts.h"

namespace server {
namespace {

std::string expired(const std::string& name, const X509& certificate) {
  return name + " expired on " + date_of(facts_of(certificate).valid_until);
}

std::string not_yet(const std::string& name, const X509& certificate) {
  return name + " is not valid before " + date_of(facts_of(certificate).valid_from);
}

std::string unknown_issuer(const std::string& name, const X509& certificate, bool server) {
  const std::string text =
      name + " was issued by " + issuer_of(certificate) + ", which is no CA that we trust; ";
  return text + (server ? "give that CA's certificate as \"ca\""
                        : "the client needs one that our CA has issued");
}

// "the client's certificate CN=JOE expired on …".
std::string refusal(int error, int depth, const X509& certificate, bool server) {
  const std::string whose = server ? "the server's certificate " : "the client's certificate ";
  const std::string name =
      (depth == 0 ? whose : "of " + whose + "the issuer ") + subject_of(certificate);
  switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return expired(name, certificate) + "; it needs a new one";
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return not_yet(name, certificate) + "; is the clock right, here and where it was made?";
    case X509_V_ERR_CERT_REVOKED:
      return name + " was revoked by its issuer";
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return unknown_issuer(name, certificate, server);
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return name + " has signed itself, and is no CA that we trust";
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
      return name + " is forged: its issuer has not signed it";
    case X509_V_ERR_INVALID_PURPOSE:
      return name + (server ? " is not for servers" : " is not for clients") +
             ", as its extended key usage says";
    case X509_V_ERR_UNABLE_TO_GET_CRL:
      return name + " cannot be looked up: its issuer's revocation list is missing; get it";
    case X509_V_ERR_CRL_HAS_EXPIRED:
      return name + " cannot be looked up: its issuer's revocation list is too old; get a new one";
    case X509_V_ERR_CRL_NOT_YET_VALID:
      return name + " cannot be looked up: its issuer's revocation list is not valid yet";
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return name + " is not for the name that we connect to";
    default:
      return name + " is refused: " + X509_verify_cert_error_string(error);
  }
}

int judge(int fine, X509_STORE_CTX* store) {
  if (fine == 1) {
    return 1;
  }
  const int error = X509_STORE_CTX_get_error(store);
  const int depth = X509_STORE_CTX_get_error_depth(store);
  if (error == X509_V_ERR_UNABLE_TO_GET_CRL && depth > 0) {
    X509_STORE_CTX_set_error(store, X509_V_OK);
    return 1;
  }
  const auto* connection = static_cast<const SSL*>(
      X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
  const X509* certificate = X509_STORE_CTX_get_current_cert(store);
  auto* words =
      connection == nullptr ? nullptr : static_cast<std::string*>(SSL_get_app_data(connection));
  if (words != nullptr && certificate != nullptr) {
    *words = refusal(error, depth, *certificate, SSL_is_server(connection) == 0);
  }
  return 0;
}

int take(X509_STORE_CTX* store, void* /*unused*/) {
  X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION);
  return 1;
}

}  // namespace

void collect_refusals(SSL& connection, std::string& words) {
  SSL_set_app_data(&connection, &words);
}

void verify_peers(SSL_CTX& context, int mode) {
  SSL_CTX_set_verify(&context, mode, judge);
}

void take_any_peer(SSL_CTX& context, int mode) {
  SSL_CTX_set_verify(&context, mode, nullptr);
  SSL_CTX_set_cert_verify_callback(&context, take, nullptr);
}

}  // namespace server
