#include "tn3270/server/tls/pem_blocks.h"

#include <openssl/pem.h>
#include <openssl/pkcs12.h>

#include <algorithm>
#include <utility>

namespace server {
namespace {

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

std::string damaged(std::size_t number) {
  const char* words = ERR_reason_error_string(ERR_peek_error());
  return "is damaged at its block " + std::to_string(number) + " (" +
         (words == nullptr ? "unknown" : words) + "); copy it again, as a text file";
}

int give_password(char* to, int size, int /*writing*/, void* from) {
  const std::string& text = static_cast<const Password*>(from)->text;
  const std::size_t given = std::min(text.size(), static_cast<std::size_t>(size));
  std::copy_n(text.begin(), given, to);
  return static_cast<int>(given);
}

// The key of a PKCS#8 block that is encrypted.
PrivateKey open_pkcs8(const Block& block, const Password& password) {
  const unsigned char* data = block.data;
  const std::unique_ptr<X509_SIG, FreeWith<X509_SIG_free>> sealed(
      d2i_X509_SIG(nullptr, &data, block.size));
  const std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreeWith<PKCS8_PRIV_KEY_INFO_free>> open(
      sealed == nullptr ? nullptr
                        : PKCS8_decrypt(sealed.get(), password.text.data(),
                                        static_cast<int>(password.text.size())));
  return PrivateKey(open == nullptr ? nullptr : EVP_PKCS82PKEY(open.get()));
}

// The key of a block whose header says how it is encrypted (PEM of RFC 1421).
PrivateKey open_headed(const Block& block, const Password& password) {
  EVP_CIPHER_INFO cipher{};
  long size = block.size;
  std::string header(block.header);
  if (PEM_get_EVP_CIPHER_INFO(header.data(), &cipher) != 1 ||
      PEM_do_header(&cipher, block.data, &size, give_password, const_cast<Password*>(&password)) !=
          1) {
    return nullptr;
  }
  const unsigned char* data = block.data;
  return PrivateKey(d2i_AutoPrivateKey(nullptr, &data, size));
}

std::string take_key(const Block& block, const Password& password, PemBlocks& found) {
  const std::string_view header(block.header == nullptr ? "" : block.header);
  const bool pkcs8 = std::string_view(block.name) == PEM_STRING_PKCS8;
  if (!pkcs8 && header.find("ENCRYPTED") == std::string_view::npos) {
    const unsigned char* data = block.data;
    found.keys.emplace_back(d2i_AutoPrivateKey(nullptr, &data, block.size));
    return found.keys.back() ? "" : damaged(found.blocks);
  }
  if (password.file.empty()) {
    return "has a private key that is protected by a password, and nobody is there to type it; "
           "name a file with the password as \"password_file\", or take it off with 'openssl pkey "
           "-in FILE -out KEYFILE'";
  }
  found.keys.push_back(pkcs8 ? open_pkcs8(block, password) : open_headed(block, password));
  return found.keys.back() ? ""
                           : "has a private key that the password in '" + password.file +
                                 "' does not open; put the right one there";
}

std::string take(const Block& block, const Password& password, PemBlocks& found) {
  const std::string_view name(block.name);
  const unsigned char* data = block.data;
  if (name.ends_with("PRIVATE KEY")) {
    return take_key(block, password, found);
  }
  if (name == PEM_STRING_X509 || name == PEM_STRING_X509_OLD) {
    found.certificates.emplace_back(d2i_X509(nullptr, &data, block.size));
    return found.certificates.back() ? "" : damaged(found.blocks);
  }
  if (name == PEM_STRING_X509_TRUSTED) {
    found.certificates.emplace_back(d2i_X509_AUX(nullptr, &data, block.size));
    return found.certificates.back() ? "" : damaged(found.blocks);
  }
  if (name == PEM_STRING_X509_CRL) {
    found.revocations.emplace_back(d2i_X509_CRL(nullptr, &data, block.size));
    return found.revocations.back() ? "" : damaged(found.blocks);
  }
  if (name == PEM_STRING_X509_REQ || name == PEM_STRING_X509_REQ_OLD) {
    ++found.requests;
  }
  return {};
}

}  // namespace

Password::~Password() {
  OPENSSL_cleanse(text.data(), text.capacity());  // moved strings leave bytes behind
}

std::string read_pem_blocks(std::string_view text, const Password& password, PemBlocks& found) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // Windows editors
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  const CleanErrors errors;
  const MemoryBio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  for (;;) {
    Block block;
    if (PEM_read_bio(bio.get(), &block.name, &block.header, &block.data, &block.size) != 1) {
      const bool end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
      ++found.blocks;
      return end ? "" : damaged(found.blocks);
    }
    ++found.blocks;
    if (std::string fault = take(block, password, found); !fault.empty()) {
      return fault;
    }
    ERR_clear_error();
  }
}

}  // namespace server
