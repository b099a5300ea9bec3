#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tn3270/server/tls/certificate_facts.h"

namespace server {

// A certificate and its private key, both as PEM.
struct Identity {
  std::string key;
  std::string certificate;
};

// Whether `name` can be certified: a literal address, or a host name whose first label may be "*".
[[nodiscard]] bool is_certifiable(std::string_view name);

// A CA of one's own for trying things out: elliptic curve P-256, named after `host` and with a
// random suffix, since clients tell CAs apart by their names. It issues server certificates only.
[[nodiscard]] Identity make_authority(std::string_view host, WallTime from, WallTime until);

// A server's certificate for `names`, issued by `authority`; the first one becomes its subject.
// REQUIRES: names is not empty and each is_certifiable(). The text says what is wrong with the
// authority, to go after "the CA".
[[nodiscard]] std::variant<Identity, std::string> issue_certificate(
    const Identity& authority, const std::vector<std::string>& names, WallTime from,
    WallTime until);

}  // namespace server
