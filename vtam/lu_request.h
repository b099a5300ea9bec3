#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/names.h"
#include "config/settings.h"
#include "config/time.h"
#include "vtam/client_facts.h"
#include "vtam/lu_state.h"
#include "vtam/session_id.h"

namespace vtam {

// Why a LU is not to be had. The hall turns it into the reject code of PROTOCOL 1.3.
enum class RefusalKind : std::uint8_t {
  PoolExhausted,  // all LUs of the pool are taken
  NoPool,         // nothing of that kind is defined: generic LUs, or partner printers
  InUse,          // or kept for another client
  Unknown,        // no such LU or pool in this partition
  WrongType,      // a display asks for a printer LU or the other way round
  ConnPartner,    // CONNECT to a printer that is some terminal's partner
  InvAssociate,   // ASSOCIATE with what is no terminal in session
  Inactive,       // node not active, not in the start list, or a LU that serves no client
  NotByName,      // the client's mapping rule lets it choose no name
  HeldBack        // it has guessed names: one answer for everything, after limits::kGuesserWaits
};

struct LuRequest {
  std::uint16_t partition =
      0;  // index of Config::servers: a client never gets another partition's LU
  ClientFacts client{};
  std::optional<config::LuName> name{};  // a LU or a group
  bool associate = false;                // `name` is the terminal whose partner is wanted
  std::vector<config::LuName> tried{};   // sessions of its own that it did not get back
};

struct LuGrant {
  const config::LuSettings* settings = nullptr;   // lives as long as the Config
  std::string rule{};                             // why this LU, for `show`
  std::optional<config::ApplId> application{};    // that a mapping rule gives
  std::optional<config::ModeName> logmode{};      // that a mapping rule gives
  std::string user{};                             // that a mapping rule gives
  std::optional<std::string> capacity_warning{};  // its group is nearly used up: said once
};

struct LuRefusal {
  RefusalKind kind = RefusalKind::Unknown;
  std::string text{};                 // plain sentence, printable
  std::optional<SessionId> holder{};  // InUse: who has it
  bool terminating = false;           // InUse: its application has not let go
  bool returning = false;  // InUse: it may be this client's own session; else ask without it
  std::optional<config::LuName> lu{};  // Inactive and InUse: which
  bool begins = false;                 // HeldBack: from now on
};

using LuAnswer = std::variant<LuGrant, LuRefusal>;

// A copy of one row, for operators.
struct LuEntry {
  const config::LuSettings* settings = nullptr;
  std::uint16_t partition = 0;
  LuState state = LuState::Conct;  // Activ while held: the holder knows whether it is ACT/S
  std::optional<SessionId> holder;
  std::string why_inactive;                 // Nevac and Inact: one sentence
  std::optional<ClientAddress> kept_for{};  // nobody else gets it until then
  config::Instant kept_until{};
};

}  // namespace vtam
