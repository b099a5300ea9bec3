#include "tn3270/server/tls/client_authentication.h"

#include <utility>
#include <variant>

#include "config/verify.h"
#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/peer_verification.h"
#include "tn3270/server/tls/small_file.h"
#include "tn3270/server/tls/trust.h"

namespace server {
namespace {

using config::ClientCertificate;

// Tickets of another context are taken where keys and this are the same. It holds whatever decides
// on clients, so that a new revocation list is looked at by all of them.
void set_session_context(SSL_CTX& context, const std::string& rules) {
  const std::string digest = sha256_of(rules);
  SSL_CTX_set_session_id_context(&context, reinterpret_cast<const unsigned char*>(digest.data()),
                                 static_cast<unsigned int>(digest.size()));
}

std::string digest_of_file(const std::string& file) {
  auto read = read_small_file(file, config::limits::kRevocationBytes);
  const auto* text = std::get_if<FileText>(&read);
  return text == nullptr ? std::string() : sha256_of(text->text);
}

std::variant<Trust, std::string> find_trust(const config::TlsSettings& settings,
                                            const Keystore& own, const std::string& file) {
  if (!settings.client_ca.empty()) {
    return read_trust(settings.client_ca);
  }
  if (own.root == nullptr) {
    return "clients are to show certificates, and the certificate file '" + file +
           "' has no root that could have issued them; append the CA's certificate, or name a file "
           "with it as \"client_ca\"";
  }
  return trust_in(*own.root);
}

void free_authority_names(STACK_OF(X509_NAME) * names) {
  sk_X509_NAME_pop_free(names, X509_NAME_free);
}

// Clients with several certificates choose by them.
void announce(SSL_CTX& context, const Trust& trust) {
  std::unique_ptr<STACK_OF(X509_NAME), FreeWith<free_authority_names>> names(
      sk_X509_NAME_new_null());
  for (const Certificate& one : trust.authorities) {
    X509_NAME* name = X509_NAME_dup(X509_get_subject_name(one.get()));
    VERIFY(name != nullptr && sk_X509_NAME_push(names.get(), name) > 0, "memory for a name");
  }
  SSL_CTX_set_client_CA_list(&context, names.release());
}

// A session that is resumed is not verified again, and its certificate may have ended since.
SSL_TICKET_RETURN judge_ticket(SSL* /*connection*/, SSL_SESSION* session,
                               const unsigned char* /*name*/, std::size_t /*size*/,
                               SSL_TICKET_STATUS status, void* /*unused*/) {
  switch (status) {
    case SSL_TICKET_SUCCESS:
    case SSL_TICKET_SUCCESS_RENEW:
      break;
    default:
      return SSL_TICKET_RETURN_IGNORE_RENEW;
  }
  const X509* shown = SSL_SESSION_get0_peer(session);
  if (shown != nullptr && X509_cmp_current_time(X509_get0_notAfter(shown)) < 0) {
    return SSL_TICKET_RETURN_IGNORE_RENEW;
  }
  return status == SSL_TICKET_SUCCESS ? SSL_TICKET_RETURN_USE : SSL_TICKET_RETURN_USE_RENEW;
}

int make_ticket(SSL* /*connection*/, void* /*unused*/) {
  return 1;
}

}  // namespace

std::string authenticate_clients(SSL_CTX& context, const config::TlsSettings& settings,
                                 const Keystore& own, const std::string& file,
                                 std::vector<std::string>& notes) {
  std::string rules = std::to_string(static_cast<int>(settings.client)) +
                      (settings.allow_unverified ? " any" : " verified");
  set_session_context(context, rules);
  if (settings.client == ClientCertificate::None) {
    return {};
  }
  SSL_CTX_set_session_ticket_cb(&context, make_ticket, judge_ticket, nullptr);
  const int mode =
      SSL_VERIFY_PEER |
      (settings.client == ClientCertificate::Required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0);
  if (settings.allow_unverified) {
    take_any_peer(context, mode);
    return {};
  }
  auto found = find_trust(settings, own, file);
  if (auto* fault = std::get_if<std::string>(&found)) {
    return std::move(*fault);
  }
  auto& trust = std::get<Trust>(found);
  if (!settings.client_crl.empty()) {
    if (std::string fault = add_revocations(trust, settings.client_crl); !fault.empty()) {
      return fault;
    }
    rules += digest_of_file(settings.client_crl);
  }
  for (const Certificate& one : trust.authorities) {
    rules += facts_of(*one).fingerprint;
  }
  set_session_context(context, rules);
  announce(context, trust);
  notes.insert(notes.end(), trust.notes.begin(), trust.notes.end());
  SSL_CTX_set1_verify_cert_store(&context, trust.store.get());
  verify_peers(context, mode);
  return {};
}

}  // namespace server
