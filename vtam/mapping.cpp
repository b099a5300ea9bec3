#include "vtam/mapping.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string_view>
#include <tuple>
#include <utility>

#include "config/client_prefix.h"
#include "config/verify.h"
#include "vtam/device_pattern.h"

namespace vtam {
namespace {

// One part after the other, with commas between them.
void add(std::string& list, const std::string& part) {
  list += (list.empty() ? "" : ", ") + part;
}

std::string criteria(const config::MapRule& rule) {
  std::string text;
  if (!rule.certificate.empty()) {
    add(text, "certificate " + rule.certificate);
  }
  if (!rule.client.empty()) {
    add(text, "client " + rule.client);
  }
  if (!rule.host.empty()) {
    add(text, "host " + rule.host);
  }
  if (!rule.listener.empty()) {
    add(text, "listener " + rule.listener);
  }
  if (!rule.device.empty()) {
    add(text, "device " + rule.device);
  }
  return text.empty() ? "everybody" : text;
}

std::string result(const config::MapRule& rule) {
  std::string text;
  if (rule.lu) {
    add(text, "LU " + rule.lu->text());
  } else if (rule.group) {
    add(text, "group " + rule.group->text());
  }
  if (rule.application) {
    add(text, "application " + rule.application->text());
  }
  if (rule.logmode) {
    add(text, "logmode " + rule.logmode->text());
  }
  if (!rule.specific) {
    add(text, "no names");
  }
  if (!rule.user.empty()) {
    add(text, "user " + rule.user);
  }
  return text.empty() ? "nothing particular" : text;
}

// (Reading) Beside the same address a rule that asks more is the more exact one, and a whole device
// type is more exact than the beginning of one.
std::uint32_t rank(const config::MapRule& rule) {
  const bool pattern = !rule.device.empty() && rule.device.back() == '*';
  const std::uint32_t device = rule.device.empty() ? 0 : pattern ? 1 : 2;
  return (rule.host.empty() ? 0U : 8U) + (rule.listener.empty() ? 0U : 4U) + device;
}

bool is_terminal(const config::LuSettings& lu) {
  return lu.type == config::LuType::Terminal;
}

bool is_beginning(std::string_view certificate) {
  return !certificate.empty() && certificate.back() == '*';
}

bool certificate_fits(std::string_view asked, std::string_view subject) {
  return is_beginning(asked)
             ? subject.starts_with(asked.substr(0, asked.size() - 1)) && !subject.empty()
             : asked == subject;
}

// A whole subject is more exact than the beginning of one, and a longer beginning than a shorter.
std::size_t certificate_exactness(const config::MapRule& rule) {
  constexpr std::size_t kWhole = std::numeric_limits<std::size_t>::max();
  return is_beginning(rule.certificate) ? rule.certificate.size()
         : rule.certificate.empty()     ? 0
                                        : kWhole;
}

// Bits of the address, an IPv4 one as the IPv6 address that it is mapped to; -1: no address.
int address_bits(const config::MapRule& rule) {
  constexpr int kMappedBits = 96;
  const auto prefix = config::ClientPrefix::parse(rule.client);
  return prefix ? static_cast<int>(prefix->length()) + (prefix->is_ipv4() ? kMappedBits : 0) : -1;
}

auto strength(const config::MapRule& rule) {
  return std::tuple(certificate_exactness(rule), address_bits(rule), rank(rule));
}

bool client_fits(const config::MapRule& rule, const ClientAddress& client) {
  const auto prefix = config::ClientPrefix::parse(rule.client);
  if (!prefix || prefix->is_ipv4() != client.is_ipv4()) {
    return false;
  }
  const unsigned bits = prefix->length() + (prefix->is_ipv4() ? ClientAddress::kIpv4Prefix : 0);
  return client.first(bits) == ClientAddress::of(prefix->network());
}

}  // namespace

std::vector<const config::MapRule*> in_order(const config::ServerSettings& server) {
  std::vector<const config::MapRule*> rules;
  rules.reserve(server.mapping.size());
  for (const config::MapRule& rule : server.mapping) {
    rules.push_back(&rule);
  }
  std::stable_sort(rules.begin(), rules.end(),
                   [](const config::MapRule* one, const config::MapRule* other) {
                     return strength(*one) > strength(*other);
                   });
  return rules;
}

Mapping::Mapping(const config::ServerSettings& server, const HostAddresses& hosts) {
  rules_.reserve(server.mapping.size());
  for (const config::MapRule& settings : server.mapping) {
    Rule rule;
    rule.mapped = {&settings, "rule " + std::to_string(rules_.size() + 1) + " (" +
                                  criteria(settings) + "): " + result(settings)};
    if (const auto found = hosts.find(settings.host); found != hosts.end()) {
      std::transform(found->second.begin(), found->second.end(), std::back_inserter(rule.hosts),
                     [](const config::Address& one) { return ClientAddress::of(one); });
      std::sort(rule.hosts.begin(), rule.hosts.end());
      rule.hosts.erase(std::unique(rule.hosts.begin(), rule.hosts.end()), rule.hosts.end());
    }
    rules_.push_back(std::move(rule));
  }
  limit_kinds(server);
  for (std::uint32_t index = 0; index < rules_.size(); ++index) {
    file(index);
  }
}

void Mapping::limit_kinds(const config::ServerSettings& server) {
  struct Kinds {
    bool terminals = false;
    bool printers = false;
  };
  std::unordered_map<config::LuName, Kinds> lus;
  std::unordered_map<config::GroupName, Kinds> groups;
  for (const Rule& rule : rules_) {
    if (rule.mapped.rule->lu) {
      lus.emplace(*rule.mapped.rule->lu, Kinds{});
    } else if (rule.mapped.rule->group) {
      groups.emplace(*rule.mapped.rule->group, Kinds{});
    }
  }
  const auto note = [](auto& table, const auto& name, const config::LuSettings& lu) {
    if (const auto found = table.find(name); found != table.end()) {
      (is_terminal(lu) ? found->second.terminals : found->second.printers) = true;
    }
  };
  for (const config::LuSettings& lu : server.lus) {
    note(lus, lu.name, lu);
    if (lu.group) {
      note(groups, *lu.group, lu);
    }
  }
  for (Rule& rule : rules_) {
    if (rule.mapped.rule->lu || rule.mapped.rule->group) {
      const Kinds kinds = rule.mapped.rule->lu ? lus.at(*rule.mapped.rule->lu)
                                               : groups.at(*rule.mapped.rule->group);
      rule.terminals = kinds.terminals;
      rule.printers = kinds.printers;
    }
  }
}

// A rule lies with the most exact thing that it asks for.
void Mapping::file(std::uint32_t index) {
  const Rule& rule = rules_[index];
  const config::MapRule& settings = *rule.mapped.rule;
  const auto put = [&](Bucket& bucket) {
    const auto place = std::upper_bound(bucket.begin(), bucket.end(), strength(settings),
                                        [&](const auto& own, std::uint32_t one) {
                                          return own > strength(*rules_[one].mapped.rule);
                                        });
    bucket.insert(place, index);
  };
  if (is_beginning(settings.certificate)) {
    put(subject_beginnings_);
  } else if (!settings.certificate.empty()) {
    put(by_subject_[settings.certificate]);
  } else if (!settings.client.empty()) {
    const auto prefix = config::ClientPrefix::parse(settings.client);
    VERIFY(prefix.has_value(), "the configuration's check refuses other addresses");
    const unsigned bits = prefix->length() + (prefix->is_ipv4() ? ClientAddress::kIpv4Prefix : 0);
    (prefix->is_ipv4() ? ipv4_ : ipv6_).insert(bits);
    put(by_prefix_[{ClientAddress::of(prefix->network()), bits}]);
  } else if (!settings.host.empty()) {
    for (const ClientAddress& address : rule.hosts) {
      put(by_host_[address]);
    }
  } else if (!settings.listener.empty()) {
    put(by_listener_[settings.listener]);
  } else {
    put(others_);
  }
}

const MappedRule* Mapping::decide(const ClientFacts& client) const {
  if (!client.certificate.empty()) {
    if (const MappedRule* found = by_certificate(client)) {
      return found;
    }
  }
  if (const MappedRule* found = by_address(client)) {
    return found;
  }
  if (const auto host = by_host_.find(client.address); host != by_host_.end()) {
    if (const MappedRule* found = first_of(host->second, client)) {
      return found;
    }
  }
  if (const auto listener = by_listener_.find(client.listener); listener != by_listener_.end()) {
    if (const MappedRule* found = first_of(listener->second, client)) {
      return found;
    }
  }
  return first_of(others_, client);
}

const MappedRule* Mapping::by_certificate(const ClientFacts& client) const {
  if (const auto whole = by_subject_.find(client.certificate); whole != by_subject_.end()) {
    if (const MappedRule* found = first_of(whole->second, client)) {
      return found;
    }
  }
  return first_of(subject_beginnings_, client);
}

const MappedRule* Mapping::by_address(const ClientFacts& client) const {
  for (const unsigned bits : client.address.is_ipv4() ? ipv4_ : ipv6_) {
    const auto bucket = by_prefix_.find({client.address.first(bits), bits});
    if (bucket == by_prefix_.end()) {
      continue;
    }
    if (const MappedRule* found = first_of(bucket->second, client)) {
      return found;
    }
  }
  return nullptr;
}

const MappedRule* Mapping::first_of(const Bucket& bucket, const ClientFacts& client) const {
  const auto found = std::find_if(bucket.begin(), bucket.end(),
                                  [&](std::uint32_t index) { return fits(rules_[index], client); });
  return found == bucket.end() ? nullptr : &rules_[*found].mapped;
}

bool Mapping::fits(const Rule& rule, const ClientFacts& client) {
  const config::MapRule& asked = *rule.mapped.rule;
  // Rules that ask an address and no certificate lie with their address.
  const bool both = !asked.certificate.empty() && !asked.client.empty();
  return (client.device.printer() ? rule.printers : rule.terminals) &&
         (!both || client_fits(asked, client.address)) &&
         (asked.certificate.empty() || certificate_fits(asked.certificate, client.certificate)) &&
         (asked.host.empty() ||
          std::binary_search(rule.hosts.begin(), rule.hosts.end(), client.address)) &&
         (asked.listener.empty() || asked.listener == client.listener) &&
         (asked.device.empty() || device_fits(asked.device, client.device));
}

}  // namespace vtam
