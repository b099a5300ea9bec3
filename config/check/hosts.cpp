#include <algorithm>
#include <string>

#include "config/check/checks.h"

namespace config::check {
namespace {

std::string words(const HostAddress& address) {
  return address.host + " port " + std::to_string(address.port);
}

void addresses(const Config& config, const ApplicationSettings& application, Problems& problems) {
  const auto& all = application.host->hosts;
  for (auto address = all.begin(); address != all.end(); ++address) {
    const auto first = std::find_if(all.begin(), address, [&](const HostAddress& earlier) {
      return earlier.host == address->host && earlier.port == address->port;
    });
    if (first != address) {
      problems.error(address->at, words(*address) + " is said twice for " +
                                      application.name.text() + ", first at " +
                                      format(first->at, config.files) + "; keep one of the two");
    }
    if (address->tls != HostTls::None && !address->verify) {
      problems.warning(address->at, "the way to " + words(*address) +
                                        " is not verified: whoever is between can read what users "
                                        "type there; name the issuer of its certificate");
    }
  }
}

}  // namespace

void hosts(const Config& config, Problems& problems) {
  for (const ApplicationSettings& application : config.applications) {
    if (application.host) {
      addresses(config, application, problems);
    }
  }
}

}  // namespace config::check
