#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "config/check/checks.h"
#include "config/check/members.h"
#include "config/client_prefix.h"
#include "config/nearest.h"

namespace config::check {
namespace {

// Clients of terminals and of printers: a rule that gives a LU or group is for one kind.
struct Kinds {
  bool terminals = true;
  bool printers = true;
};

// Where a LU is that some rule names.
struct Place {
  const LuSettings* lu = nullptr;
  const ServerSettings* server = nullptr;
};
using Places = std::unordered_map<LuName, Place>;

Places places_of(const Config& config) {
  Places places;
  for (const ServerSettings& server : config.servers) {
    for (const MapRule& rule : server.mapping) {
      if (rule.lu) {
        places.emplace(*rule.lu, Place{});
      }
    }
  }
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      const auto place = places.empty() ? places.end() : places.find(lu.name);
      if (place != places.end() && place->second.lu == nullptr) {
        place->second = {&lu, &server};
      }
    }
  }
  return places;
}

bool is_client_type(LuType type) {
  return type == LuType::Terminal || type == LuType::Printer;
}

bool same_result(const MapRule& one, const MapRule& other) {
  return one.lu == other.lu && one.group == other.group && one.specific == other.specific &&
         one.application == other.application && one.logmode == other.logmode &&
         one.user == other.user;
}

bool says_nothing(const MapRule& rule) {
  return !rule.lu && !rule.group && rule.specific && !rule.application && !rule.logmode &&
         rule.user.empty();
}

