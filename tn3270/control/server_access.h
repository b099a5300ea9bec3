#pragma once

#include <string>
#include <string_view>

namespace control {

// Where the server is and with which token to ask it.
struct ServerAccess {
  std::string url;    // without a slash at the end
  std::string token;  // empty: there is none
  std::string lack;   // why there is no token, for the case that the server wants one
};

// `url` and `token_file` as given by option or environment; empty = the default.
[[nodiscard]] ServerAccess find_server(const std::string& url, const std::string& token_file);

// "127.0.0.1:8270/" -> "http://127.0.0.1:8270"
[[nodiscard]] std::string tidy_url(std::string_view url);
// Such a URL is one that this command can ask.
[[nodiscard]] bool is_http(std::string_view url);
// The host of such a URL is this machine: a proxy could not reach it.
[[nodiscard]] bool is_loopback(std::string_view url);
// The token to use of a token file's text: an operator's before a viewer's. Empty: none.
[[nodiscard]] std::string choose_token(std::string_view text);

}  // namespace control
