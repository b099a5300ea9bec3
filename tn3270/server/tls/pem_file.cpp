#include "tn3270/server/tls/pem_file.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "tn3270/server/tls/small_file.h"

namespace server {
namespace {

constexpr const char* kKeyRemedy =
    "put the key into it ('-----BEGIN PRIVATE KEY-----'), or make a file with 'tn3270d "
    "certificate'";

// One "-----BEGIN …" block, decoded.
struct Block {
  Block() = default;
  ~Block() {
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, static_cast<std::size_t>(size));
  }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;

  char* name = nullptr;
  char* header = nullptr;  // of keys that are encrypted in the old way
  unsigned char* data = nullptr;
  long size = 0;
};

struct Found {
  std::vector<PrivateKey> keys;
  std::vector<Certificate> certificates;
  std::size_t blocks = 0;
};

std::string reason() {
  const char* words = ERR_reason_error_string(ERR_peek_error());
  return words == nullptr ? std::string("unknown") : std::string(words);
}

std::string damaged(std::size_t number) {
  return "is damaged at its block " + std::to_string(number) + " (" + reason() +
         "); copy it again, as a text file";
}

// Empty, or what is wrong.
std::string take(const Block& block, Found& found) {
  const std::string_view name(block.name);
  const unsigned char* data = block.data;
  if (name.ends_with("PRIVATE KEY")) {
    const std::string_view header(block.header == nullptr ? "" : block.header);
    if (name == PEM_STRING_PKCS8 || header.find("ENCRYPTED") != std::string_view::npos) {
      return "has a private key that is encrypted, and nobody is there to type its password; "
             "decrypt it with 'openssl pkey -in FILE -out KEYFILE'";
    }
    found.keys.emplace_back(d2i_AutoPrivateKey(nullptr, &data, block.size));
    return found.keys.back() ? "" : damaged(found.blocks);
  }
  if (name == PEM_STRING_X509 || name == PEM_STRING_X509_OLD) {
    found.certificates.emplace_back(d2i_X509(nullptr, &data, block.size));
    return found.certificates.back() ? "" : damaged(found.blocks);
  }
  if (name == PEM_STRING_X509_TRUSTED) {
    found.certificates.emplace_back(d2i_X509_AUX(nullptr, &data, block.size));
    return found.certificates.back() ? "" : damaged(found.blocks);
  }
  return {};  // parameters of a key and the like
}

std::string find_all(std::string_view text, Found& found) {
  const MemoryBio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  for (;;) {
    Block block;
    if (PEM_read_bio(bio.get(), &block.name, &block.header, &block.data, &block.size) != 1) {
      const bool end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
      ++found.blocks;
      return end ? "" : damaged(found.blocks);
    }
    ++found.blocks;
    if (std::string fault = take(block, found); !fault.empty()) {
      return fault;
    }
    ERR_clear_error();
  }
}

std::string unusable(const Found& found) {
  if (found.keys.empty() && found.certificates.empty()) {
    return "has neither a private key nor a certificate in PEM ('-----BEGIN …'); a PKCS#12 file "
           "is converted by 'openssl pkcs12 -in FILE -nodes -out server.pem'";
  }
  if (found.keys.empty()) {
    return std::string("has no private key; ") + kKeyRemedy;
  }
  if (found.certificates.empty()) {
    return "has a private key and no certificate; put the certificate and those of its issuers "
           "into it";
  }
  if (found.keys.size() > 1) {
    return "has " + std::to_string(found.keys.size()) +
           " private keys; keep the one that belongs to the server's certificate";
  }
  return {};
}

bool belongs(const X509& certificate, const EVP_PKEY& key) {
  const bool does = X509_check_private_key(&certificate, &key) == 1;
  ERR_clear_error();
  return does;
}

// The certificate of `certificates` that issued `subject`, taken out; nullptr: none did.
Certificate take_issuer(std::vector<Certificate>& certificates, X509& subject) {
  const auto issuer = std::find_if(
      certificates.begin(), certificates.end(),
      [&](const Certificate& one) { return X509_check_issued(one.get(), &subject) == X509_V_OK; });
  if (issuer == certificates.end()) {
    return nullptr;
  }
  Certificate taken = std::move(*issuer);
  certificates.erase(issuer);
  return taken;
}

std::variant<PemFile, std::string> join(Found found, const std::string& name) {
  PemFile file;
  file.key = std::move(found.keys.front());
  const auto own =
      std::find_if(found.certificates.begin(), found.certificates.end(),
                   [&file](const Certificate& one) { return belongs(*one, *file.key); });
  if (own == found.certificates.end()) {
    return name +
           " has a private key that does not match its certificate; put the key that the "
           "certificate was issued for into it";
  }
  file.certificate = std::move(*own);
  found.certificates.erase(own);
  X509* last = file.certificate.get();
  while (X509_check_issued(last, last) != X509_V_OK) {  // a root ends it
    Certificate issuer = take_issuer(found.certificates, *last);
    if (issuer == nullptr) {
      break;
    }
    last = issuer.get();
    file.chain.push_back(std::move(issuer));
  }
  return file;
}

}  // namespace

std::variant<PemFile, std::string> read_pem(const std::string& text, const std::string& name) {
  const CleanErrors errors;
  std::string_view pem(text);
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // Windows editors
  if (pem.starts_with(kByteOrderMark)) {
    pem.remove_prefix(kByteOrderMark.size());
  }
  if (pem.empty()) {
    return name + " is empty; " + kKeyRemedy;
  }
  Found found;
  std::string fault = find_all(pem, found);
  if (fault.empty()) {
    fault = unusable(found);
  }
  if (!fault.empty()) {
    return name + " " + fault;
  }
  return join(std::move(found), name);
}

std::variant<PemFile, std::string> read_pem_file(const std::string& file) {
  const std::string name = "the certificate file '" + file + "'";
  auto read = read_small_file(file);
  if (const auto* fault = std::get_if<std::string>(&read)) {
    return name + " " + *fault;
  }
  std::string& text = std::get<FileText>(read).text;
  auto pem = read_pem(text, name);
  OPENSSL_cleanse(text.data(), text.size());  // the key is in it
  return pem;
}

}  // namespace server