// Everything that a rule asks except the device; the same for every spelling.
std::string asked(const MapRule& rule) {
  std::string key;
  if (const auto prefix = ClientPrefix::parse(rule.client)) {
    for (const std::uint16_t group : prefix->network().groups) {
      key += std::to_string(group) + ":";
    }
    key += "/" + std::to_string(prefix->length());
  }
  key += "\n";
  std::transform(rule.host.begin(), rule.host.end(), std::back_inserter(key),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return key + "\n" + rule.listener + "\n" + rule.certificate + "\n";
}

// The rules of one partition, in their order.
class Rules {
 public:
  Rules(const Config& config, const ServerSettings& server, const Places& places,
        Problems& problems)
      : config_(config),
        server_(server),
        places_(places),
        problems_(problems),
        members_(members_of(server)) {
    for (const ListenerSettings& listener : server.listeners) {
      listeners_.push_back(listener.name);
    }
    has_pool_ = std::any_of(server.lus.begin(), server.lus.end(), [](const LuSettings& lu) {
      return lu.type == LuType::Terminal && !lu.application;
    });
  }

  void look_at(const MapRule& rule) {
    listener(rule);
    certificate(rule);
    const std::optional<Kinds> kinds = given(rule);
    if (says_nothing(rule)) {
      problems_.note(rule.at,
                     "this rule gives its clients nothing: they are served as without rules, and "
                     "less exact ones do not count for them");
    } else if (!rule.specific && !rule.lu && !rule.group && !has_pool_) {
      problems_.warning(rule.at,
                        "clients of this rule may choose no LU by its name, and the partition has "
                        "no generic ones; give them a 'lu' or 'group'");
    }
    if (kinds) {
      compare(rule, *kinds);
    }
  }

 private:
  void listener(const MapRule& rule) {
    if (rule.listener.empty() ||
        std::find(listeners_.begin(), listeners_.end(), rule.listener) != listeners_.end()) {
      return;
    }
    problems_.error(rule.at, "this rule is for the listener '" + rule.listener +
                                 "', which partition '" + server_.name + "' does not have" +
                                 did_you_mean(rule.listener, listeners_) +
                                 "; write the 'name' of one of its listeners");
  }

  // A certificate that was verified, of whoever comes in where the rule is for.
  void certificate(const MapRule& rule) {
    if (rule.certificate.empty() && rule.user != "@") {
      return;
    }
    const ListenerSettings* unverified = nullptr;
    for (const ListenerSettings& listener : server_.listeners) {
      if (listener.tls == ListenerTls::None ||
          listener.tls_settings.client == ClientCertificate::None ||
          (!rule.listener.empty() && rule.listener != listener.name)) {
        continue;
      }
      if (!listener.tls_settings.allow_unverified) {
        return;
      }
      unverified = &listener;
    }
    const std::string subject = rule.certificate.empty()
                                    ? "the user's name comes from a client certificate here"
                                    : "this rule is for a client certificate";
    if (unverified != nullptr) {
      problems_.error(rule.at, subject + ", and those of listener '" + unverified->name +
                                   "' are taken unverified, so anybody could be anybody; take "
                                   "\"allow_unverified\" out there, or the rule");
    } else {
      const std::string nobody = rule.listener.empty()
                                     ? "no listener of partition '" + server_.name + "' asks"
                                     : "listener '" + rule.listener + "' does not ask";
      problems_.warning(rule.at, subject + ", and " + nobody +
                                     " for one; add \"tls_settings\": {\"client_certificate\": "
                                     "\"required\"} there");
    }
  }

  // nullopt: what it gives does not exist.
  std::optional<Kinds> given(const MapRule& rule) {
    const std::string wrong = rule.lu ? lu_fault(*rule.lu) : rule.group ? group_fault(rule) : "";
    if (!wrong.empty()) {
      problems_.error(rule.at, "this rule gives " + wrong);
      return std::nullopt;
    }
    if (rule.lu) {
      const bool terminal = places_.at(*rule.lu).lu->type == LuType::Terminal;
      return Kinds{terminal, !terminal};
    }
    if (rule.group) {
      const Members& members = members_.at(*rule.group);
      return Kinds{members.terminals > 0, members.printers > 0};
    }
    return Kinds{};
  }

  [[nodiscard]] std::string lu_fault(LuName name) const {
    const Place place = places_.at(name);
    if (place.lu == nullptr) {
      return "LU " + name.text() + ", which is not defined; add it to \"lus\", or name another";
    }
    if (place.server != &server_) {
      return "LU " + name.text() + " of partition '" + place.server->name +
             "', which clients of '" + server_.name + "' cannot reach; name one of this partition";
    }
    if (!is_client_type(place.lu->type)) {
      return "LU " + name.text() + ", which the server delivers itself (type " +
             text(place.lu->type) + "); name a terminal or printer";
    }
    return {};
  }

  [[nodiscard]] std::string group_fault(const MapRule& rule) const {
    if (members_.count(*rule.group) > 0) {
      return {};
    }
    return "a LU of group " + rule.group->text() + ", in which partition '" + server_.name +
           "' has none; give some LUs \"group\": \"" + rule.group->text() + "\", or name another";
  }

  // Says what an earlier rule leaves of this one, if that is nothing.
  void compare(const MapRule& rule, Kinds kinds) {
    const MapRule* earlier = nullptr;
    bool counts = false;
    const std::string key = asked(rule);
    for (const bool terminals : {true, false}) {
      if (!(terminals ? kinds.terminals : kinds.printers)) {
        continue;
      }
      auto& seen = terminals ? terminals_ : printers_;
      const MapRule* stronger = stronger_one(seen, key, rule.device);
      counts = counts || stronger == nullptr;
      earlier = earlier == nullptr ? stronger : earlier;
      seen.emplace(key + rule.device, &rule);
    }
    if (counts || earlier == nullptr) {
      return;
    }
    const std::string at = format(earlier->at, config_.files);
    if (earlier->device != rule.device) {
      problems_.warning(rule.at, "this rule never counts: the one at " + at + " for '" +
                                     earlier->device + "' comes first for '" + rule.device +
                                     "'; put this one before it");
    } else if (same_result(*earlier, rule)) {
      problems_.warning(rule.at, "this rule says the same as the one at " + at + "; remove one");
    } else {
      problems_.error(rule.at, "this rule is for the same clients as the one at " + at +
                                   " and gives them something else; keep one of the two");
    }
  }

  using Seen = std::unordered_map<std::string, const MapRule*>;

  // A rule for the same device, or, of two beginnings of devices, one for the shorter: they are
  // equally exact.
  static const MapRule* stronger_one(const Seen& seen, const std::string& key,
                                     std::string_view device) {
    const auto find = [&](const std::string& asked_device) -> const MapRule* {
      const auto found = seen.find(key + asked_device);
      return found == seen.end() ? nullptr : found->second;
    };
    if (const MapRule* same = find(std::string(device))) {
      return same;
    }
    constexpr std::string_view kExtension = "-E";
    if (device.size() > kExtension.size() &&
        device.substr(device.size() - kExtension.size()) == kExtension) {
      // A type without its extension mark is meant for the extended one too.
      return find(std::string(device.substr(0, device.size() - kExtension.size())));
    }
    if (device.empty() || device.back() != '*') {
      return nullptr;
    }
    for (std::size_t size = device.size() - 1; size > 0; --size) {
      if (const MapRule* shorter = find(std::string(device.substr(0, size - 1)) + "*")) {
        return shorter;
      }
    }
    return nullptr;
  }

  const Config& config_;
  const ServerSettings& server_;
  const Places& places_;
  Problems& problems_;
  std::unordered_map<GroupName, Members> members_;
  std::vector<std::string_view> listeners_;
  bool has_pool_ = false;
  Seen terminals_;
  Seen printers_;
};

}  // namespace

void mapping(const Config& config, Problems& problems) {
  const Places places = places_of(config);
  for (const ServerSettings& server : config.servers) {
    if (server.mapping.empty()) {
      continue;
    }
    Rules rules(config, server, places, problems);
    for (const MapRule& rule : server.mapping) {
      rules.look_at(rule);
    }
  }
}

}  // namespace config::check
