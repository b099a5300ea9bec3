#include "tests/fuzz/config_reading.h"

#include <algorithm>
#include <cctype>

namespace fuzz {

config::Loaded load_alone(const std::string& text) {
  config::LoadOptions options;
  options.files = [&](const std::filesystem::path& path) {
    return path == "input" ? std::optional(text) : std::nullopt;
  };
  options.resolver = [](const std::string& name) {
    return name.size() % 2 == 0 ? std::optional<std::string>("192.0.2.1") : std::nullopt;
  };
  config::Loaded loaded = config::load({"input"}, options);
  require(loaded.config != nullptr, "a config, whatever the file says");
  require_sound(loaded.problems, text);
  return loaded;
}

void load_with_keyring(const std::string& text) {
  if (text.find("KEYRING") == std::string::npos) {
    return;
  }
  config::LoadOptions options;
  options.files = [&](const std::filesystem::path& path) -> std::optional<std::string> {
    if (path == "site.json") {
      return R"({"libraries": {"PRD2.CONFIG": "keys", "CRYPTO.KEYRING": "keys"}})";
    }
    return path == "input" ? text : std::string();  // every key file is there
  };
  const config::Loaded loaded = config::load({"input", "site.json"}, options);
  for (const config::ProxySettings& proxy : loaded.config->proxies) {
    require(proxy.listen.port != 0 && proxy.to.port != 0, "a proxy of a deck has both ports");
    require(proxy.listen.tls == !proxy.certificate.empty(), "and a certificate where it has TLS");
  }
}

void require_sound(const config::Problems& problems, const std::string& text) {
  const auto lines =
      static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + std::size_t{1};
  for (const config::Problem& problem : problems.all()) {
    require(!problem.text.empty(), "a problem has words");
    require_printable(problem.text, "a problem");
    require(problem.at.line <= lines, "a problem's line is in the file");
    // What is missing at the end of a line is missed behind one blank.
    require(problem.at.column <= text.size() + 2, "a problem's column is in the file");
  }
}

bool has_wide_range(const std::string& text) {
  constexpr std::size_t kDigits = 3;
  std::size_t digits = 0;
  bool in_brackets = false;
  for (const char c : text) {
    in_brackets = c == '[' || (in_brackets && c != ']');
    digits = std::isdigit(static_cast<unsigned char>(c)) != 0 ? digits + 1 : 0;
    if (in_brackets && digits > kDigits) {
      return true;
    }
  }
  return false;
}

}  // namespace fuzz
