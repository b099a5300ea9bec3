#pragma once

#include <vector>

#include "config/settings.h"

namespace config {

// The redirect by which deliveries of this LU leave, or nullptr: its host and port are those of the
// LU, names letter by letter and addresses however they are spelled.
[[nodiscard]] const RedirectSettings* redirect_of(const LuSettings& lu,
                                                  const std::vector<RedirectSettings>& redirects);

// A delivery as it leaves by that redirect: to its TLS port, FTP as implicit FTPS, verified as the
// redirect says.
[[nodiscard]] DeliverySettings redirected(const DeliverySettings& delivery,
                                          const RedirectSettings& redirect);

}  // namespace config
