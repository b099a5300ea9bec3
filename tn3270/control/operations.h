#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "tn3270/control/dialog.h"
#include "tn3270/control/exit_code.h"
#include "tn3270/control/transport.h"

namespace control {

enum class Verb : std::uint8_t { Kill, React };
enum class Form : std::uint8_t { Text, Json };

// Which LUs to list; empty = all.
struct LuFilter {
  std::string state;
  std::string group;
  std::string application;
  std::string client;
};

// What tn3270ctl can do: each asks the server, prints the answer on `out` or one plain sentence on
// `err`, and says how it ended.
class Operations {
 public:
  // `lack`: why there is no token, if there is none. The streams outlive the object.
  Operations(Transport& transport, std::string lack, std::ostream& out, std::ostream& err);

  [[nodiscard]] Exit lus(const LuFilter& filter, Form form);  // all pages
  [[nodiscard]] Exit applications(Form form);                 // all pages
  [[nodiscard]] Exit show(const std::string& lu, Form form);
  [[nodiscard]] Exit change(Verb verb, const std::string& name);
  // Prints the trace of a LU line by line, for `seconds` (0: as long as the server allows).
  [[nodiscard]] Exit trace(const std::string& lu, unsigned seconds);
  // An operator command as it is typed on a console; prints what the console would show.
  [[nodiscard]] Exit command(const std::string& text);
  // Certificates are read again. Refused: some did not load, and the old ones go on.
  [[nodiscard]] Exit proxies(Form form);
  [[nodiscard]] Exit reload();
  [[nodiscard]] Exit version(Form form);

 private:
  Dialog dialog_;
  std::ostream& out_;
};

}  // namespace control
