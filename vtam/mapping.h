#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/settings.h"
#include "vtam/client_facts.h"

namespace vtam {

// A rule of the settings and what to call it: "rule 3 (client 10.1.0.0/16): group SALES".
struct MappedRule {
  const config::MapRule* rule = nullptr;
  std::string words{};
};

// All rules of a partition, the strongest first.
[[nodiscard]] std::vector<const config::MapRule*> in_order(const config::ServerSettings& server);

// The mapping rules of one partition: which of them counts for a client (config::MapRule says in
// which order). (Reading) A rule that gives a LU or group counts only for clients of its kind, as
// z/OS' LUMAP and PRTMAP are two statements: a printer is never given a terminal. Rules are found
// by the address, not one after the other: a thousand of them cost no more than ten.
class Mapping {
 public:
  // What the rules' names of hosts mean; a name that is missing fits nobody.
  using HostAddresses = std::map<std::string, std::vector<config::Address>, std::less<>>;

  // `server` must outlive the mapping.
  explicit Mapping(const config::ServerSettings& server, const HostAddresses& hosts = {});

  // The most exact rule that fits; nullptr: none.
  [[nodiscard]] const MappedRule* decide(const ClientFacts& client) const;

 private:
  struct Rule {
    MappedRule mapped;
    std::vector<ClientAddress> hosts{};  // sorted
    bool terminals = true;               // what it can give
    bool printers = true;
  };
  // Places in rules_, the most exact first.
  using Bucket = std::vector<std::uint32_t>;
  struct Prefix {
    ClientAddress network{};
    unsigned bits = 0;
    friend bool operator==(const Prefix&, const Prefix&) = default;
  };
  struct PrefixHash {
    std::size_t operator()(const Prefix& prefix) const noexcept {
      return std::hash<ClientAddress>{}(prefix.network) ^ prefix.bits;
    }
  };
  // The lengths of prefixes that rules have, the longest first.
  using Lengths = std::set<unsigned, std::greater<>>;

  void limit_kinds(const config::ServerSettings& server);
  void file(std::uint32_t index);
  [[nodiscard]] const MappedRule* by_certificate(const ClientFacts& client) const;
  [[nodiscard]] const MappedRule* by_address(const ClientFacts& client) const;
  [[nodiscard]] const MappedRule* first_of(const Bucket& bucket, const ClientFacts& client) const;
  [[nodiscard]] static bool fits(const Rule& rule, const ClientFacts& client);

  std::vector<Rule> rules_;
  std::unordered_map<std::string, Bucket> by_subject_;
  Bucket subject_beginnings_;
  Lengths ipv4_;
  Lengths ipv6_;
  std::unordered_map<Prefix, Bucket, PrefixHash> by_prefix_;
  std::unordered_map<ClientAddress, Bucket> by_host_;
  std::map<std::string, Bucket, std::less<>> by_listener_;
  Bucket others_;
};

}  // namespace vtam
