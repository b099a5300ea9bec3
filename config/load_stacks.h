#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/draft.h"

namespace config {

// What the IDs of decks stand for: by the decks of their stacks, and by "stacks" of JSON.
class Stacks {
 public:
  explicit Stacks(const Draft& draft) : config_(draft.config), decks_(draft.stack_decks) {}

  // Of JSON; "2" and "02" are one. nullptr: nothing is said.
  [[nodiscard]] const StackSettings* settings(const std::optional<std::string>& id) const;
  // This ID, and those that it is coupled with: they are one (MODEL 1). Without an ID: none.
  [[nodiscard]] std::vector<std::string> ids(const std::optional<std::string>& id) const;
  // What a name or literal address on a card stands for: HOST cards come first, then JSON, which
  // may also map the address that a HOST card gives.
  [[nodiscard]] std::string address(const std::optional<std::string>& id,
                                    const std::string& host) const;
  // What JSON alone says of it.
  [[nodiscard]] static std::string mapped(const StackSettings* stack, const std::string& host);
  // The port that is meant by one of the cards.
  [[nodiscard]] static std::uint16_t mapped(const StackSettings* stack, std::uint16_t port);
  // The firewall lines of its stack, or of one that it is coupled with.
  [[nodiscard]] std::vector<FirewallLine> firewall(const std::optional<std::string>& id) const;

 private:
  const Config& config_;
  const std::map<std::string, StackDeck>& decks_;
};

}  // namespace config
