#include "tn3270/server/tls/tls_context.h"

#include <openssl/sslerr.h>

#include <utility>

#include "config/verify.h"
#include "tn3270/server/tls/certificate_choice.h"
#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/client_authentication.h"
#include "tn3270/server/tls/keystore.h"
#include "tn3270/server/tls/ocsp_staple.h"
#include "tn3270/server/tls/openssl_handles.h"
#include "tn3270/server/tls/password_file.h"
#include "tn3270/server/tls/refused_keystore.h"
#include "tn3270/server/tls/ticket_keys.h"
#include "tn3270/server/tls/tls_rules.h"

namespace server {

struct TlsContext::Parts {
  std::unique_ptr<CertificateChoice> choice;
  std::unique_ptr<OcspStaple> staple;  // or null
};

namespace {

using Files = std::vector<std::string>;

Files files_of(const TlsSource& source) {
  Files files = {source.certificate};
  const auto& further = source.settings.certificates;
  files.insert(files.end(), further.begin(), further.end());
  return files;
}

std::variant<std::vector<Keystore>, std::string> read_all(const Files& files,
                                                          const std::string& password_file,
                                                          std::vector<std::string>& notes) {
  const auto password = read_password_file(password_file, notes);
  if (const auto* fault = std::get_if<std::string>(&password)) {
    return *fault;
  }
  std::vector<Keystore> stores;
  for (const std::string& file : files) {
    auto read = read_keystore(file, std::get<Password>(password));
    if (auto* fault = std::get_if<std::string>(&read)) {
      return std::move(*fault);
    }
    auto& store = std::get<Keystore>(read);
    notes.insert(notes.end(), store.notes.begin(), store.notes.end());
    stores.push_back(std::move(store));
  }
  return stores;
}

void note_hidden(const CertificateChoice& choice, const Files& files,
                 std::vector<std::string>& notes) {
  for (const auto& [which, by] : choice.hidden()) {
    notes.push_back("the certificate file '" + files[which] + "' is never chosen: '" + files[by] +
                    "', before it, has its names and the same kind of key");
  }
}

// Emulators that need the legacy profile know no elliptic curves.
void note_legacy(const config::TlsSettings& settings, const CertificateChoice& choice,
                 std::vector<std::string>& notes) {
  for (const Keystore& store : choice.stores()) {
    if (EVP_PKEY_get_base_id(store.key.get()) == EVP_PKEY_RSA) {
      return;
    }
  }
  if (settings.minimum == config::TlsFloor::Legacy) {
    notes.push_back(
        "\"legacy\" is meant for old emulators, which verify RSA only, and no certificate here has "
        "an RSA key; make one with 'tn3270d certificate --rsa'");
  }
}

}  // namespace

TlsContext::TlsContext(ssl_ctx_st* native, std::unique_ptr<Parts> parts)
    : native_(native), parts_(std::move(parts)) {}

TlsContext::~TlsContext() {
  SSL_CTX_free(native_);
}

TlsContext::Loaded TlsContext::load(const TlsSource& source) {
  return load(source, TicketKeys());
}

TlsContext::Loaded TlsContext::load(const TlsSource& source, const TicketKeys& keys) {
  const CleanErrors errors;
  std::vector<std::string> notes;
  const Files files = files_of(source);
  auto read = read_all(files, source.settings.password_file, notes);
  if (auto* fault = std::get_if<std::string>(&read)) {
    return std::move(*fault);
  }
  SslContext native(SSL_CTX_new(TLS_server_method()));
  VERIFY(native != nullptr, "OpenSSL makes a context");
  if (std::string fault = set_rules(*native, source.settings); !fault.empty()) {
    return fault;
  }
  auto parts = std::make_unique<Parts>();
  parts->choice =
      std::make_unique<CertificateChoice>(std::get<std::vector<Keystore>>(std::move(read)));
  const std::vector<Keystore>& stores = parts->choice->stores();
  if (const auto refused = parts->choice->serve(*native)) {
    return refused_keystore(files[*refused]);
  }
  std::string fault =
      authenticate_clients(*native, source.settings, stores.front(), files.front(), notes);
  if (!fault.empty()) {
    return fault;
  }
  if (!source.settings.ocsp.empty()) {
    auto staple = OcspStaple::read(source.settings.ocsp, stores);
    if (auto* wrong = std::get_if<std::string>(&staple)) {
      return std::move(*wrong);
    }
    parts->staple = std::get<std::unique_ptr<OcspStaple>>(std::move(staple));
    parts->staple->serve(*native);
    notes.insert(notes.end(), parts->staple->notes().begin(), parts->staple->notes().end());
  }
  note_hidden(*parts->choice, files, notes);
  note_legacy(source.settings, *parts->choice, notes);
  SSL_CTX_set_tlsext_ticket_keys(native.get(), const_cast<unsigned char*>(keys.bytes().data()),
                                 keys.bytes().size());
  std::vector<ServedCertificate> certificates;
  for (std::size_t at = 0; at < stores.size(); ++at) {
    const CertificateFacts facts = facts_of(*stores[at].certificate);
    certificates.push_back({files[at], facts.subject, facts.valid_from, facts.valid_until});
  }
  std::shared_ptr<TlsContext> context(new TlsContext(native.release(), std::move(parts)));
  context->certificates_ = std::move(certificates);
  context->notes_ = std::move(notes);
  return std::shared_ptr<const TlsContext>(std::move(context));
}

}  // namespace server
