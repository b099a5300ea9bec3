#include "config/json/reading.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <sstream>

#include "config/code_pages.h"
#include "config/nearest.h"

namespace config::json {
namespace {

constexpr int kHighestPort = 65'535;

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

std::string listed(const std::vector<std::string_view>& words) {
  std::string all;
  for (const std::string_view word : words) {
    all += (all.empty() ? "" : ", ") + std::string(word);
  }
  return all;
}

double seconds_of(Ticks ticks) {
  return std::chrono::duration<double>(ticks).count();
}

std::string allowed_seconds(const Span& span) {
  std::ostringstream text;
  text << (span.or_never ? "0 (never) or a" : "a") << " number of seconds from "
       << seconds_of(span.least) << " to " << seconds_of(span.most);
  return text.str();
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return result;
}

bool is_blank_or_control(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
}

// For messages: control characters as '?', long texts cut.
std::string shown(std::string_view text) {
  std::string cut(text.substr(0, 40));
  std::replace_if(
      cut.begin(), cut.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, '?');
  return "'" + cut + "'";
}

}  // namespace

std::string label(const Value& value) {
  return value.key().empty() ? "an entry here" : shown(value.key());
}

bool Reading::is(const Value& value, Kind kind, std::string_view allowed) {
  if (value.kind() == kind) {
    return true;
  }
  error(value.at(),
        label(value) + " must be " + std::string(allowed) + ", not " + json::text(value.kind()));
  return false;
}

bool Reading::any_text(const Value& value, std::string& setting) {
  if (!is(value, Kind::Text, "text")) {
    return false;
  }
  setting = value.text();
  return true;
}

bool Reading::text(const Value& value, std::string& setting) {
  if (!is(value, Kind::Text, "text")) {
    return false;
  }
  if (value.text().empty()) {
    error(value.at(), label(value) + " is empty; write something or remove it");
    return false;
  }
  setting = value.text();
  return true;
}

bool Reading::host(const Value& value, std::string& setting) {
  std::string given;
  if (!text(value, given)) {
    return false;
  }
  if (std::any_of(given.begin(), given.end(), is_blank_or_control)) {
    error(value.at(), label(value) + " must be an address or a host name, without blanks; " +
                          shown(given) + " is neither");
    return false;
  }
  setting = given;
  return true;
}

bool Reading::path(const Value& value, std::string& setting) {
  std::string given;
  if (!text(value, given)) {
    return false;
  }
  setting = (path_.parent_path() / given).lexically_normal().string();
  return true;
}

bool Reading::flag(const Value& value, bool& setting) {
  if (!is(value, Kind::Boolean, "true or false")) {
    return false;
  }
  setting = value.truth();
  return true;
}

bool Reading::port(const Value& value, std::uint16_t& setting) {
  if (!is(value, Kind::Number, "a port from 1 to 65535")) {
    return false;
  }
  const auto given = number<int>(value.text());
  if (!given || *given < 1 || *given > kHighestPort) {
    error(value.at(), label(value) + " must be a port from 1 to 65535, not " +
                          std::string(value.text().substr(0, 40)));
    return false;
  }
  setting = static_cast<std::uint16_t>(*given);
  return true;
}

bool Reading::seconds(const Value& value, const Span& span, Ticks& setting) {
  const std::string allowed = allowed_seconds(span);
  if (!is(value, Kind::Number, allowed)) {
    return false;
  }
  const auto given = number<double>(value.text());
  const bool never = given && *given == 0 && span.or_never;
  const bool within = given && *given >= seconds_of(span.least) && *given <= seconds_of(span.most);
  if (!never && !within) {
    error(value.at(), label(value) + " must be " + allowed + ", not " +
                          std::string(value.text().substr(0, 40)));
    return false;
  }
  setting = Ticks(std::llround(*given * 1000));
  return true;
}

bool Reading::count(const Value& value, std::uint32_t least, std::uint32_t most,
                    std::uint32_t& setting) {
  const std::string allowed =
      "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  if (!is(value, Kind::Number, allowed)) {
    return false;
  }
  const auto given = number<std::uint32_t>(value.text());
  if (!given || *given < least || *given > most) {
    error(value.at(), label(value) + " must be " + allowed + ", not " +
                          std::string(value.text().substr(0, 40)));
    return false;
  }
  setting = *given;
  return true;
}

