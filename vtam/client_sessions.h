#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "vtam/session_owner.h"

namespace vtam {

// Which LUs have a session that a client may come back to, by client and pool: those whose client
// is lost first. Nothing is looked through to find one. Rows and pools are the directory's numbers.
class ClientSessions {
 public:
  struct Key {
    std::string certificate;
    ClientAddress address;
    bool tls = false;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  // What a client is known by under these settings; nullopt: by nothing.
  [[nodiscard]] static std::optional<Key> key_of(const SessionOwner& client,
                                                 const config::KeepSettings& keep);

  void put(std::uint32_t row, const Key& key, std::uint32_t pool, bool lost);
  void drop(std::uint32_t row);
  // The first of that pool that is none of `tried`: one of a client with TLS before others, for a
  // client with TLS only.
  [[nodiscard]] std::optional<std::uint32_t> of(const Key& key, std::uint32_t pool,
                                                const std::vector<std::uint32_t>& tried) const;
  [[nodiscard]] std::size_t size() const { return by_row_.size(); }

 private:
  // A lost one sorts before one whose connection stands.
  using Entry = std::tuple<Key, std::uint32_t, bool, std::uint32_t>;

  std::set<Entry> entries_;
  std::unordered_map<std::uint32_t, Entry> by_row_;
};

}  // namespace vtam
