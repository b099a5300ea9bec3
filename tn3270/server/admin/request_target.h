#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace server {

// A request target ("/v1/lus?state=ACT%2FS") taken apart and percent-decoded.
struct RequestTarget {
  std::string path;
  std::map<std::string, std::string> query;
};

// nullopt: not an origin-form target (RFC 9112 3.2.1), a cut-off or wrong escape, or a parameter
// that is given twice, of which one would be ignored silently.
[[nodiscard]] std::optional<RequestTarget> read_target(std::string_view target);

}  // namespace server
