#include "vtam/acb/line_request.h"

#include <charconv>
#include <utility>

#include "config/limits.h"
#include "vtam/acb/line_bodies.h"

namespace vtam {
namespace {

// As SessionKey::text() writes it, and in no other way.
template <class Number>
bool take_part(std::string_view& rest, Number& into) {
  const char* const end = rest.data() + rest.size();
  const auto [last, fault] = std::from_chars(rest.data(), end, into);
  const auto size = static_cast<std::size_t>(last - rest.data());
  if (fault != std::errc() || (rest.front() == '0' && size > 1)) {
    return false;
  }
  rest.remove_prefix(size);
  return true;
}

bool take_dot(std::string_view& rest) {
  if (!rest.starts_with('.')) {
    return false;
  }
  rest.remove_prefix(1);
  return true;
}

std::optional<SessionKey> session_key(std::string_view text) {
  SessionKey key;
  const bool good = take_part(text, key.session.reactor) && take_dot(text) &&
                    take_part(text, key.session.slot) && take_dot(text) &&
                    take_part(text, key.session.generation) && take_dot(text) &&
                    take_part(text, key.turn) && text.empty();
  return good ? std::optional(key) : std::nullopt;
}

// What every line may have.
struct Head {
  std::optional<std::string_view> type{};
  RequestId id{};
  std::optional<std::string_view> session{};
};

template <class T>
bool once(std::optional<T>& into, JsonValue value, Complaint& complaint) {
  if (into) {
    complaint.why = "is said twice";
    return false;
  }
  if (value.kind() != JsonKind::Text) {
    return complain(value, "text", complaint);
  }
  into = value.text();
  return true;
}

bool take_request_id(JsonValue value, Head& head, Complaint& complaint) {
  if (!head.id.empty()) {
    complaint.why = "is said twice";
    return false;
  }
  return take_id(value, head.id, complaint);
}

bool take_head(JsonValue line, Head& head, Complaint& complaint) {
  for (const JsonValue value : line) {
    bool good = true;
    if (value.key() == "type") {
      good = once(head.type, value, complaint);
    } else if (value.key() == "id") {
      good = take_request_id(value, head, complaint);
    } else if (value.key() == "session") {
      good = once(head.session, value, complaint);
    }
    if (!good) {
      go_outwards(value.key(), complaint);
      return false;
    }
  }
  return true;
}

std::string start_of(std::optional<std::string_view> text) {
  return std::string(text.value_or("").substr(0, config::limits::kOperatorWord));
}

LineFault fault_of(const Head& head, const char* rule, Complaint complaint) {
  LineFault fault;
  fault.of = start_of(head.type);
  fault.id = head.id;
  fault.session = start_of(head.session);
  fault.rule = rule;
  fault.why =
      complaint.field.empty() ? std::move(complaint.why) : complaint.field + " " + complaint.why;
  fault.field = std::move(complaint.field);
  return fault;
}

// For a session or, where the type allows both, for none.
bool prepare(const Head& head, const LineType& type, RequestBody& body, Complaint& complaint) {
  if (type.session == LineType::Session::No) {
    return true;
  }
  if (!head.session) {
    complaint = {"session", "is missing"};
    return type.session == LineType::Session::Maybe;
  }
  body = SessionLine{session_key(*head.session), AcceptLogon{}};
  return true;
}

}  // namespace

std::variant<Request, LineFault> read_request(std::string_view line, JsonReader& reader) {
  Head head;
  if (const auto fault = reader.read(line)) {
    return fault_of(head, "NOT-JSON",
                    {"", "byte " + std::to_string(fault->offset + 1) + ": " + fault->why});
  }
  Complaint complaint;
  if (reader.root().kind() != JsonKind::Object) {
    complain(reader.root(), "an object", complaint);
    return fault_of(head, "FIELD", {"", "a line " + complaint.why});
  }
  if (!take_head(reader.root(), head, complaint)) {
    return fault_of(head, "FIELD", std::move(complaint));
  }
  if (!head.type) {
    return fault_of(head, "FIELD", {"type", "is missing"});
  }
  const LineType* const type = find_line_type(*head.type);
  if (type == nullptr) {
    return fault_of(head, "UNKNOWN-MESSAGE",
                    {"", "this server knows no such type, but " + known_line_types()});
  }
  Request request{type->name, std::move(head.id), start_of(head.session), PongLine{}};
  if (!prepare(head, *type, request.body, complaint) ||
      !type->read(reader.root(), request.body, complaint)) {
    head.id = std::move(request.id);
    return fault_of(head, "FIELD", std::move(complaint));
  }
  return request;
}

}  // namespace vtam
