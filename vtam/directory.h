#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/names.h"
#include "config/settings.h"
#include "config/time.h"
#include "vtam/client_sessions.h"
#include "vtam/guess_guard.h"
#include "vtam/lu_keeper.h"
#include "vtam/lu_pool.h"
#include "vtam/lu_request.h"
#include "vtam/mapping.h"
#include "vtam/network.h"
#include "vtam/session_id.h"

namespace vtam {

// Every LU of the process: who holds it, for whom it is kept, and the pools of each partition,
// which are generic terminals, generic printers and what a group holds of either kind. The longest
// free LU of a pool is given first, so a name is not reused while others are free, unless its group
// wants the lowest. No call looks through the rows except entries(). Not thread-safe: the hall
// guards it.
class Directory {
 public:
  // `hosts`: what the names of hosts in mapping rules mean.
  explicit Directory(NetworkPtr network, const Mapping::HostAddresses& hosts = {});

  // An output LU has no client: the server holds it by itself, from the start. nullopt: it is held
  // already, is not active, or is none.
  [[nodiscard]] std::optional<LuEntry> open_output(config::LuName lu, SessionId who);
  // On a grant the row is held by `who`.
  [[nodiscard]] LuAnswer request(const LuRequest& request, SessionId who, config::Instant now);
  // A request for a LU whose holder lives has been refused after all, which counts as a guess. The
  // refusal that replaces the hall's, if that was one too many.
  [[nodiscard]] std::optional<LuRefusal> refused(const LuRequest& request, config::Instant now);

  // The holder's session died but its application has not let go: TERMINATING. False: `who` is not
  // the holder.
  bool terminate(config::LuName lu, SessionId who);
  // The row is free again, at the end of its pool, or kept for its client. False: `who` is not the
  // holder.
  bool release(config::LuName lu, SessionId who, config::Instant now);
  // The session of `who` goes on without its client, which may come back to it. directory_keep.cpp
  void keep_session(config::LuName lu, SessionId who, const SessionOwner& client);
  // It has a client again.
  void session_taken(config::LuName lu, SessionId who, const SessionOwner& client);
  // The printer that ends with this terminal's session: its partner, where the settings drop
  // partners and if it came by ASSOCIATE with this terminal.
  [[nodiscard]] std::optional<SessionId> partner_to_drop(config::LuName lu, SessionId who) const;
  // An operator wants the LU to be anybody's. False: it was not kept.
  bool end_keeping(config::LuName lu);

  // V NET,ACT and V NET,INACT: these rows are as `network` has them; a LU that is held is so once
  // it is released. directory_vary.cpp
  void vary(NetworkPtr network, const std::vector<config::LuName>& lus);

  [[nodiscard]] std::optional<LuEntry> find(config::LuName lu) const;
  [[nodiscard]] std::vector<LuEntry> entries() const;  // in definition order
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  struct Row {
    const config::LuSettings* settings = nullptr;
    const config::KeepSettings* keep = nullptr;  // nullptr: its sessions are not kept
    std::optional<SessionId> holder;
    ClientAddress client{};            // of the holder
    std::uint32_t partner = kNone;     // a terminal's printer
    std::uint32_t associated = kNone;  // a printer's terminal, while it is held as its partner
    std::uint32_t pool = kNone;        // the one pool that it is given from
    std::uint32_t place = kNone;       // there
    std::uint16_t partition = 0;
    LuState state = LuState::Conct;
    LuState idle = LuState::Conct;  // its state without a holder
    bool is_partner = false;
  };
  struct Pool {
    LuPool lus;
    std::uint32_t unusable = kNone;              // one whose node is not active, to say why
    const config::KeepSettings* keep = nullptr;  // of all its LUs; nullptr: none are kept
  };
  // Places in pools_.
  struct Pools {
    std::uint32_t terminals = kNone;
    std::uint32_t printers = kNone;
  };
  struct Partition {
    const config::ServerSettings* settings = nullptr;
    Mapping mapping;
    GuessGuard guard;
    Pools generic{};
    std::unordered_map<config::GroupName, Pools> groups{};
  };

  // directory_build.cpp
  void add_partition(const config::ServerSettings& server, const Mapping::HostAddresses& hosts);
  void define(const config::LuSettings& lu, std::uint16_t partition);
  void join_partners();
  void join_groups_partners(const Partition& partition);
  void join(std::uint32_t terminal, std::uint32_t printer);
  void join_pool(std::uint32_t index);
  [[nodiscard]] Pools add_pools(config::PoolOrder order, std::optional<unsigned> warn_at);

  // directory.cpp
  [[nodiscard]] Row* held_by(config::LuName lu, SessionId who);
  [[nodiscard]] LuEntry entry(const Row& row) const;
  [[nodiscard]] std::string why_inactive(const Row& row) const;
  void free(std::uint32_t index);
  void vary(std::uint32_t index, LuState idle);
  void end_reservations(config::Instant now);

  // directory_keep.cpp
  void note_session(std::uint32_t index, const SessionOwner& client, bool lost);
  [[nodiscard]] std::optional<LuRefusal> own_session(std::uint32_t pool,
                                                     const LuRequest& request) const;

  // directory_request.cpp
  struct Asking;
  struct PoolWords;
  [[nodiscard]] LuAnswer decide(const Asking& asking);
  [[nodiscard]] LuAnswer generic(const Asking& asking);
  [[nodiscard]] LuAnswer from_group(config::GroupName name, const std::string& why,
                                    const Asking& asking);
  [[nodiscard]] LuAnswer connect(const Asking& asking);
  [[nodiscard]] LuAnswer by_name(config::LuName name, const std::string& why, const Asking& asking);
  [[nodiscard]] LuAnswer associate(const Asking& asking);
  [[nodiscard]] LuAnswer from_pool(std::uint32_t index, const PoolWords& words,
                                   const Asking& asking);
  [[nodiscard]] LuAnswer one(std::uint32_t index, const std::string& why, const Asking& asking);
  [[nodiscard]] LuGrant take(std::uint32_t index, const std::string& why, const Asking& asking);
  [[nodiscard]] std::optional<std::uint32_t> known(config::LuName name,
                                                   std::uint16_t partition) const;
  [[nodiscard]] LuRefusal held_back(const Partition& partition) const;

  NetworkPtr network_;
  std::vector<Row> rows_;
  std::vector<Pool> pools_;
  std::vector<Partition> partitions_;
  std::unordered_map<config::LuName, std::uint32_t> by_name_;
  LuKeeper keeper_;
  ClientSessions sessions_;  // that are kept, or may be taken over
};

}  // namespace vtam
