#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tn3270/server/tls/openssl_handles.h"

namespace server {

using RevocationList = std::unique_ptr<X509_CRL, FreeWith<X509_CRL_free>>;

// A password, wiped when it is done with.
struct Password {
  std::string text;
  std::string file;  // where it is from
  Password() = default;
  ~Password();
  Password(Password&&) noexcept = default;
  Password& operator=(Password&&) noexcept = default;
  Password(const Password&) = delete;
  Password& operator=(const Password&) = delete;
};

// What a text in PEM holds, each kind in the order of the text.
struct PemBlocks {
  std::vector<PrivateKey> keys;
  std::vector<Certificate> certificates;
  std::vector<RevocationList> revocations;
  std::size_t requests = 0;  // for certificates
  std::size_t blocks = 0;    // of any kind: "DH PARAMETERS" are counted and left alone
};

// `password` opens keys that are protected; its text may be empty. The text to be returned says
// what is wrong, to go after the file's name; empty: nothing.
[[nodiscard]] std::string read_pem_blocks(std::string_view text, const Password& password,
                                          PemBlocks& found);

}  // namespace server
