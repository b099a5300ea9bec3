#include "config/load_stacks.h"

#include <algorithm>

#include "config/deck/card.h"

namespace config {

const StackSettings* Stacks::settings(const std::optional<std::string>& id) const {
  const auto number = [](const std::string& text) {
    return text.substr(std::min(text.find_first_not_of('0'), text.size()));
  };
  if (!id) {
    return nullptr;
  }
  for (const auto& [other, stack] : config_.stacks) {
    if (number(other) == number(*id)) {
      return &stack;
    }
  }
  return nullptr;
}

std::vector<std::string> Stacks::ids(const std::optional<std::string>& id) const {
  std::vector<std::string> ids;
  if (!id) {
    return ids;
  }
  ids.push_back(*id);
  for (const auto& [other, deck] : decks_) {
    if (other == *id && deck.couple) {
      ids.push_back(*deck.couple);
    } else if (deck.couple == id) {
      ids.push_back(other);
    }
  }
  return ids;
}

std::string Stacks::address(const std::optional<std::string>& id, const std::string& host) const {
  const StackSettings* stack = settings(id);
  for (const std::string& one : ids(id)) {
    const auto deck = decks_.find(one);
    if (deck == decks_.end()) {
      continue;
    }
    if (const auto card = deck->second.hosts.find(deck::upper(host));
        card != deck->second.hosts.end()) {
      return mapped(stack, card->second.address);
    }
  }
  return mapped(stack, host);
}

std::string Stacks::mapped(const StackSettings* stack, const std::string& host) {
  if (stack != nullptr) {
    for (const auto& [name, address] : stack->hosts) {
      if (deck::upper(name) == deck::upper(host)) {
        return address;
      }
    }
  }
  return host;
}

std::uint16_t Stacks::mapped(const StackSettings* stack, std::uint16_t port) {
  if (stack != nullptr) {
    const auto found = stack->port_map.find(port);
    return found != stack->port_map.end() ? found->second : port;
  }
  return port;
}

std::vector<FirewallLine> Stacks::firewall(const std::optional<std::string>& id) const {
  for (const std::string& one : ids(id)) {
    const auto deck = decks_.find(one);
    if (deck != decks_.end() && !deck->second.firewall.empty()) {
      return deck->second.firewall;
    }
  }
  return {};
}

}  // namespace config
