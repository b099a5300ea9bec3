#pragma once

#include <functional>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tn3270/control/exit_code.h"
#include "tn3270/control/transport.h"

namespace control {

// Asks the server; what is refused, or not answered, becomes one plain sentence on `err`.
class Dialog {
 public:
  // `lack`: why there is no token, if there is none. The streams outlive the object.
  Dialog(Transport& transport, std::string lack, std::ostream& out, std::ostream& err);

  // The JSON of a 200 or 202; otherwise nullopt, and failure() and a sentence on `err` say why.
  std::optional<nlohmann::ordered_json> ask(Method method, const std::string& target,
                                            const Body& body = {});
  // All rows of a list that comes in pages; `target` makes the request for what is after a row.
  std::optional<std::vector<nlohmann::ordered_json>> all_of(
      const char* list, const std::function<std::string(const std::string& after)>& target);
  std::optional<nlohmann::ordered_json> fail(Exit how, const std::string& sentence);
  std::optional<nlohmann::ordered_json> refused(const Answer& answer);

  [[nodiscard]] Exit failure() const { return failure_; }
  [[nodiscard]] std::ostream& out() const { return out_; }
  [[nodiscard]] Transport& transport() const { return transport_; }

 private:
  Transport& transport_;
  std::string lack_;
  std::ostream& out_;
  std::ostream& err_;
  Exit failure_ = Exit::Done;
};

// One segment of a path, or a parameter's value.
[[nodiscard]] std::string percent_encode(const std::string& text);
// Adds "?name=value", or "&name=value"; nothing for an empty value.
void add_parameter(std::string& target, const char* name, const std::string& value);
// A field's text, printable; empty: it is missing or no text.
[[nodiscard]] std::string text_of(const nlohmann::ordered_json& json, const char* field);
[[nodiscard]] std::string pretty(const nlohmann::ordered_json& json);

}  // namespace control
