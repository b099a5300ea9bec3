#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "config/names.h"
#include "vtam/acb/acb.h"
#include "vtam/acb/json_reader.h"
#include "vtam/acb/said.h"
#include "vtam/acb/session_key.h"

// Lines of applications as values.
namespace vtam {

struct HelloLine {
  std::int64_t current = 0;
  std::int64_t minimum = 0;
  std::string name{};
  std::string token{};
};
struct OpenLine {
  config::ApplId application;
  std::string password{};
  AcbMode mode = AcbMode::Screen;
};
struct CloseAcbLine {
  config::ApplId application;
};
// Everything that is for a session.
struct SessionLine {
  std::optional<SessionKey> key{};  // nullopt: no session was ever called so
  Said said;
};
struct AcquireLine {
  config::LuName lu;
  std::optional<config::ModeName> logmode{};
  bool queue = false;
  std::optional<config::ApplId> application{};
};
struct CancelLine {
  RequestId acquire{};
};
struct PingLine {
  std::int64_t n = 0;
};
struct PongLine {};

using RequestBody = std::variant<HelloLine, OpenLine, CloseAcbLine, SessionLine, AcquireLine,
                                 CancelLine, PingLine, PongLine>;
struct Request {
  std::string_view type{};  // one of ours: lives for ever
  RequestId id{};
  std::string session{};  // as it was said
  RequestBody body;
};

// A line that is none.
struct LineFault {
  std::string of{};  // its type, as far as it has one
  RequestId id{};
  std::string session{};
  std::string rule{};
  std::string field{};
  std::string why{};
};

// The reader is only there to be used again.
[[nodiscard]] std::variant<Request, LineFault> read_request(std::string_view line,
                                                            JsonReader& reader);

}  // namespace vtam
