#include "tn3270/control/server_access.h"

#include <fstream>
#include <sstream>

#include "config/admin_token.h"

namespace control {
namespace {

constexpr const char* kDefaultUrl = "http://127.0.0.1:8270";
constexpr std::string_view kSchemeEnd = "://";

std::string_view host_of(std::string_view url) {
  const auto scheme = url.find(kSchemeEnd);
  if (scheme != std::string_view::npos) {
    url.remove_prefix(scheme + kSchemeEnd.size());
  }
  url = url.substr(0, url.find_first_of("/?#"));
  url.remove_prefix(url.rfind('@') == std::string_view::npos ? 0 : url.rfind('@') + 1);
  if (!url.empty() && url.front() == '[') {
    return url.substr(1, url.find(']') - 1);
  }
  return url.substr(0, url.find(':'));
}

bool is_dotted(std::string_view host) {
  return host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::string tidy_url(std::string_view url) {
  while (!url.empty() && url.back() == '/') {
    url.remove_suffix(1);
  }
  const bool has_scheme = url.find(kSchemeEnd) != std::string_view::npos;
  return (has_scheme ? "" : "http://") + std::string(url);
}

bool is_http(std::string_view url) {
  const auto scheme = url.substr(0, url.find(kSchemeEnd));
  return (scheme == "http" || scheme == "https") && !host_of(url).empty();
}

bool is_loopback(std::string_view url) {
  const auto host = host_of(url);
  return host == "localhost" || host == "::1" || (host.substr(0, 4) == "127." && is_dotted(host));
}

std::string choose_token(std::string_view text) {
  std::string viewer;
  for (auto& line : config::token_lines(text)) {
    if (line.role == config::Role::Operator) {
      return line.token;
    }
    if (viewer.empty()) {
      viewer = line.token;
    }
  }
  return viewer;
}

ServerAccess find_server(const std::string& url, const std::string& token_file) {
  ServerAccess access;
  access.url = tidy_url(url.empty() ? kDefaultUrl : url);
  const auto path = config::token_path(token_file);
  std::ostringstream text;
  std::ifstream file(path);
  if (!file || !(text << file.rdbuf())) {
    access.lack = "The token file " + path.string() +
                  " cannot be read: name the server's with --token-file or TN3270_TOKEN_FILE.";
    return access;
  }
  access.token = choose_token(text.str());
  if (access.token.empty()) {
    access.lack = "The token file " + path.string() + " holds no token.";
  }
  return access;
}

}  // namespace control
