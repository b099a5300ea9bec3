#include "tn3270/server/tls/trust.h"

#include <openssl/x509v3.h>

#include <algorithm>
#include <new>
#include <utility>

#include "config/limits.h"
#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/small_file.h"

namespace server {
namespace {

Trust new_trust() {
  Trust trust;
  trust.store.reset(X509_STORE_new());
  if (trust.store == nullptr) {
    throw std::bad_alloc();
  }
  // A file that names an issuer means it, with or without the root above.
  X509_STORE_set_flags(trust.store.get(), X509_V_FLAG_PARTIAL_CHAIN);
  return trust;
}

// Empty, or the first line's fault in reading `file`; `text` is what is in it.
std::string read_named(const std::string& name, const std::string& file, std::size_t most,
                       std::string& text) {
  auto read = read_small_file(file, most);
  if (const auto* fault = std::get_if<std::string>(&read)) {
    return name + " " + *fault;
  }
  text = std::move(std::get<FileText>(read).text);
  return {};
}

void note_times(Trust& trust, const X509& authority, const std::string& name) {
  if (X509_cmp_current_time(X509_get0_notAfter(&authority)) < 0) {
    trust.notes.push_back(name + " has " + subject_of(authority) + ", which expired on " +
                          date_of(facts_of(authority).valid_until) +
                          ": what it issued is refused; give its successor");
  }
}

std::string issuer_of(const X509_CRL& list) {
  return text_of(X509_CRL_get_issuer(&list));
}

void note_list(Trust& trust, const X509_CRL& list, const std::string& name) {
  const bool known = std::any_of(
      trust.authorities.begin(), trust.authorities.end(), [&list](const Certificate& one) {
        return X509_NAME_cmp(X509_get_subject_name(one.get()), X509_CRL_get_issuer(&list)) == 0;
      });
  if (!known) {
    trust.notes.push_back(name + " is of " + issuer_of(list) +
                          ", which is not among the CAs that are trusted here");
  }
  const ASN1_TIME* next = X509_CRL_get0_nextUpdate(&list);
  if (next != nullptr && X509_cmp_current_time(next) < 0) {
    trust.notes.push_back(name + " was to be replaced by " + date_of(wall_time(next)) +
                          ", and certificates of " + issuer_of(list) +
                          " are refused until it is; get a new one");
  }
}

}  // namespace

std::variant<Trust, std::string> read_trust(const std::string& file, OurKey key) {
  const CleanErrors errors;
  const std::string name = "the CA file '" + file + "'";
  std::string text;
  if (std::string fault = read_named(name, file, config::limits::kPemFileBytes, text);
      !fault.empty()) {
    return fault;
  }
  Trust trust = new_trust();
  PemBlocks found;
  // A protected key in it is of no interest, but nobody should give it away.
  if (const std::string fault = read_pem_blocks(text, Password(), found); !fault.empty()) {
    return name + " " + fault;
  }
  if (found.certificates.empty()) {
    return name + " has no certificate ('-----BEGIN CERTIFICATE-----'); put the CA's into it";
  }
  if (!found.keys.empty() && key == OurKey::Elsewhere) {
    trust.notes.push_back(name +
                          " has a private key, which verifying does not need; take it out "
                          "and keep it elsewhere");
  }
  for (const Certificate& one : found.certificates) {
    if (X509_STORE_add_cert(trust.store.get(), one.get()) != 1) {
      throw std::bad_alloc();
    }
    note_times(trust, *one, name);
  }
  trust.authorities = std::move(found.certificates);
  return trust;
}

Trust trust_in(X509& root) {
  const CleanErrors errors;
  Trust trust = new_trust();
  if (X509_STORE_add_cert(trust.store.get(), &root) != 1) {
    throw std::bad_alloc();
  }
  X509_up_ref(&root);
  trust.authorities.emplace_back(&root);
  return trust;
}

std::string add_revocations(Trust& trust, const std::string& file) {
  const CleanErrors errors;
  const std::string name = "the revocation list '" + file + "'";
  std::string text;
  if (std::string fault = read_named(name, file, config::limits::kRevocationBytes, text);
      !fault.empty()) {
    return fault;
  }
  PemBlocks found;
  if (text.find("-----BEGIN") == std::string::npos) {
    const auto* data = reinterpret_cast<const unsigned char*>(text.data());
    RevocationList list(d2i_X509_CRL(nullptr, &data, static_cast<long>(text.size())));
    if (list != nullptr) {
      found.revocations.push_back(std::move(list));
    }
  } else if (const std::string fault = read_pem_blocks(text, Password(), found); !fault.empty()) {
    return name + " " + fault;
  }
  if (found.revocations.empty()) {
    return name +
           " has none ('-----BEGIN X509 CRL-----', or DER); get it from the CA, which makes "
           "an empty one as long as nothing is revoked";
  }
  for (const RevocationList& list : found.revocations) {
    if (X509_STORE_add_crl(trust.store.get(), list.get()) != 1) {
      return name + " is refused by OpenSSL; get a new one from the CA";
    }
    note_list(trust, *list, name);
  }
  X509_STORE_set_flags(trust.store.get(), X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
  return {};
}

}  // namespace server
