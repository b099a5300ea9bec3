#include "config/load_hosts.h"

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "config/deck/card.h"
#include "config/load_address.h"

namespace config {
namespace {

class Hosts {
 public:
  Hosts(Draft& draft, const Resolver& resolver)
      : config_(draft.config), problems_(draft.problems), resolver_(resolver) {}

  void resolve(ServerSettings& server) {
    const StackSettings* stack = stack_of(server);
    // One that has no address cannot be judged any further.
    auto& listeners = server.listeners;
    listeners.erase(std::remove_if(listeners.begin(), listeners.end(),
                                   [&](ListenerSettings& listener) {
                                     return !resolve(server, stack, listener);
                                   }),
                    listeners.end());
    if (stack != nullptr) {
      add_tls(*stack, server);
    }
    for (LuSettings& lu : server.lus) {
      if (lu.delivery) {
        resolve(stack, lu);
      }
    }
  }

 private:
  // What a deck has no words for: TLS at its OPENs, and listeners beside them.
  void add_tls(const StackSettings& stack, ServerSettings& server) {
    for (ListenerSettings& open : server.listeners) {
      open.tls = stack.tls;
      open.certificate = stack.certificate;
    }
    for (ListenerSettings listener : stack.listeners) {
      if (resolve(server, nullptr, listener)) {
        server.listeners.push_back(std::move(listener));
      }
    }
  }

  // "2" and "02" are one ID.
  [[nodiscard]] const StackSettings* stack_of(const ServerSettings& server) const {
    if (!server.stack) {
      return nullptr;
    }
    const auto number = [](const std::string& id) {
      return id.substr(std::min(id.find_first_not_of('0'), id.size()));
    };
    for (const auto& [id, stack] : config_.stacks) {
      if (number(id) == number(*server.stack)) {
        return &stack;
      }
    }
    return nullptr;
  }

  static std::string mapped(const StackSettings* stack, const std::string& host) {
    if (stack != nullptr) {
      for (const auto& [name, address] : stack->hosts) {
        if (deck::upper(name) == deck::upper(host)) {
          return address;
        }
      }
    }
    return host;
  }

  // False: nobody knows the address, which is reported.
  bool resolve(const ServerSettings& server, const StackSettings* stack,
               ListenerSettings& listener) {
    if (stack != nullptr) {
      const auto port = stack->port_map.find(listener.port);
      listener.port = port != stack->port_map.end() ? port->second : listener.port;
    }
    const std::string said = listener.address;
    listener.address =
        stack != nullptr && stack->address ? *stack->address : mapped(stack, listener.address);
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
  void resolve(const StackSettings* stack, LuSettings& lu) {
    const std::string host = mapped(stack, lu.delivery->host);
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
  Problems& problems_;
  const Resolver& resolver_;
  std::unordered_map<std::string, std::optional<std::string>> answers_;
};

}  // namespace

void resolve_hosts(Draft& draft, const Resolver& resolver) {
  Hosts hosts(draft, resolver);
  for (ServerSettings& server : draft.config.servers) {
    hosts.resolve(server);
  }
}

}  // namespace config
