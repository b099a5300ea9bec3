#include <algorithm>
#include <charconv>
#include <utility>

#include "config/code_pages.h"
#include "config/json/fields.h"
#include "config/json/sections.h"
#include "config/limits.h"

namespace config::json {
namespace {

constexpr std::uint32_t kLastMessage = 14;  // of the messages that VTAM's USS tables have

void read_number(Reading& reading, const Value& value, UssMessage& message) {
  std::uint32_t number = 0;
  if (reading.count(value, 0, kLastMessage, number)) {
    message.number = static_cast<std::uint8_t>(number);
  }
}

void read_page(Reading& reading, const Value& value, UssMessage& message) {
  std::string page;
  if (!reading.code_page(value, page)) {
    return;
  }
  if (page == kClientCodePage) {
    reading.error(value.at(),
                  "a USS message is for one code page; write its number, or leave 'code_page' out "
                  "for all");
    return;
  }
  message.code_page = page;
}

// 1 to 255 without leading zeros.
std::optional<std::uint32_t> side(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool good = !text.empty() && text.front() != '0' && fault == std::errc() &&
                    end == text.data() + text.size() && value <= 255;
  return good ? std::optional(value) : std::nullopt;
}

void read_size(Reading& reading, const Value& value, UssMessage& message) {
  std::string size;
  if (!reading.text(value, size)) {
    return;
  }
  const std::size_t cross = size.find('x');
  const auto rows = side(std::string_view(size).substr(0, cross));
  const auto columns =
      cross == std::string::npos ? std::nullopt : side(std::string_view(size).substr(cross + 1));
  if (!rows || !columns || *rows * *columns > limits::kScreenCells) {
    reading.error(value.at(),
                  "'size' must be the rows and columns of a screen, like \"24x80\" or \"27x132\"");
    return;
  }
  message.size = size;
}

void read_line(Reading& reading, const Value& value, UssMessage& message) {
  std::string line;
  if (!reading.any_text(value, line)) {
    return;
  }
  if (std::any_of(line.begin(), line.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; })) {
    reading.error(value.at(),
                  "a line of a USS message has a control character; write each line as a text of "
                  "its own");
    return;
  }
  message.lines.push_back(std::move(line));
}

void read_lines(Reading& reading, const Value& value, UssMessage& message) {
  read_list(reading, value, [&](const Value& line) { read_line(reading, line, message); });
}

constexpr Field<UssMessage> kUssFields[] = {
    {"number", read_number},
    {"code_page", read_page},
    {"size", read_size},
    {"lines", read_lines},
};

void read_message(Reading& reading, const Value& object, ServerSettings& server) {
  UssMessage message;
  message.at = object.at();
  if (!read_fields(reading, object, kUssFields, message)) {
    return;
  }
  if (!object.has("number")) {
    reading.error(object.at(),
                  "this USS message has no 'number'; add one from 0 to 14: 7 is a session that "
                  "failed, 10 the welcome");
  }
  if (!object.has("lines")) {
    reading.error(object.at(), "this USS message has no 'lines'; add \"lines\": [\"TEXT\"]");
  }
  server.uss.push_back(std::move(message));
}

}  // namespace

void read_uss(Reading& reading, const Value& value, ServerSettings& server) {
  read_list(reading, value, [&](const Value& entry) { read_message(reading, entry, server); });
}

Keys uss_message_keys() {
  return keys_of(kUssFields);
}

}  // namespace config::json
