#include "tn3270/server/tls/certificate_choice.h"

#include <openssl/x509v3.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "config/verify.h"
#include "tn3270/server/tls/certificate_facts.h"

namespace server {
namespace {

void free_alternative_names(GENERAL_NAMES* names) {
  sk_GENERAL_NAME_pop_free(names, GENERAL_NAME_free);
}
using Names = std::unique_ptr<GENERAL_NAMES, FreeWith<free_alternative_names>>;

// All host names of a certificate as it has them; its common name counts where there is none
// (RFC 6125 6.4.4).
std::vector<std::string> names_of(const X509& certificate) {
  std::vector<std::string> all;
  const Names names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int index = 0; index < sk_GENERAL_NAME_num(names.get()); ++index) {
    int kind = 0;
    const void* value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), index), &kind);
    if (kind == GEN_DNS) {
      const auto* text = static_cast<const ASN1_STRING*>(value);
      all.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                       static_cast<std::size_t>(ASN1_STRING_length(text)));
    }
  }
  if (std::string common = all.empty() ? common_name_of(certificate) : ""; !common.empty()) {
    all.push_back(std::move(common));
  }
  return all;
}

bool is_for(const X509& certificate, std::string_view name) {
  return !name.empty() && X509_check_host(const_cast<X509*>(&certificate), name.data(), name.size(),
                                          X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, nullptr) == 1;
}

int kind_of(const Keystore& store) {
  return EVP_PKEY_get_base_id(store.key.get());
}

// All names of `one` are names of `other` too.
bool covers(const X509& other, const X509& one) {
  const std::vector<std::string> names = names_of(one);
  const std::vector<std::string> others = names_of(other);
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return is_for(other, name) ||
           std::find(others.begin(), others.end(), name) != others.end();  // a wildcard
  });
}

void release_chain(STACK_OF(X509) * chain) {
  sk_X509_free(chain);
}

// `take`: SSL_CTX_use_cert_and_key, or SSL_use_cert_and_key.
template <typename Where, typename Take>
bool use(Where* where, Take take, const Keystore& store) {
  const std::unique_ptr<STACK_OF(X509), FreeWith<release_chain>> chain(sk_X509_new_null());
  for (const Certificate& issuer : store.chain) {
    if (chain == nullptr || sk_X509_push(chain.get(), issuer.get()) == 0) {
      return false;
    }
  }
  constexpr int kReplace = 1;
  return take(where, store.certificate.get(), store.key.get(), chain.get(), kReplace) == 1;
}

}  // namespace

bool use_keystore(SSL_CTX& context, const Keystore& store) {
  return use(&context, SSL_CTX_use_cert_and_key, store);
}

CertificateChoice::CertificateChoice(std::vector<Keystore> stores) : stores_(std::move(stores)) {
  VERIFY(!stores_.empty(), "there is a certificate to choose");
  const std::vector<std::string> names = names_of(*stores_.front().certificate);
  first_name_ = names.empty() ? "" : names.front();
  if (first_name_.starts_with("*.")) {
    first_name_.front() = 'x';  // what is for all of them is for this one
  }
}

std::vector<std::size_t> CertificateChoice::matching(std::string_view name) const {
  std::vector<std::size_t> chosen;
  for (std::size_t at = 0; at < stores_.size(); ++at) {
    const bool another_kind = std::none_of(chosen.begin(), chosen.end(), [&](std::size_t other) {
      return kind_of(stores_[other]) == kind_of(stores_[at]);
    });
    if (another_kind && is_for(*stores_[at].certificate, name)) {
      chosen.push_back(at);
    }
  }
  return chosen;
}

std::vector<std::size_t> CertificateChoice::of(std::string_view name) const {
  std::vector<std::size_t> chosen = matching(name);
  if (chosen.empty()) {
    chosen = matching(first_name_);
    if (chosen.empty()) {
      chosen.push_back(0);
    }
  }
  ERR_clear_error();
  return chosen;
}

std::vector<CertificateChoice::Hidden> CertificateChoice::hidden() const {
  std::vector<Hidden> all;
  for (std::size_t at = 1; at < stores_.size(); ++at) {
    for (std::size_t before = 0; before < at; ++before) {
      if (kind_of(stores_[before]) == kind_of(stores_[at]) &&
          covers(*stores_[before].certificate, *stores_[at].certificate)) {
        all.push_back({at, before});
        break;
      }
    }
  }
  ERR_clear_error();
  return all;
}

std::optional<std::size_t> CertificateChoice::serve(SSL_CTX& context) {
  // All are tried now, so that none fails for the first time when a client asks for it.
  std::vector<std::size_t> order(stores_.size());
  std::iota(order.begin(), order.end(), 0U);
  const std::vector<std::size_t> first = of({});
  order.insert(order.end(), first.begin(), first.end());
  for (const std::size_t at : order) {
    if (!use_keystore(context, stores_[at])) {
      return at;
    }
  }
  if (stores_.size() > 1) {
    SSL_CTX_set_cert_cb(&context, choose, this);
  }
  return std::nullopt;
}

// Called with the ClientHello read and no certificate chosen.
int CertificateChoice::choose(SSL* connection, void* self) {
  const auto& choice = *static_cast<const CertificateChoice*>(self);
  const char* name = SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name);
  SSL_certs_clear(connection);
  const std::vector<std::size_t> chosen = choice.of(name == nullptr ? "" : name);
  const bool used = std::all_of(chosen.begin(), chosen.end(), [&](std::size_t at) {
    return use(connection, SSL_use_cert_and_key, choice.stores_[at]);
  });
  return used ? 1 : 0;
}

}  // namespace server
