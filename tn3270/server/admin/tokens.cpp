#include "tn3270/server/admin/tokens.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>

#include "config/verify.h"

namespace server {
namespace {

constexpr std::string_view kScheme = "bearer";

// RFC 9110 11.1: the scheme's name is case-insensitive, blanks follow. "" = another scheme.
std::string_view bearer_token(std::string_view authorization) {
  const auto blank = authorization.find(' ');
  if (blank != kScheme.size()) {
    return {};
  }
  const bool bearer =
      std::equal(kScheme.begin(), kScheme.end(), authorization.begin(), [](char want, char c) {
        return want == (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
      });
  const auto first = authorization.find_first_not_of(' ', blank);
  if (!bearer || first == std::string_view::npos) {
    return {};
  }
  return authorization.substr(first, authorization.find_last_not_of(' ') - first + 1);
}

}  // namespace

Tokens::Digest Tokens::digest(std::string_view token) {
  Digest result{};
  unsigned int size = 0;
  const int done =
      EVP_Digest(token.data(), token.size(), result.data(), &size, EVP_sha256(), nullptr);
  VERIFY(done == 1 && size == result.size(), "SHA-256 is always there");
  return result;
}

Tokens Tokens::parse(std::string_view text) {
  Tokens tokens;
  for (const auto& line : config::token_lines(text)) {
    tokens.entries_.push_back({digest(line.token), line.role});
  }
  return tokens;
}

std::optional<Role> Tokens::role(std::string_view authorization) const {
  const auto token = bearer_token(authorization);
  if (token.empty()) {
    return std::nullopt;
  }
  const auto given = digest(token);
  std::optional<Role> role;
  // Every entry is compared: the time does not tell which line matched.
  for (const auto& entry : entries_) {
    if (CRYPTO_memcmp(given.data(), entry.digest.data(), given.size()) == 0) {
      role = role ? std::max(*role, entry.role) : entry.role;
    }
  }
  return role;
}

}  // namespace server
