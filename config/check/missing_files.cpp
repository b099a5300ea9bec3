#include <filesystem>
#include <map>
#include <string>
#include <system_error>

#include "config/check/checks.h"

namespace config::check {
namespace {

// Only whether it is there: what is not served is not opened. The hall looks at what is.
void file(const std::string& path, const std::string& what, Position at, Problems& problems) {
  std::error_code ignored;
  if (!path.empty() && !std::filesystem::exists(path, ignored)) {
    problems.note(at, what + " '" + path + "' does not exist");
  }
}

void directories(const std::map<std::string, std::string>& named, const std::string& what,
                 Position at, Problems& problems) {
  for (const auto& [name, path] : named) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(path, ignored)) {
      problems.note(at, "the directory '" + path + "' of " + what + " " + name +
                            " does not exist; its members cannot be included");
    }
  }
}

}  // namespace

void missing_files(const Config& config, Problems& problems) {
  directories(config.libraries, "library", config.libraries_at, problems);
  directories(config.iccf, "ICCF library", config.iccf_at, problems);
  for (const ServerSettings& server : config.servers) {
    for (const ListenerSettings& listener : server.listeners) {
      if (listener.tls == ListenerTls::None) {
        file(listener.certificate, "the certificate of listener '" + listener.name + "'",
             listener.at, problems);
      }
    }
  }
}

}  // namespace config::check
