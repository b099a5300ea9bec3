#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "config/names.h"
#include "config/settings.h"
#include "tn3270/datastream/device_type.h"
#include "vtam/lu_state.h"
#include "vtam/network.h"
#include "vtam/session_id.h"

namespace vtam {

// Why a LU is not to be had. The hall turns it into the reject code of PROTOCOL 1.3.
enum class RefusalKind : std::uint8_t {
  PoolExhausted,  // all LUs of the pool are taken
  NoPool,         // nothing of that kind is defined: generic LUs, or partner printers
  InUse,
  Unknown,       // no such LU or pool in this partition
  WrongType,     // a display asks for a printer LU or the other way round
  ConnPartner,   // CONNECT to a printer that is some terminal's partner
  InvAssociate,  // ASSOCIATE with what is no terminal in session
  Inactive       // node not active, not in the start list, or a LU that serves no client
};

struct LuRequest {
  std::uint16_t partition =
      0;  // index of Config::servers: a client never gets another partition's LU
  tn3270::DeviceType device;
  std::optional<config::LuName> name;  // a LU or a group
  bool associate = false;              // `name` is the terminal whose partner is wanted
};

struct LuGrant {
  const config::LuSettings* settings = nullptr;  // lives as long as the Config
  std::string rule;                              // why this LU, for `show`
};

struct LuRefusal {
  RefusalKind kind = RefusalKind::Unknown;
  std::string text;                 // plain sentence, printable
  std::optional<SessionId> holder;  // InUse: who has it
  bool terminating = false;         // InUse: its application has not let go
};

using LuAnswer = std::variant<LuGrant, LuRefusal>;

// A copy of one row, for operators.
struct LuEntry {
  const config::LuSettings* settings = nullptr;
  std::uint16_t partition = 0;
  LuState state = LuState::Conct;  // Activ while held: the holder knows whether it is ACT/S
  std::optional<SessionId> holder;
  std::string why_inactive;  // Nevac and Inact: one sentence
};

// Every LU of the process: who holds it, and the pools of each partition, which are generic
// terminals, generic printers and what a group holds of either kind. The longest free LU of a pool
// is given first, so a name is not reused while others are free. All calls are O(1) except
// entries(). Not thread-safe: the hall guards it.
class Directory {
 public:
  explicit Directory(NetworkPtr network);

  // On a grant the row is held by `who`.
  [[nodiscard]] LuAnswer request(const LuRequest& request, SessionId who);

  // The holder's session died but its application has not let go: TERMINATING. False: `who` is not
  // the holder.
  bool terminate(config::LuName lu, SessionId who);
  // The row is free again, at the end of its pool. False: `who` is not the holder.
  bool release(config::LuName lu, SessionId who);

  [[nodiscard]] std::optional<LuEntry> find(config::LuName lu) const;
  [[nodiscard]] std::vector<LuEntry> entries() const;  // in definition order
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  struct Row {
    const config::LuSettings* settings = nullptr;
    std::optional<SessionId> holder;
    std::uint32_t partner = kNone;   // a terminal's printer
    std::uint32_t pool = kNone;      // the one pool that it is given from
    std::uint32_t previous = kNone;  // neighbours in that pool's list of free LUs
    std::uint32_t next = kNone;
    std::uint16_t partition = 0;
    LuState state = LuState::Conct;
    bool is_partner = false;
  };
  struct Pool {
    std::uint32_t first = kNone;
    std::uint32_t last = kNone;
    std::uint32_t defined = 0;
    std::uint32_t usable = 0;        // of an active node
    std::uint32_t unusable = kNone;  // one that is not, to say why
  };
  // Places in pools_.
  struct Pools {
    std::uint32_t terminals = kNone;
    std::uint32_t printers = kNone;
  };
  struct Partition {
    Pools generic;
    std::unordered_map<config::GroupName, Pools> groups;
  };

  // directory.cpp
  void define(const config::LuSettings& lu, std::uint16_t partition);
  void join_partners();
  void join_pool(std::uint32_t index);
  [[nodiscard]] Pools add_pools();
  [[nodiscard]] Row* held_by(config::LuName lu, SessionId who);
  [[nodiscard]] LuEntry entry(const Row& row) const;
  [[nodiscard]] std::string why_inactive(const Row& row) const;
  void take(std::uint32_t index, SessionId who);
  void unlink(std::uint32_t index);
  void append(std::uint32_t index);

  // directory_request.cpp
  struct PoolWords;
  [[nodiscard]] LuAnswer generic(const LuRequest& request, SessionId who);
  [[nodiscard]] LuAnswer from_group(const LuRequest& request, SessionId who);
  [[nodiscard]] LuAnswer connect(const LuRequest& request, SessionId who);
  [[nodiscard]] LuAnswer associate(const LuRequest& request, SessionId who);
  [[nodiscard]] LuAnswer from_pool(std::uint32_t index, const PoolWords& words, SessionId who);
  [[nodiscard]] LuAnswer one(std::uint32_t index, std::string rule, SessionId who);
  [[nodiscard]] std::optional<std::uint32_t> known(const LuRequest& request) const;
  [[nodiscard]] LuRefusal unknown(const LuRequest& request) const;
  [[nodiscard]] const std::string& partition_name(std::uint16_t partition) const;

  NetworkPtr network_;
  std::vector<Row> rows_;
  std::vector<Pool> pools_;
  std::vector<Partition> partitions_;
  std::unordered_map<config::LuName, std::uint32_t> by_name_;
};

}  // namespace vtam
