#include "tn3270/server/tls/tls_client_context.h"

#include <utility>

#include "config/verify.h"
#include "tn3270/server/tls/certificate_choice.h"
#include "tn3270/server/tls/keystore.h"
#include "tn3270/server/tls/openssl_handles.h"
#include "tn3270/server/tls/password_file.h"
#include "tn3270/server/tls/peer_verification.h"
#include "tn3270/server/tls/refused_keystore.h"
#include "tn3270/server/tls/tls_rules.h"
#include "tn3270/server/tls/trust.h"

namespace server {
namespace {

// Empty, or what is wrong.
std::string trust(SSL_CTX& context, const TlsClientSource& source,
                  std::vector<std::string>& notes) {
  if (!source.verify) {
    SSL_CTX_set_verify(&context, SSL_VERIFY_NONE, nullptr);
    return {};
  }
  verify_peers(context, SSL_VERIFY_PEER);
  if (source.ca.empty()) {
    SSL_CTX_set_default_verify_paths(&context);
    return {};
  }
  auto read =
      read_trust(source.ca, source.ca == source.identity ? OurKey::MayBeThere : OurKey::Elsewhere);
  if (auto* fault = std::get_if<std::string>(&read)) {
    return std::move(*fault);
  }
  auto& trust = std::get<Trust>(read);
  SSL_CTX_set1_cert_store(&context, trust.store.get());
  notes.insert(notes.end(), trust.notes.begin(), trust.notes.end());
  return {};
}

std::string identify(SSL_CTX& context, const TlsClientSource& source,
                     std::vector<std::string>& notes) {
  if (source.identity.empty()) {
    return {};
  }
  const auto password = read_password_file(source.password_file, notes);
  if (const auto* fault = std::get_if<std::string>(&password)) {
    return *fault;
  }
  auto read = read_keystore(source.identity, std::get<Password>(password));
  if (auto* fault = std::get_if<std::string>(&read)) {
    return std::move(*fault);
  }
  const auto& store = std::get<Keystore>(read);
  notes.insert(notes.end(), store.notes.begin(), store.notes.end());
  return use_keystore(context, store) ? "" : refused_keystore(source.identity);
}

}  // namespace

std::variant<std::shared_ptr<const TlsClientContext>, std::string> TlsClientContext::load(
    const TlsClientSource& source) {
  const CleanErrors errors;
  SslContext native(SSL_CTX_new(TLS_client_method()));
  VERIFY(native != nullptr, "OpenSSL makes a context");
  set_common_rules(*native);
  const bool ruled = SSL_CTX_set_min_proto_version(native.get(), TLS1_2_VERSION) == 1;
  VERIFY(ruled, "OpenSSL knows its versions");
  std::vector<std::string> notes;
  std::string fault = trust(*native, source, notes);
  if (fault.empty()) {
    fault = identify(*native, source, notes);
  }
  if (!fault.empty()) {
    return fault;
  }
  std::shared_ptr<TlsClientContext> context(new TlsClientContext(native.release()));
  context->verifies_ = source.verify;
  context->verify_name_ = source.verify_name;
  context->notes_ = std::move(notes);
  return std::shared_ptr<const TlsClientContext>(std::move(context));
}

TlsClientContext::~TlsClientContext() {
  SSL_CTX_free(native_);
}

}  // namespace server
