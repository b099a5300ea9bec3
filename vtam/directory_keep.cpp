#include <algorithm>
#include <iterator>

#include "config/limits.h"
#include "vtam/directory.h"

// Sessions that outlive their connection, as the directory knows them: by their client.
namespace vtam {

// One whose connection stands counts where it may be taken over.
void Directory::note_session(std::uint32_t index, const SessionOwner& client, bool lost) {
  const Row& row = rows_[index];
  if (row.keep == nullptr) {
    return;
  }
  const auto key = ClientSessions::key_of(client, *row.keep);
  if (key && (lost || row.keep->takeover != config::Takeover::Never)) {
    sessions_.put(index, *key, row.pool, lost);
  } else {
    sessions_.drop(index);
  }
}

void Directory::keep_session(config::LuName lu, SessionId who, const SessionOwner& client) {
  if (const Row* row = held_by(lu, who)) {
    note_session(static_cast<std::uint32_t>(row - rows_.data()), client, true);
  }
}

void Directory::session_taken(config::LuName lu, SessionId who, const SessionOwner& client) {
  if (Row* row = held_by(lu, who)) {
    row->client = client.address;
    note_session(static_cast<std::uint32_t>(row - rows_.data()), client, false);
  }
}

// A client that names no LU has its own session back, if that was of this pool.
std::optional<LuRefusal> Directory::own_session(std::uint32_t pool,
                                                const LuRequest& request) const {
  const config::KeepSettings* keep = pools_[pool].keep;
  if (keep == nullptr || sessions_.size() == 0 ||
      request.tried.size() >= config::limits::kTakeoverProbes) {
    return std::nullopt;
  }
  const ClientFacts& client = request.client;
  const auto key = ClientSessions::key_of({client.address, client.certificate, client.tls}, *keep);
  if (!key) {
    return std::nullopt;
  }
  std::vector<std::uint32_t> tried;
  std::transform(request.tried.begin(), request.tried.end(), std::back_inserter(tried),
                 [&](config::LuName lu) { return by_name_.at(lu); });
  const auto index = sessions_.of(*key, pool, tried);
  if (!index) {
    return std::nullopt;
  }
  const Row& row = rows_[*index];
  LuRefusal own;
  own.kind = RefusalKind::InUse;
  own.text = row.settings->name.text() + " is in use";
  own.lu = row.settings->name;
  own.holder = row.holder;
  own.returning = true;
  return own;
}

}  // namespace vtam
