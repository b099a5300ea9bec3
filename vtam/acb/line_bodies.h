#pragma once

#include "vtam/acb/line_fields.h"
#include "vtam/acb/line_request.h"

namespace vtam {

// One type of line that applications send.
struct LineType {
  enum class Session : std::uint8_t { No, Maybe, Needed };
  std::string_view name;
  Session session = Session::No;
  // What else it says. `body` is a SessionLine with its key where the line has a session.
  bool (*read)(JsonValue line, RequestBody& body, Complaint& complaint) = nullptr;
};

// nullptr: there is no such type.
[[nodiscard]] const LineType* find_line_type(std::string_view name);
// "hello, open, close …"
[[nodiscard]] std::string known_line_types();

// An "id", as answers repeat it.
bool take_id(JsonValue value, RequestId& into, Complaint& complaint);

}  // namespace vtam
