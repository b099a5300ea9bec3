#include "vtam/acb/line_fields.h"

#include <utility>

#include "config/limits.h"
#include "vtam/acb/json_utf8.h"
#include "vtam/acb/wire_base64.h"

namespace vtam {
namespace {

// What is shown of a value that is none of those expected.
std::string shown(JsonValue value) {
  if (value.kind() == JsonKind::Text) {
    const std::string_view text = value.text();
    const bool short_one = text.size() <= config::limits::kOperatorWord && is_one_line(text);
    return short_one ? '"' + std::string(text) + '"' : "another text";
  }
  if (value.kind() == JsonKind::Whole) {
    return std::to_string(value.whole());
  }
  if (value.kind() == JsonKind::Number) {
    return "another number";
  }
  return text(value.kind());
}

}  // namespace

bool complain(JsonValue value, std::string_view expected, Complaint& complaint) {
  complaint.field.clear();
  complaint.why = "must be " + std::string(expected) + ", not " + shown(value);
  return false;
}

void go_outwards(std::string_view outer, Complaint& complaint) {
  const bool index = complaint.field.empty() || complaint.field.front() == '[';
  complaint.field = std::string(outer) + (index ? "" : ".") + complaint.field;
}

bool take(JsonValue value, std::string& into, Complaint& complaint) {
  if (value.kind() != JsonKind::Text) {
    return complain(value, "text", complaint);
  }
  into = value.text();
  return true;
}

bool take(JsonValue value, bool& into, Complaint& complaint) {
  if (value.kind() != JsonKind::Boolean) {
    return complain(value, "true or false", complaint);
  }
  into = value.truth();
  return true;
}

bool take_whole(JsonValue value, std::int64_t least, std::int64_t most, std::int64_t& into,
                Complaint& complaint) {
  if (value.kind() != JsonKind::Whole || value.whole() < least || value.whole() > most) {
    return complain(value,
                    "a whole number from " + std::to_string(least) + " to " + std::to_string(most),
                    complaint);
  }
  into = value.whole();
  return true;
}

bool take_line(JsonValue value, std::string& into, Complaint& complaint) {
  if (!take(value, into, complaint)) {
    return false;
  }
  if (into.size() > config::limits::kApplicationText) {
    complaint.why = "has more than " + std::to_string(config::limits::kApplicationText) + " bytes";
    return false;
  }
  if (!is_one_line(into)) {
    complaint.why = "has a control character";
    return false;
  }
  return true;
}

bool take_base64(JsonValue value, tn3270::ByteBuffer& into, Complaint& complaint) {
  if (value.kind() != JsonKind::Text) {
    return complain(value, "base64", complaint);
  }
  std::optional<tn3270::ByteBuffer> bytes = from_base64(value.text());
  if (!bytes) {
    complaint.why = "is not base64 (RFC 4648, with padding and without line ends)";
    return false;
  }
  into = std::move(*bytes);
  return true;
}

}  // namespace vtam
