#include "config/redirects.h"

#include <algorithm>
#include <string>

#include "config/check/checks.h"

namespace config::check {
namespace {

std::string target(const RedirectSettings& redirect) {
  return redirect.host + " port " + std::to_string(redirect.port);
}

bool same_target(const RedirectSettings& one, const RedirectSettings& other) {
  return one.port == other.port && one.host == other.host;
}

void once(const Config& config, Problems& problems) {
  const auto& all = config.redirects;
  for (auto redirect = all.begin(); redirect != all.end(); ++redirect) {
    const auto first = std::find_if(all.begin(), redirect, [&](const RedirectSettings& earlier) {
      return same_target(earlier, *redirect);
    });
    if (first != redirect) {
      problems.error(redirect->at, target(*redirect) + " is already redirected at " +
                                       format(first->at, config.files) + "; keep one of the two");
    }
  }
}

// What one redirect is for, and whether it fits.
void fits(const Config& config, const RedirectSettings& redirect, Problems& problems) {
  const LuSettings* ftp = nullptr;
  bool used = false;
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      if (redirect_of(lu, config.redirects) == &redirect) {
        used = true;
        ftp = ftp == nullptr && lu.type == LuType::Ftp ? &lu : ftp;
      }
    }
  }
  for (const ApplicationSettings& application : config.applications) {
    used = used || (application.host &&
                    std::any_of(application.host->hosts.begin(), application.host->hosts.end(),
                                [&](const HostAddress& address) {
                                  return redirect_of(address, config.redirects) == &redirect;
                                }));
  }
  if (!used) {
    problems.note(redirect.at, "none of our LUs or host applications goes to " + target(redirect) +
                                   ", so this redirect does nothing; programs of others go by a "
                                   "proxy (PROXY of BSTTPRXY, JSON \"proxies\")");
  }
  if (ftp != nullptr && !ftp->delivery->passive) {
    problems.note(redirect.at, "LU " + ftp->name.text() +
                                   " has active FTP; by this redirect its data connections are "
                                   "passive, as TLS protects them");
  }
  if (ftp != nullptr && !redirect.ftp) {
    problems.warning(redirect.at, "LU " + ftp->name.text() + " delivers to " + target(redirect) +
                                      " by FTP, and this redirect does not say so; it is implicit "
                                      "FTPS all the same: add OPTION FTP, or \"ftp\": true");
  }
}

}  // namespace

void redirects(const Config& config, Problems& problems) {
  once(config, problems);
  for (const RedirectSettings& redirect : config.redirects) {
    fits(config, redirect, problems);
    if (!redirect.verify) {
      problems.warning(redirect.at, "the way to " + target(redirect) +
                                        " is not verified: whoever is between can read passwords "
                                        "and jobs; name the issuer of its certificate");
    }
  }
}

}  // namespace config::check
