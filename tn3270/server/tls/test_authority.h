#pragma once

#include <chrono>
#include <cstdint>
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

// Of a key that is made. Emulators older than 2010 know RSA only.
enum class KeyKind : std::uint8_t { Elliptic, Rsa };

// Whether `name` can be certified: a literal address, or a host name whose first label may be "*".
[[nodiscard]] bool is_certifiable(std::string_view name);

// Whether a client's certificate can be of `name`, and a file be named so.
[[nodiscard]] bool is_client_name(std::string_view name);

// A CA of one's own for trying things out, named after `host` and with a random suffix, since
// clients tell CAs apart by their names.
[[nodiscard]] Identity make_authority(std::string_view host, WallTime from, WallTime until,
                                      KeyKind kind = KeyKind::Elliptic);

// A server's certificate for `names`, issued by `authority`; the first one becomes its subject.
// REQUIRES: names is not empty and each is_certifiable(). The text says what is wrong with the
// authority, to go after "the CA".
[[nodiscard]] std::variant<Identity, std::string> issue_certificate(
    const Identity& authority, const std::vector<std::string>& names, WallTime from, WallTime until,
    KeyKind kind = KeyKind::Elliptic);

// The same for a client, whose common name is `name`. REQUIRES: is_client_name(name).
[[nodiscard]] std::variant<Identity, std::string> issue_client_certificate(
    const Identity& authority, const std::string& name, WallTime from, WallTime until,
    KeyKind kind = KeyKind::Elliptic);

// PKCS#12 with the CA's certificate and that of `client` with its key, if there is one; sealed as
// PCOMM 6 and old Windows can open it. DER. REQUIRES: both are as made here.
[[nodiscard]] std::string seal_pkcs12(const std::string& authority_certificate,
                                      const Identity* client, const std::string& password);

}  // namespace server
