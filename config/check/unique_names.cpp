#include <string>
#include <unordered_map>

#include "config/check/checks.h"

namespace config::check {
namespace {

// The application behind the menu (MODEL 2): the product opens its ACB itself.
constexpr std::string_view kMenuApplication = "BSTTUSST";

// LUs that are defined a second time. Two ranges that overlap are one finding, not one for each
// name.
class Repeated {
 public:
  Repeated(const Config& config, Problems& problems) : config_(config), problems_(problems) {}

  void add(const LuSettings& lu, Position first) {
    if (lu_ == nullptr || lu_->at != lu.at || first_ != first) {
      say();
      lu_ = &lu;
      first_ = first;
      more_ = 0;
    } else {
      ++more_;
    }
  }

  void say() {
    if (lu_ == nullptr) {
      return;
    }
    const std::string others =
        more_ > 0 ? " (and " + std::to_string(more_) + " more of this range)" : "";
    problems_.error(lu_->at, "LU " + lu_->name.text() + others + " is already defined at " +
                                 format(first_, config_.files) +
                                 "; LU names are unique in the whole process: rename one");
    lu_ = nullptr;
  }

 private:
  const Config& config_;
  Problems& problems_;
  const LuSettings* lu_ = nullptr;
  Position first_;
  std::size_t more_ = 0;
};

std::unordered_map<ApplId, Position> application_positions(const Config& config) {
  std::unordered_map<ApplId, Position> positions;
  for (const ApplicationSettings& application : config.applications) {
    positions.emplace(application.name, application.at);
  }
  return positions;
}

std::size_t count_lus(const Config& config) {
  std::size_t count = 0;
  for (const ServerSettings& server : config.servers) {
    count += server.lus.size();
  }
  return count;
}

}  // namespace

void unique_lus(const Config& config, Problems& problems) {
  const auto applications = application_positions(config);
  std::unordered_map<LuName, Position> lus;
  lus.reserve(count_lus(config));
  Repeated repeated(config, problems);
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      const auto [first, is_new] = lus.emplace(lu.name, lu.at);
      if (!is_new) {
        repeated.add(lu, first->second);
        continue;
      }
      const auto application = applications.find(appl_of(lu.name));
      if (application != applications.end()) {
        problems.error(lu.at, "LU " + lu.name.text() + " has the name of the application at " +
                                  format(application->second, config.files) +
                                  "; both are rows of one APPL table: rename one");
      } else if (lu.name.view() == kMenuApplication) {
        problems.error(lu.at, "BSTTUSST is the APPL behind the menu; give this LU another name");
      }
    }
  }
  repeated.say();
}

void unique_applications(const Config& config, Problems& problems) {
  std::unordered_map<ApplId, Position> seen;
  for (const ApplicationSettings& application : config.applications) {
    const auto [first, is_new] = seen.emplace(application.name, application.at);
    if (!is_new) {
      problems.error(application.at,
                     "application " + application.name.text() + " is already defined at " +
                         format(first->second, config.files) + "; keep one of the two");
    } else if (application.name.view() == kMenuApplication) {
      problems.error(application.at,
                     "BSTTUSST is the APPL behind the menu; give this application another name");
    }
  }
}

}  // namespace config::check
