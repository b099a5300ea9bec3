#include <string>
#include <unordered_map>

#include "config/check/checks.h"

namespace config::check {
namespace {

// The application behind the menu (MODEL 2): the product opens its ACB itself.
constexpr std::string_view kMenuApplication = "BSTTUSST";

}  // namespace

void unique_lus(const Config& config, Problems& problems) {
  std::unordered_map<ApplId, Position> applications;
  for (const ApplicationSettings& application : config.applications) {
    applications.emplace(application.name, application.at);
  }
  std::size_t count = 0;
  for (const ServerSettings& server : config.servers) {
    count += server.lus.size();
  }
  std::unordered_map<LuName, Position> lus;
  lus.reserve(count);
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      const auto [first, is_new] = lus.emplace(lu.name, lu.at);
      if (!is_new) {
        problems.error(lu.at, "LU " + lu.name.text() + " is already defined at " +
                                  format(first->second, config.files) +
                                  "; LU names are unique in the whole process: rename one");
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
