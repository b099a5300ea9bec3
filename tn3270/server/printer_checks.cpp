#include "tn3270/server/printer_checks.h"

#include <unistd.h>

#include <cerrno>

#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <unordered_set>
#include <variant>

#include "printers/format/charset.h"
#include "tn3270/server/admin/private_file.h"

namespace server {
namespace {

std::string why(int error) {
  return std::generic_category().message(error);
}

bool is_directory(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored);
}

// Empty: a file that can be read.
std::string unreadable(const std::string& path) {
  if (is_directory(path)) {
    return "is a directory";
  }
  return ::access(path.c_str(), R_OK) == 0 ? "" : "cannot be read: " + why(errno);
}

// Each file is named by many LUs, each charset too.
class PrinterChecks {
 public:
  explicit PrinterChecks(config::Problems& problems) : problems_(problems) {}

  void judge(const config::LuSettings& lu) {
    const config::DeliverySettings& delivery = *lu.delivery;
    if (!seen_.insert(&delivery).second) {
      return;
    }
    charset(lu);
    if (!delivery.password_file.empty()) {
      password_file(lu);
    }
    if (!delivery.ca.empty()) {
      if (const std::string fault = unreadable(delivery.ca); !fault.empty()) {
        warn(lu, "the CA file '" + delivery.ca + "' " + fault);
      }
    }
    if (lu.type == config::LuType::File) {
      directory(lu);
    } else if (lu.type == config::LuType::Command && !delivery.command.empty()) {
      command(lu);
    }
  }

 private:
  void warn(const config::LuSettings& lu, const std::string& what) {
    problems_.warning(lu.at,
                      what + "; the jobs of LU " + lu.name.text() + " wait until that is mended");
  }

  void charset(const config::LuSettings& lu) {
    const std::string& name = lu.delivery->format.charset;
    if (name.empty()) {
      return;
    }
    const auto [tried, is_new] = charsets_.try_emplace(name);
    if (is_new) {
      auto opened = printers::Charset::open(name);
      if (const auto* fault = std::get_if<std::string>(&opened)) {
        tried->second = *fault;
      }
    }
    if (!tried->second.empty()) {
      problems_.error(lu.at, "LU " + lu.name.text() + ": " + tried->second);
    }
  }

  void password_file(const config::LuSettings& lu) {
    const std::string name = "the password file '" + lu.delivery->password_file + "' ";
    const PrivateText file = read_private_file(lu.delivery->password_file);
    if (file.missing) {
      warn(lu, name + file.fault);
    } else if (!file.fault.empty()) {
      problems_.error(lu.at, name + "of LU " + lu.name.text() + " " + file.fault);
    } else if (file.text.empty() || file.text.front() == '\n') {
      warn(lu, name + "has an empty first line, where the password stands");
    }
  }

  void directory(const config::LuSettings& lu) {
    const std::string& path = lu.delivery->directory;
    const std::string name = "the directory '" + path + "' ";
    if (!is_directory(path)) {
      std::error_code ignored;
      warn(lu, name + (std::filesystem::exists(path, ignored) ? "is none" : "does not exist"));
    } else if (::access(path.c_str(), W_OK | X_OK) != 0) {
      warn(lu, name + "cannot be written to: " + why(errno));
    }
  }

  void command(const config::LuSettings& lu) {
    const std::string& path = lu.delivery->command.front();
    const std::string name = "the program '" + path + "' ";
    if (is_directory(path)) {
      warn(lu, name + "is a directory");
    } else if (::access(path.c_str(), X_OK) != 0) {
      warn(lu, name + (errno == ENOENT ? "does not exist: write its whole path, like /usr/bin/lp"
                                       : "cannot be run: " + why(errno)));
    }
  }

  config::Problems& problems_;
  std::unordered_set<const config::DeliverySettings*> seen_;
  std::map<std::string, std::string> charsets_;  // what is wrong with each
};

// Without it nothing can be printed by anybody.
void check_spool(const config::SpoolSettings& spool, config::Problems& problems) {
  if (spool.path.empty()) {
    return;
  }
  const std::string folder = std::filesystem::path(spool.path).parent_path().string();
  const std::string where = folder.empty() ? "." : folder;
  if (!is_directory(where)) {
    problems.error(spool.at, "the directory '" + where +
                                 "' of the spool does not exist; make it, or give \"path\" "
                                 "another place");
  } else if (::access(where.c_str(), W_OK | X_OK) != 0) {
    problems.error(spool.at, "the directory '" + where + "' of the spool cannot be written to (" +
                                 why(errno) + "); give \"path\" another place");
  }
}

}  // namespace

void check_printers(const config::Config& config, config::Problems& problems) {
  PrinterChecks checks(problems);
  for (const config::ServerSettings& server : config.servers) {
    for (const config::LuSettings& lu : server.lus) {
      if (lu.delivery) {
        checks.judge(lu);
      }
    }
  }
  if (config.spool) {
    check_spool(*config.spool, problems);
  }
}

}  // namespace server
