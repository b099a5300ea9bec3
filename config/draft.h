#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/reader.h"
#include "config/settings.h"
#include "config/tls_definition.h"

namespace config {

// One HOST card of a stack's deck.
struct HostCard {
  std::string address;  // literal
  Position at;
};

// One line of a firewall, IN TCP ALLOW|DENY PORT n [address].
struct FirewallLine {
  bool allow = false;
  std::uint16_t port = 0;  // 0: all
  std::string client{};    // as AccessRule::client
  Position at{};
};

// What a BSTTINET or BSTT6NET deck says to the decks with its ID.
struct StackDeck {
  std::map<std::string, HostCard> hosts;  // by name, in upper case
  std::optional<std::string> couple{};    // the two digits of the other stack's ID
  Position couple_at{};
  std::vector<FirewallLine> firewall{};  // in their order
  Position at{};
};

// What the readers fill together before it is checked. `once` remembers where a process-wide part
// ("admin", "spool", "stacks" …) was said first: a second one among the files is an error that
// names both positions.
struct Draft {
  Config config;
  std::optional<UnknownStatements> unknown;
  std::map<std::string, StackDeck> stack_decks;  // by ID, two digits
  std::map<std::string, Position> once;
  std::vector<TlsDefinition> tls_definitions;  // of BSTTATLS and BSTTPRXY
  std::vector<AccessRule> ftp_access;          // FTP-IP lines of BSTTSCTY.T
  Problems problems;

  // True the first time; otherwise an error at `at` naming the first position.
  bool claim(const std::string& part, Position at);
};

// One file of JSON with comments. Unknown keys, wrong types, bad names and ranges are errors with
// line and column. Relative paths become relative to `path`'s folder.
void read_json(std::string_view text, std::uint32_t file, const std::filesystem::path& path,
               Draft& draft);

// The checks that need the whole Config (duplicate LUs and listeners, books against LUs, menu
// targets, what is not served yet …), in the order in which they run.
[[nodiscard]] const std::vector<Check>& standard_checks();

}  // namespace config
