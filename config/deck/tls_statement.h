#pragma once

#include <optional>
#include <string>

#include "config/deck/operands.h"
#include "config/tls_definition.h"

namespace config::deck {

inline constexpr std::string_view kAttlsForm = "ATTLS PORT AS PORT SSL [KEYFILE]";
inline constexpr std::string_view kClientAttlsForm = "ATTLS PORT TO HOST AS PORT SSL [KEYFILE]";
inline constexpr std::string_view kProxyForm =
    "PROXY TCP V4|V6 PORT SSL|TXT KEYFILE|* TO V4|V6 PORT SSL|TXT KEYFILE|* ADDRESS";

// What one card says; the key files are names of members, empty where the default holds.
struct TlsCard {
  TlsDefinition definition{};
  Position from_keyfile_at{};
  Position to_keyfile_at{};
};

// nullopt: something is wrong with it, which has been reported.
[[nodiscard]] std::optional<TlsCard> read_attls(const Card& card, Problems& problems);
[[nodiscard]] std::optional<TlsCard> read_proxy(const Card& card, Problems& problems);

}  // namespace config::deck
