#include "config/load_hosts.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "config/deck/card.h"
#include "config/load_address.h"
#include "config/load_firewall.h"
#include "config/load_stacks.h"

namespace config {
namespace {

class Hosts {
 public:
  Hosts(Draft& draft, const Resolver& resolver)
      : config_(draft.config),
        stack_decks_(draft.stack_decks),
        stacks_(draft),
        problems_(draft.problems),
        resolver_(resolver) {}

  // A name that a HOST card and JSON say differently.
  void compare() {
    for (const auto& [id, deck] : stack_decks_) {
      const StackSettings* stack = stacks_.settings(id);
      for (const auto& [name, card] : deck.hosts) {
        const std::string said = Stacks::mapped(stack, name);
        if (said != name && parse_address(said) != parse_address(card.address)) {
          problems_.warning(card.at, "HOST " + name + " counts, not what \"hosts\" says at " +
                                         format(stack->at, config_.files) +
                                         "; to go elsewhere, map its address there: \"" +
                                         card.address + "\": \"" + said + "\"");
        }
      }
    }
  }

  void resolve(ServerSettings& server) {
    const StackSettings* stack = stacks_.settings(server.stack);
    // One that has no address cannot be judged any further.
    auto& listeners = server.listeners;
    for (ListenerSettings& listener : listeners) {
      guard(server, listener);
    }
    listeners.erase(std::remove_if(listeners.begin(), listeners.end(),
                                   [&](ListenerSettings& listener) {
                                     return !resolve(server, stack, listener);
                                   }),
                    listeners.end());
    for (ListenerSettings& open : listeners) {
      couple(server, stack, open);
    }
    if (stack != nullptr) {
      add_tls(*stack, server);
    }
    for (LuSettings& lu : server.lus) {
      if (lu.delivery) {
        resolve(server, lu);
      }
    }
  }

 private:
  // By its port on the cards, whatever port is listened on here. What JSON says comes first.
  void guard(const ServerSettings& server, ListenerSettings& listener) {
    if (!listener.access.empty()) {
      return;
    }
    const std::vector<FirewallLine> lines = stacks_.firewall(server.stack);
    listener.access = access_by_firewall(lines, listener.port);
    if (is_forgotten(lines, listener.port)) {
      const std::string port = std::to_string(listener.port);
      problems_.warning(listener.at, "no firewall line (IN) of the stack is for port " + port +
                                         ", so only this machine may connect to it; add IN TCP "
                                         "ALLOW PORT " +
                                         port);
    }
  }

  // What a deck has no words for: TLS at its OPENs, and listeners beside them.
  void add_tls(const StackSettings& stack, ServerSettings& server) {
    for (ListenerSettings& open : server.listeners) {
      open.tls = stack.tls;
      open.certificate = stack.certificate;
    }
    for (ListenerSettings listener : stack.listeners) {
      guard(server, listener);
      if (resolve(server, nullptr, listener)) {
        server.listeners.push_back(std::move(listener));
      }
    }
  }

  // (Reading) A coupled stack answers at its addresses of both families, and here that is every
  // address. What JSON says, and this machine alone, stay as they are.
  void couple(const ServerSettings& server, const StackSettings* stack,
              ListenerSettings& listener) {
    const std::vector<std::string> ids = stacks_.ids(server.stack);
    const auto address = parse_address(listener.address);
    if (ids.size() < 2 || !address || address == parse_address("::")) {
      return;
    }
    const std::string coupled = "ID " + ids[0] + " is coupled with " + ids[1] + ", ";
    if (stack != nullptr && stack->address) {
      problems_.note(listener.at, coupled + "but \"stacks\" gives it one address, so only " +
                                      (is_ipv4(*address) ? "IPv4" : "IPv6") +
                                      " is served; for both families write \"address\": \"::\"");
    } else if (is_loopback(*address)) {
      problems_.note(listener.at, coupled +
                                      "but this OPEN is for this machine alone; write OPEN * "
                                      "for all addresses of both families");
    } else {
      listener.address = "::";
      problems_.note(listener.at,
                     coupled + "so this OPEN listens on all addresses of both families");
    }
  }

  // False: nobody knows the address, which is reported.
  bool resolve(const ServerSettings& server, const StackSettings* stack,
               ListenerSettings& listener) {
    listener.port = Stacks::mapped(stack, listener.port);
    const std::string said = listener.address;
    listener.address = stack != nullptr && stack->address
                           ? *stack->address
                           : stacks_.address(server.stack, listener.address);
    if (listener.address.empty() || is_literal_address(listener.address)) {
      return true;
    }
    const auto found = look_up(listener.address);
    if (found) {
      listener.address = *found;
      return true;
    }
    std::string text = "the host '" + listener.address + "' is not known; ";
    if (server.from_deck && server.stack) {
      text += "say what it is here in a JSON file: \"stacks\": {\"" + *server.stack +
              "\": {\"hosts\": {\"" + said + "\": \"127.0.0.1\"}}}";
    } else if (server.from_deck) {
      text +=
          "write its address, or ID NN and in a JSON file \"stacks\": {\"NN\": {\"hosts\": {\"" +
          said + "\": \"127.0.0.1\"}}}";
    } else {
      text += "write its address";
    }
    problems_.error(listener.at, text);
    return false;
  }

  // A name stays a name: its address may change before anything is printed.
  void resolve(const ServerSettings& server, LuSettings& lu) {
    const std::string host = stacks_.address(server.stack, lu.delivery->host);
    if (host != lu.delivery->host) {
      DeliverySettings delivery = *lu.delivery;
      delivery.host = host;
      lu.delivery = std::make_shared<const DeliverySettings>(std::move(delivery));
    }
    if (!host.empty() && !is_literal_address(host) && !look_up(host)) {
      problems_.note(lu.at, "the host '" + host + "' of LU " + lu.name.text() +
                                " is not known now; it is looked up again when something is sent");
    }
  }

  // One question for each name: a resolver that does not answer takes seconds.
  std::optional<std::string> look_up(const std::string& name) {
    const auto asked = answers_.find(name);
    if (asked != answers_.end()) {
      return asked->second;
    }
    return answers_.emplace(name, resolver_ ? resolver_(name) : std::nullopt).first->second;
  }

  Config& config_;
  const std::map<std::string, StackDeck>& stack_decks_;
  Stacks stacks_;
  Problems& problems_;
  const Resolver& resolver_;
  std::unordered_map<std::string, std::optional<std::string>> answers_;
};

}  // namespace

void resolve_hosts(Draft& draft, const Resolver& resolver) {
  Hosts hosts(draft, resolver);
  hosts.compare();
  for (ServerSettings& server : draft.config.servers) {
    hosts.resolve(server);
  }
}

}  // namespace config
