#pragma once

#include <optional>
#include <string>
#include <variant>

#include "config/names.h"
#include "vtam/directory.h"

namespace vtam {

// Why a LU is not to be had: the cases that one BSTT075E stands for in the model (seed 3.9.2).
struct HeldByClient {
  std::string client;  // "192.0.2.7 port 40112"
  std::string since;   // UTC
};
struct NotReleased {
  std::string application;  // empty: not known
  std::string since;        // when its session ended
};
struct NotActive {
  std::string why;  // names node and start list
};
using NotAvailable = std::variant<HeldByClient, NotReleased, NotActive>;

// "BSTT075E T001 LUNAME NOT AVAIL: held by 192.0.2.7 port 40112 since ..."
[[nodiscard]] std::string bstt075e(config::LuName lu, const NotAvailable& why);

// An operator's command that can't be done: a stable code and a sentence.
struct CommandRefusal {
  std::string rule;  // NOT-IN-SESSION, TERMINATING, BSTT075E
  std::string text;
};
// MODEL 3. nullopt: the command goes to the LU's holder, or, for REACT of a LU that nobody holds,
// is done already: its ACB was closed and opened.
[[nodiscard]] std::optional<CommandRefusal> refuse_kill(const LuEntry& lu);
[[nodiscard]] std::optional<CommandRefusal> refuse_react(const LuEntry& lu);

}  // namespace vtam
