#pragma once

#include <memory>
#include <vector>

#include "config/settings.h"

namespace config {

// The redirect by which deliveries of this LU leave, or nullptr: its host and port are those of the
// LU, names letter by letter and addresses however they are spelled.
[[nodiscard]] const RedirectSettings* redirect_of(const LuSettings& lu,
                                                  const std::vector<RedirectSettings>& redirects);

// The same for an address of a host application.
[[nodiscard]] const RedirectSettings* redirect_of(const HostAddress& address,
                                                  const std::vector<RedirectSettings>& redirects);

// A delivery as it leaves by that redirect: to its TLS port with TLS from the first byte, verified
// as the redirect says. FTP is passive: under TLS libcurl does not always protect what comes the
// other way.
[[nodiscard]] DeliverySettings redirected(const DeliverySettings& delivery,
                                          const RedirectSettings& redirect);

// The settings with all of its LUs and host applications redirected; itself where there are no
// redirects.
[[nodiscard]] std::shared_ptr<const Config> follow_redirects(std::shared_ptr<const Config> config);

}  // namespace config
