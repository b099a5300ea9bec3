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
  PoolExhausted,  // all generic LUs are taken
  NoPool,         // the partition has no generic LU at all
  InUse,
  Unknown,    // no such LU in this partition
  WrongType,  // a display asks for a printer LU or the other way round
  NotServed,  // printers and ASSOCIATE, until they are served
  Inactive    // node not active, or not in the start list
};

struct LuRequest {
  std::uint16_t partition =
      0;  // index of Config::servers: a client never gets another partition's LU
  tn3270::DeviceType device;
  std::optional<config::LuName> name;
  bool associate = false;
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

// Every LU of the process: who holds it, and each partition's generic pool (the longest free LU is
// given first, so a name is not reused while others are free). All calls are O(1) except entries().
// Not thread-safe: the hall guards it.
class Directory {
 public:
  // `network` must outlive the directory.
  explicit Directory(const Network& network);

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
    std::uint32_t previous = kNone;  // neighbours in the pool's list of free LUs
    std::uint32_t next = kNone;
    std::uint16_t partition = 0;
    LuState state = LuState::Conct;
    bool pooled = false;
  };
  struct Pool {
    std::uint32_t first = kNone;
    std::uint32_t last = kNone;
    std::uint32_t defined = 0;
    std::uint32_t usable = 0;        // of an active node
    std::uint32_t unusable = kNone;  // one that is not, to say why
  };
  void define(const config::LuSettings& lu, std::uint16_t partition);
  [[nodiscard]] LuAnswer from_pool(std::uint16_t partition, SessionId who);
  [[nodiscard]] LuAnswer by_name(const LuRequest& request, config::LuName name, SessionId who);
  [[nodiscard]] Row* held_by(config::LuName lu, SessionId who);
  [[nodiscard]] LuEntry entry(const Row& row) const;
  [[nodiscard]] std::string why_inactive(const Row& row) const;
  [[nodiscard]] const std::string& partition_name(std::uint16_t partition) const;
  void take(std::uint32_t index, SessionId who);
  void unlink(std::uint32_t index);
  void append(std::uint32_t index);

  const Network& network_;
  std::vector<Row> rows_;
  std::vector<Pool> pools_;  // one per partition
  std::unordered_map<config::LuName, std::uint32_t> by_name_;
};

}  // namespace vtam
