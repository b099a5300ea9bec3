#include <algorithm>
#include <utility>

#include "vtam/acb/desk_state.h"
#include "vtam/acb/open_judge.h"

// The beginning of a connection: versions that meet, and a token where one is needed.
namespace vtam {
namespace {

std::string range(std::int64_t minimum, std::int64_t current) {
  return std::to_string(current) + " (and understands " + std::to_string(minimum) + ")";
}

No version_gap(const HelloLine& hello) {
  const std::string why =
      hello.name + " speaks version " + range(hello.minimum, hello.current) + ", this server " +
      range(kApiMinimum, kApiCurrent) + ": " +
      (hello.minimum > kApiCurrent ? "a newer tn3270d is needed" : "a newer library is needed");
  return {{.rule = "VERSION", .why = why, .field = "api"}, why};
}

// Every token is looked at, whichever it is.
bool is_allowed(const std::string& token, const std::vector<std::string>& tokens) {
  bool allowed = false;
  for (const std::string& known : tokens) {
    allowed = same_secret(token, known) || allowed;
  }
  return allowed;
}

}  // namespace

Verdict Desk::State::take(Turn& turn, const Request& request, HelloLine& hello) {
  DeskConnection& from = turn.from;
  if (from.version != 0) {
    return No{{.rule = "HELLO-TWICE", .why = "hello was said before; it begins a connection"}};
  }
  if (from.peer.needs_token && !is_allowed(hello.token, tokens)) {
    const char* const why = hello.token.empty() ? "a connection over TCP needs a token"
                                                : "this token is not in the token file";
    return No{{.rule = "TOKEN", .why = why, .field = "token"}, why};
  }
  const std::int64_t agreed = std::min(hello.current, kApiCurrent);
  if (agreed < std::max(hello.minimum, kApiMinimum)) {
    return version_gap(hello);
  }
  from.version = agreed;
  from.name = std::move(hello.name);
  put_line(from.id, hello_line(version, request.id), turn.outcomes);
  put_log(DeskLog::Level::Info,
          "TND401I " + from.who() + " has connected, version " + std::to_string(agreed),
          turn.outcomes);
  if (hello.current != kApiCurrent) {
    put_log(DeskLog::Level::Warning,
            "TND406W " + from.who() + " speaks version " + std::to_string(hello.current) +
                ", this server " + std::to_string(kApiCurrent) + ": they go on with " +
                std::to_string(agreed) + ", and what is newer is missing",
            turn.outcomes);
  }
  return std::nullopt;
}

}  // namespace vtam
