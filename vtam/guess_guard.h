#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "config/names.h"
#include "config/settings.h"
#include "config/time.h"
#include "vtam/client_facts.h"

namespace vtam {

// Tells clients that guess names of LUs from those that have a list of them (MODEL 7; nmap's
// lu-enum asks for thousands). An address that is refused more different names in a minute than the
// settings allow is held back, whatever it asks for, until it has asked for no new name for a
// minute. (Reading) IPv6 clients are one by their first 64 bits: a host has all addresses behind
// them. Memory is bounded: of too many addresses the one that was refused longest ago is forgotten.
class GuessGuard {
 public:
  explicit GuessGuard(const config::ThrottleSettings& settings) : settings_(settings) {}

  // Asked before anything else. A name that is new to a client held back holds it back longer.
  [[nodiscard]] bool holds_back(const ClientAddress& client, std::optional<config::LuName> name,
                                config::Instant now);
  // The client was refused this name. True: it is held back from now on.
  [[nodiscard]] bool refused(const ClientAddress& client, config::LuName name, config::Instant now);

  [[nodiscard]] std::size_t watched() const { return order_.size(); }

 private:
  struct Guesser {
    ClientAddress client;
    std::vector<std::pair<config::LuName, config::Instant>> names;  // of the last minute
    std::optional<config::Instant> held_until;
  };
  using Order = std::list<Guesser>;  // who was refused last is last

  [[nodiscard]] bool exempt(const ClientAddress& client) const;
  [[nodiscard]] static ClientAddress counted_as(const ClientAddress& client);
  // True: the name was not among those of the last minute.
  [[nodiscard]] bool note(Guesser& guesser, config::LuName name, config::Instant now) const;
  Guesser& guesser(const ClientAddress& client);

  config::ThrottleSettings settings_;
  Order order_;
  std::unordered_map<ClientAddress, Order::iterator> by_client_;
};

}  // namespace vtam
