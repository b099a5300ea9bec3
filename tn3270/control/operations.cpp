#include "tn3270/control/operations.h"

#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>
#include <vector>

#include "tn3270/control/application_text.h"
#include "tn3270/control/columns.h"
#include "tn3270/control/lu_text.h"

namespace control {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kStranger = "What answers there is not the admin API of tn3270d.";
constexpr int kOk = 200;
constexpr int kNoToken = 401;

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

std::string list_target(const LuFilter& filter, const std::string& after) {
  std::string target = "/v1/lus";
  add_parameter(target, "state", filter.state);
  add_parameter(target, "group", filter.group);
  add_parameter(target, "application", filter.application);
  add_parameter(target, "client", filter.client);
  add_parameter(target, "after", after);
  return target;
}

}  // namespace

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

Operations::Operations(Transport& transport, std::string lack, std::ostream& out, std::ostream& err)
    : transport_(transport), lack_(std::move(lack)), out_(out), err_(err) {}

std::optional<Json> Operations::fail(Exit how, const std::string& sentence) {
  failure_ = how;
  err_ << "tn3270ctl: " << sentence << "\n";
  return std::nullopt;
}

std::optional<Json> Operations::refused(const Answer& answer) {
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

std::optional<Json> Operations::ask(Method method, const std::string& target,
                                    const std::string& body) {
  const auto result = transport_.call(method, target, body);
  if (const auto* nobody = std::get_if<Unreachable>(&result)) {
    return fail(Exit::Unreachable, printable(nobody->why));
  }
  const auto& answer = std::get<Answer>(result);
  if (answer.status != kOk) {
    return refused(answer);
  }
  auto json = Json::parse(answer.body, nullptr, false);
  return json.is_object() ? std::optional(std::move(json)) : fail(Exit::Unreachable, kStranger);
}

std::optional<std::vector<Json>> Operations::all_of(
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
    const auto next = text_of(*page, "next");
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

Exit Operations::lus(const LuFilter& filter, Form form) {
  const auto all =
      all_of("lus", [&filter](const std::string& after) { return list_target(filter, after); });
  if (!all) {
    return failure_;
  }
  if (form == Form::Json) {
    out_ << pretty(Json{{"lus", *all}, {"next", nullptr}});
  } else if (all->empty()) {
    out_ << "No LU.\n";
  } else {
    out_ << lu_table(*all);
  }
  return Exit::Done;
}

Exit Operations::applications(Form form) {
  const auto all = all_of("applications", [](const std::string& after) {
    std::string target = "/v1/applications";
    add_parameter(target, "after", after);
    return target;
  });
  if (!all) {
    return failure_;
  }
  if (form == Form::Json) {
    out_ << pretty(Json{{"applications", *all}, {"next", nullptr}});
  } else {
    out_ << application_table(*all);
  }
  return Exit::Done;
}

Exit Operations::show(const std::string& lu, Form form) {
  const auto answer = ask(Method::Get, "/v1/lus/" + percent_encode(lu));
  if (!answer) {
    return failure_;
  }
  out_ << (form == Form::Json ? pretty(*answer) : lu_details(*answer));
  return Exit::Done;
}

Exit Operations::change(Verb verb, const std::string& name) {
  const bool kill = verb == Verb::Kill;
  const auto answer =
      ask(Method::Post, "/v1/lus/" + percent_encode(name) + (kill ? "/kill" : "/react"));
  if (!answer) {
    return failure_;
  }
  const auto lu = text_of(*answer, "lu");
  const auto now = text_of(*answer, "now");
  out_ << lu << " was " << text_of(*answer, "was") << " and is now " << now << ".\n";
  if (kill && now == "TERMINATING") {
    out_ << "Its application has not let go yet; tn3270ctl react " << lu << " frees it at once.\n";
  }
  return Exit::Done;
}

Exit Operations::trace(const std::string& lu, unsigned seconds) {
  const std::string target = "/v1/lus/" + percent_encode(lu) + "/trace" +
                             (seconds > 0 ? "?seconds=" + std::to_string(seconds) : std::string());
  const auto result = transport_.stream(target, [this](std::string_view line) {
    if (!line.empty()) {  // an empty one says that the server is there
      out_ << printable(line) << std::endl;
    }
    return out_.good() ? Next::GoOn : Next::Stop;
  });
  if (const auto* nobody = std::get_if<Unreachable>(&result)) {
    (void)fail(Exit::Unreachable, printable(nobody->why));
    return failure_;
  }
  const auto& answer = std::get<Answer>(result);
  if (answer.status == kOk || answer.status == 0) {  // 0: interrupted before the answer
    return Exit::Done;
  }
  (void)refused(answer);
  return failure_;
}

Exit Operations::command(const std::string& text) {
  const Json request{{"command", text}};
  const auto answer = ask(Method::Post, "/v1/command",
                          request.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (!answer) {
    return failure_;
  }
  for (const Json& message : answer->value("messages", Json::array())) {
    out_ << text_of(message, "text") << "\n";
  }
  const auto done = answer->find("done");
  return done != answer->end() && *done == true ? Exit::Done : Exit::Refused;
}

Exit Operations::version(Form form) {
  const auto answer = ask(Method::Get, "/v1/version");
  if (!answer) {
    return failure_;
  }
  if (form == Form::Json) {
    out_ << pretty(*answer);
    return Exit::Done;
  }
  const auto api = answer->value("api", Json::object());
  out_ << text_of(*answer, "product") << " " << text_of(*answer, "version") << ", API version "
       << api.value("current", Json()).dump() << " (from " << api.value("minimum", Json()).dump()
       << " on); tn3270ctl " << TN3270D_VERSION << "\n";
  return Exit::Done;
}

}  // namespace control
