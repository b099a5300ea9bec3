#include "config/admin_token.h"

#include <cstdlib>

namespace config {
namespace {

constexpr std::string_view kBlanks = " \t\r\v\f";
constexpr std::string_view kViewer = "viewer:";
constexpr const char* kFileName = "admin.token";

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

std::vector<TokenLine> token_lines(std::string_view text) {
  std::vector<TokenLine> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = trim(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.empty() || line.front() == '#') {
      continue;
    }
    const bool viewer = line.substr(0, kViewer.size()) == kViewer;
    const auto token = viewer ? trim(line.substr(kViewer.size())) : line;
    if (!token.empty()) {
      lines.push_back({std::string(token), viewer ? Role::Viewer : Role::Operator});
    }
  }
  return lines;
}

std::filesystem::path state_file(const char* name) {
  // systemd.exec(5): several state directories are separated by colons.
  const auto state = environment("STATE_DIRECTORY");
  if (!state.empty()) {
    return std::filesystem::path(state.substr(0, state.find(':'))) / name;
  }
  const auto home = environment("HOME");
  return std::filesystem::path(home.empty() ? "/" : home) / ".local/state/tn3270d" / name;
}

std::filesystem::path token_path(const std::string& configured) {
  return configured.empty() ? state_file(kFileName) : std::filesystem::path(configured);
}

}  // namespace config