bool Reading::is_hex(const Value& value, std::size_t digits) {
  const std::string_view given = value.text();
  const bool good = value.kind() == Kind::Text && given.size() == digits &&
                    given.find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos;
  if (!good) {
    error(value.at(), label(value) + " must be " + std::to_string(digits) +
                          " hexadecimal digits in quotes, not " +
                          (value.kind() == Kind::Text ? shown(given) : json::text(value.kind())));
  }
  return good;
}

bool Reading::hex(const Value& value, std::size_t digits, std::uint64_t& setting) {
  if (!is_hex(value, digits)) {
    return false;
  }
  const std::string_view given = value.text();
  std::from_chars(given.data(), given.data() + given.size(), setting, 16);
  return true;
}

bool Reading::pattern(const Value& value, std::string& setting) {
  if (!is(value, Kind::Text, "a name, or a beginning of names and '*'")) {
    return false;
  }
  const std::string given = upper(value.text());
  const bool open = !given.empty() && given.back() == '*';
  const std::string beginning = open ? given.substr(0, given.size() - 1) : given;
  // Names of eight characters have no longer beginning.
  const bool all = open && beginning.empty();
  if (!all && name_fault(beginning) != NameFault::None) {
    error(value.at(), name_fault_text(beginning));
    return false;
  }
  setting = given;
  return true;
}

bool Reading::device(const Value& value, std::string& setting) {
  constexpr std::string_view kPrefix = "IBM-";
  if (!is(value, Kind::Text, "a terminal type like \"IBM-3278-2\" or \"IBM-3279-*\"")) {
    return false;
  }
  const std::string given = upper(value.text());
  const bool open = !given.empty() && given.back() == '*';
  const std::string_view name = std::string_view(given).substr(0, given.size() - (open ? 1 : 0));
  const bool good = std::all_of(name.begin(), name.end(), [](char c) {
    return c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  });
  if (!good || name.substr(0, kPrefix.size()) != kPrefix ||
      (name.size() == kPrefix.size() && !open)) {
    error(value.at(), shown(value.text()) +
                          " is not a terminal type: they begin with IBM-; write one like "
                          "\"IBM-3278-2\", or the beginning of some and '*' like \"IBM-3279-*\"");
    return false;
  }
  setting = given;
  return true;
}

bool Reading::code_page(const Value& value, std::string& setting) {
  const std::string_view given = value.text();
  const bool is_text = value.kind() == Kind::Text;
  if (is_text &&
      (is_code_page_number(given) || given == kClientCodePage || given == kDeckCodePage)) {
    setting = code_page_number(given);
    return true;
  }
  error(value.at(), label(value) +
                        " must be the number of an EBCDIC page in quotes, like \"037\" or "
                        "\"1140\", or \"client\", not " +
                        (is_text ? shown(given) : json::text(value.kind())));
  return false;
}

void Reading::unknown_word(const Value& value, const std::vector<std::string_view>& known) {
  if (!is(value, Kind::Text, "one of the words " + listed(known))) {
    return;
  }
  error(value.at(), label(value) + " must be one of " + listed(known) + ", not " +
                        shown(value.text()) + did_you_mean(value.text(), known));
}

void Reading::unknown_key(const Value& member, const std::vector<std::string_view>& known) {
  const auto near = nearest(member.key(), known);
  error(member.key_at(), "there is no setting " + shown(member.key()) + " here; " +
                             (near ? "did you mean '" + std::string(*near) + "'?"
                                   : "the settings are " + listed(known)));
}

bool Reading::only_once(const Value& member, Position& first) {
  if (first.line == 0) {
    first = member.key_at();
    return true;
  }
  error(member.key_at(), label(member) + " was already said in this object, in line " +
                             std::to_string(first.line) + "; keep one of the two");
  return false;
}

}  // namespace config::json
