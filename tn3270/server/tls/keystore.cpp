#include "tn3270/server/tls/keystore.h"

#include <openssl/x509v3.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/password_file.h"
#include "tn3270/server/tls/pkcs12_file.h"
#include "tn3270/server/tls/small_file.h"

namespace server {
namespace {

constexpr const char* kKeyRemedy =
    "put the key into it ('-----BEGIN PRIVATE KEY-----'), or make a file with 'tn3270d "
    "certificate'";

std::string unusable(const PemBlocks& found) {
  if (found.certificates.empty() && found.requests > 0) {
    return "has a request for a certificate and no certificate; give the request to a CA, and put "
           "the certificate that it makes in its place";
  }
  if (found.keys.empty() && found.certificates.empty()) {
    return "has neither a private key nor a certificate in PEM ('-----BEGIN …'); make one with "
           "'tn3270d certificate', or name another";
  }
  if (found.keys.empty()) {
    return std::string("has no private key; ") + kKeyRemedy;
  }
  if (found.certificates.empty()) {
    return "has a private key and no certificate; put the certificate and those of its issuers "
           "into it";
  }
  return {};
}

bool belongs(const X509& certificate, const EVP_PKEY& key) {
  const bool does = X509_check_private_key(&certificate, &key) == 1;
  ERR_clear_error();
  return does;
}

bool is_self_signed(X509& certificate) {
  return X509_check_issued(&certificate, &certificate) == X509_V_OK;
}

bool is_authority(X509& certificate) {
  return X509_check_ca(&certificate) != 0;
}

// The place of the certificate that belongs to `key`; that of the end: there is none.
std::size_t own_of(const PemBlocks& found, const EVP_PKEY& key) {
  std::size_t at = 0;
  while (at < found.certificates.size() && !belongs(*found.certificates[at], key)) {
    ++at;
  }
  return at;
}

// Which of several keys is the server's: the only one whose certificate is no CA's. Its place, or
// that of the end.
std::size_t server_key(const PemBlocks& found) {
  std::size_t chosen = found.keys.size();
  for (std::size_t at = 0; at < found.keys.size(); ++at) {
    const std::size_t own = own_of(found, *found.keys[at]);
    if (own == found.certificates.size() || is_authority(*found.certificates[own])) {
      continue;
    }
    if (chosen != found.keys.size()) {
      return found.keys.size();
    }
    chosen = at;
  }
  return chosen;
}

// Takes the server's key out. Empty, or what is wrong.
std::string take_key(PemBlocks& found, Keystore& store, const std::string& name) {
  const std::size_t at = found.keys.size() == 1 ? 0 : server_key(found);
  if (at == found.keys.size()) {
    return name + " has " + std::to_string(found.keys.size()) +
           " private keys; keep the one that belongs to the server's certificate";
  }
  store.key = std::move(found.keys[at]);
  if (found.keys.size() > 1) {
    store.notes.push_back(name +
                          " has the private key of a CA too, and whoever reads it can issue "
                          "certificates; take that key out and keep it elsewhere");
  }
  return {};
}

// The certificate of `certificates` that issued `subject`, taken out; nullptr: none did.
Certificate take_issuer(std::vector<Certificate>& certificates, X509& subject) {
  const auto issuer =
      std::find_if(certificates.begin(), certificates.end(), [&subject](const Certificate& one) {
        return one != nullptr && X509_check_issued(one.get(), &subject) == X509_V_OK;
      });
  return issuer == certificates.end() ? nullptr : std::move(*issuer);
}

Certificate last_root(const std::vector<Certificate>& certificates) {
  const auto root = std::find_if(
      certificates.rbegin(), certificates.rend(),
      [](const Certificate& one) { return is_self_signed(*one) && is_authority(*one); });
  if (root == certificates.rend()) {
    return nullptr;
  }
  X509_up_ref(root->get());
  return Certificate(root->get());
}

void note_order(const PemBlocks& found, std::size_t own, Keystore& store, const std::string& name) {
  const std::string subject = subject_of(*found.certificates[own]);
  if (own != 0) {
    store.notes.push_back(name + " has the certificate " + subject_of(*found.certificates.front()) +
                          " before the server's own, " + subject +
                          "; this server finds its own, others need the order key, server "
                          "certificate, root");
  }
}

void note_issuers(Keystore& store, bool issued_another, const std::string& name) {
  X509& own = *store.certificate;
  const std::string subject = subject_of(own);
  if (issued_another) {
    store.notes.push_back(name + " serves " + subject +
                          ", a CA's own certificate, since the private key is the CA's; put the "
                          "server's key into it and keep the CA's elsewhere");
  } else if (store.chain.empty() && !is_self_signed(own)) {
    store.notes.push_back(name + " has " + subject + " without the certificate of its issuer, " +
                          issuer_of(own) +
                          "; append that, since clients that know only the root cannot get from "
                          "one to the other");
  }
}

std::variant<Keystore, std::string> join(PemBlocks found, const std::string& name) {
  Keystore store;
  if (std::string fault = take_key(found, store, name); !fault.empty()) {
    return fault;
  }
  const std::size_t own = own_of(found, *store.key);
  if (own == found.certificates.size()) {
    return name + " has a private key that does not match its certificate " +
           subject_of(*found.certificates.front()) +
           "; put the key that the certificate was issued for into it";
  }
  store.root = last_root(found.certificates);
  note_order(found, own, store, name);
  store.certificate = std::move(found.certificates[own]);
  const bool issued_another = std::any_of(
      found.certificates.begin(), found.certificates.end(), [&store](const Certificate& one) {
        return one != nullptr && X509_cmp(one.get(), store.certificate.get()) != 0 &&
               X509_check_issued(store.certificate.get(), one.get()) == X509_V_OK;
      });
  X509* last = store.certificate.get();
  while (!is_self_signed(*last)) {  // a root ends it
    Certificate issuer = take_issuer(found.certificates, *last);
    if (issuer == nullptr) {
      break;
    }
    last = issuer.get();
    store.chain.push_back(std::move(issuer));
  }
  note_issuers(store, issued_another, name);
  return store;
}

std::variant<Keystore, std::string> read_store(std::string_view bytes, const std::string& name,
                                               const Password& password) {
  const CleanErrors errors;
  if (bytes.empty()) {
    return name + " is empty; " + kKeyRemedy;
  }
  PemBlocks found;
  std::string fault = looks_like_pkcs12(bytes) ? read_pkcs12(bytes, password, found)
                                               : read_pem_blocks(bytes, password, found);
  if (fault.empty()) {
    fault = unusable(found);
  }
  if (!fault.empty()) {
    return name + " " + fault;
  }
  return join(std::move(found), name);
}

}  // namespace

std::variant<Keystore, std::string> read_pem(std::string_view text, const std::string& name,
                                             const Password& password) {
  return read_store(text, name, password);
}

std::variant<Keystore, std::string> read_keystore(const std::string& file,
                                                  const Password& password) {
  const std::string name = "the certificate file '" + file + "'";
  auto read = read_small_file(file);
  if (const auto* fault = std::get_if<std::string>(&read)) {
    return name + " " + *fault;
  }
  auto& text = std::get<FileText>(read);
  auto store = read_store(text.text, name, password);
  OPENSSL_cleanse(text.text.data(), text.text.size());  // the key is in it
  auto* good = std::get_if<Keystore>(&store);
  if (std::string note = others_can_read(name, file, text.mode); good != nullptr && !note.empty()) {
    good->notes.push_back(std::move(note));
  }
  return store;
}

}  // namespace server
