#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/names.h"

// Operator commands and their answers as values.
namespace vtam {

// One line on the console: "IST097I DISPLAY ACCEPTED" with its id in front.
struct OperatorMessage {
  std::string id;
  std::string text;
  friend bool operator==(const OperatorMessage&, const OperatorMessage&) = default;
};
using OperatorMessages = std::vector<OperatorMessage>;
// `words` is the text without the id.
void say(OperatorMessages& messages, const char* id, const std::string& words);

// D NET,…
struct Display {
  enum class What : std::uint8_t { Appls, Id, MajorNodes, Sessions, Table, Stats };
  enum class Scope : std::uint8_t { Only, Everything };  // ,E also lists the sessions
  What what = What::Appls;
  std::string id{};  // of Id and Table; upper case, not judged yet
  Scope scope = Scope::Only;
  std::optional<std::size_t> most{};  // MAX=; nullopt: the default
};

// How sessions end under V NET,INACT and V NET,TERM (MODEL 2).
enum class EndForm : std::uint8_t {
  Normal,     // they go on
  Immediate,  // they are broken, their applications told and waited for
  Force       // broken without waiting
};

// V NET,ACT,ID= and V NET,INACT,ID=
struct Vary {
  enum class Verb : std::uint8_t { Act, Inact };
  Verb verb = Verb::Act;
  std::string id;
  EndForm form = EndForm::Normal;
};

// V NET,TERM,LU1=[,LU2=]
struct VaryTerm {
  std::string lu1;
  std::string lu2{};  // empty: with whomever
  EndForm form = EndForm::Immediate;
};

// KILL, REACT and REACTIVATE, as BSTTVNET has them.
struct LuCommand {
  enum class Verb : std::uint8_t { Kill, React };
  Verb verb = Verb::Kill;
  std::string lu;
};

// PORT n SUSPEND and PORT n RESUME, as BSTTINET has them (seed 3.7.9): new clients only.
struct PortCommand {
  enum class Verb : std::uint8_t { Suspend, Resume };
  Verb verb = Verb::Suspend;
  std::uint16_t port = 0;
};

// QUERY [lu]: ours.
struct Query {
  std::string lu{};
};

using OperatorCommand = std::variant<Display, Vary, VaryTerm, LuCommand, PortCommand, Query>;

// D NET and QUERY only look.
[[nodiscard]] bool changes(const OperatorCommand& command);

enum class CommandResult : std::uint8_t { Done, Refused };
struct OperatorReply {
  CommandResult result = CommandResult::Done;
  OperatorMessages messages{};
};

}  // namespace vtam
