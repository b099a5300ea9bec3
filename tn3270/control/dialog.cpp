#include "tn3270/control/dialog.h"

#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "tn3270/control/columns.h"

namespace control {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kStranger = "What answers there is not the admin API of tn3270d.";
constexpr int kAccepted = 202;
constexpr int kNoToken = 401;

// Of names, or of numbers.
std::string next_of(const Json& page) {
  const auto found = page.find("next");
  return found != page.end() && found->is_number_unsigned()
             ? std::to_string(found->get<std::uint64_t>())
             : text_of(page, "next");
}

}  // namespace

std::string text_of(const Json& json, const char* field) {
  const auto found = json.is_object() ? json.find(field) : json.end();
  return found != json.end() && found->is_string() ? printable(found->get<std::string>())
                                                   : std::string();
}

std::string pretty(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void add_parameter(std::string& target, const char* name, const std::string& value) {
  if (!value.empty()) {
    target += std::string(target.find('?') == std::string::npos ? "?" : "&") + name + "=" +
              percent_encode(value);
  }
}

std::string percent_encode(const std::string& text) {
  static constexpr const char* kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    // RFC 3986 2.3
    const bool unreserved = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                            (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (unreserved) {
      encoded.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', kHex[byte >> 4U], kHex[byte & 0x0FU]};
    }
  }
  return encoded;
}

Dialog::Dialog(Transport& transport, std::string lack, std::ostream& out, std::ostream& err)
    : transport_(transport), lack_(std::move(lack)), out_(out), err_(err) {}

std::optional<Json> Dialog::fail(Exit how, const std::string& sentence) {
  failure_ = how;
  err_ << "tn3270ctl: " << sentence << "\n";
  return std::nullopt;
}

std::optional<Json> Dialog::refused(const Answer& answer) {
  const auto problem = Json::parse(answer.body, nullptr, false);
  const auto detail = text_of(problem, "detail");
  if (detail.empty()) {
    return fail(Exit::Unreachable,
                "HTTP status " + std::to_string(answer.status) + ". " + kStranger);
  }
  auto rule = text_of(problem, "rule");
  if (detail.rfind(rule, 0) == 0) {
    rule.clear();  // "BSTT075E T001 LUNAME NOT AVAIL" names it already
  }
  const bool lacking = answer.status == kNoToken && !lack_.empty();
  return fail(Exit::Refused, detail + (rule.empty() ? "" : " (" + rule + ")") +
                                 (lacking ? " " + lack_ : std::string()));
}

std::optional<Json> Dialog::ask(Method method, const std::string& target, const Body& body) {
  const auto result = transport_.call(method, target, body);
  if (const auto* nobody = std::get_if<Unreachable>(&result)) {
    return fail(Exit::Unreachable, printable(nobody->why));
  }
  const auto& answer = std::get<Answer>(result);
  if (answer.status != kHttpOk && answer.status != kAccepted) {
    return refused(answer);
  }
  auto json = Json::parse(answer.body, nullptr, false);
  return json.is_object() ? std::optional(std::move(json)) : fail(Exit::Unreachable, kStranger);
}

std::optional<std::vector<Json>> Dialog::all_of(
    const char* list, const std::function<std::string(const std::string& after)>& target) {
  std::vector<Json> all;
  std::string after;
  while (true) {
    const auto page = ask(Method::Get, target(after));
    if (!page) {
      return std::nullopt;
    }
    for (const auto& row : page->value(list, Json::array())) {
      all.push_back(row);
    }
    const auto next = next_of(*page);
    if (next.empty()) {
      return all;
    }
    if (next == after) {
      (void)fail(Exit::Unreachable, "The server's list does not end. Its version may be another.");
      return std::nullopt;
    }
    after = next;
  }
}

}  // namespace control
