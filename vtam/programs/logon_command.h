#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "config/names.h"
#include "vtam/uss_text.h"

namespace vtam {

struct NothingTyped {};
// A name alone, or LOGON.
struct LogonTyped {
  config::ApplId application;
  std::optional<config::ModeName> logmode;
  std::string data;
};
// LOGOFF alone, of one live application, or of all and the connection.
struct LogoffTyped {
  std::optional<config::ApplId> application;
  bool all = false;
};
// IBMTEST: whoever types it wants to see it come back.
struct TestTyped {
  std::string data;
  std::uint32_t count = 0;
};
struct BadCommand {
  std::string sentence;  // what is wrong and what to do
  std::uint8_t uss = uss::kInvalidCommand;
  std::string about{};  // the text of that message
};
using TypedCommand = std::variant<NothingTyped, LogonTyped, LogoffTyped, TestTyped, BadCommand>;

// What a user typed on the menu, in any case and with blanks to spare:
//   name
//   LOGON [APPLID(name)|APPLID=name|name] [LOGMODE(mode)] [DATA(text)], blanks or commas between
//   LOGOFF [APPLID(name)|APPLID=name|name|ALL] …
//   IBMTEST [count][,text]
// DATA keeps its case and its blanks; in text= form it ends at a blank or comma unless it stands in
// apostrophes.
[[nodiscard]] TypedCommand parse_command(std::string_view typed);

}  // namespace vtam
