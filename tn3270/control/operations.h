#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

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
  [[nodiscard]] Exit version(Form form);

 private:
  // The JSON of a 200; otherwise nullopt, and `failure_` and a sentence on `err_` say why.
  std::optional<nlohmann::ordered_json> ask(Method method, const std::string& target,
                                            const std::string& body = {});
  // All rows of a list that comes in pages; `target` makes the request for what is after a name.
  std::optional<std::vector<nlohmann::ordered_json>> all_of(
      const char* list, const std::function<std::string(const std::string& after)>& target);
  std::optional<nlohmann::ordered_json> fail(Exit how, const std::string& sentence);
  std::optional<nlohmann::ordered_json> refused(const Answer& answer);

  Transport& transport_;
  std::string lack_;
  std::ostream& out_;
  std::ostream& err_;
  Exit failure_ = Exit::Done;
};

// One segment of a path, or a parameter's value.
[[nodiscard]] std::string percent_encode(const std::string& text);

}  // namespace control
