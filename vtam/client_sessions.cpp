#include "vtam/client_sessions.h"

#include <algorithm>

namespace vtam {

std::optional<ClientSessions::Key> ClientSessions::key_of(const SessionOwner& client,
                                                          const config::KeepSettings& keep) {
  if (keep.by_certificate && !client.certificate.empty()) {
    return Key{client.certificate, {}, client.tls};
  }
  if (keep.by_address) {
    return Key{client.certificate, client.address, client.tls};
  }
  return std::nullopt;
}

void ClientSessions::put(std::uint32_t row, const Key& key, std::uint32_t pool, bool lost) {
  drop(row);
  const Entry entry{key, pool, !lost, row};
  entries_.insert(entry);
  by_row_.emplace(row, entry);
}

void ClientSessions::drop(std::uint32_t row) {
  const auto found = by_row_.find(row);
  if (found != by_row_.end()) {
    entries_.erase(found->second);
    by_row_.erase(found);
  }
}

std::optional<std::uint32_t> ClientSessions::of(const Key& key, std::uint32_t pool,
                                                const std::vector<std::uint32_t>& tried) const {
  for (const bool tls : {true, false}) {
    if (tls && !key.tls) {
      continue;
    }
    Key wanted = key;
    wanted.tls = tls;
    for (auto next = entries_.lower_bound({wanted, pool, false, 0});
         next != entries_.end() && std::get<0>(*next) == wanted && std::get<1>(*next) == pool;
         ++next) {
      if (std::find(tried.begin(), tried.end(), std::get<3>(*next)) == tried.end()) {
        return std::get<3>(*next);
      }
    }
  }
  return std::nullopt;
}

}  // namespace vtam
