#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vtam {

// `text` in double quotes; what is not UTF-8 becomes U+FFFD.
void append_json_text(std::string& out, std::string_view text);

// One line of JSON, made by appending: an object whose first member is "type". Names of members are
// ours and need no escapes.
class JsonLine {
 public:
  explicit JsonLine(std::string_view type);

  JsonLine& text(std::string_view name, std::string_view value);
  JsonLine& number(std::string_view name, std::int64_t value);
  JsonLine& flag(std::string_view name, bool value);
  JsonLine& json(std::string_view name, std::string_view value);  // as it is
  // As text() and json(), but nothing at all for an empty value.
  JsonLine& text_if(std::string_view name, std::string_view value);
  JsonLine& json_if(std::string_view name, std::string_view value);
  // Members until end() are of an object within.
  JsonLine& object(std::string_view name);
  JsonLine& list(std::string_view name);
  JsonLine& entry();  // an object of a list
  JsonLine& end();
  JsonLine& end_list();
  // A name that is a peer's.
  JsonLine& named(std::string_view name, std::string_view value);

  [[nodiscard]] std::string done() &&;

 private:
  void begin(std::string_view name);
  void comma();

  std::string out_;
};

}  // namespace vtam
