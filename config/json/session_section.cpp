#include "config/json/fields.h"
#include "config/json/sections.h"
#include "config/limits.h"

// "sessions" and "throttle": what a partition's clients meet between sessions.
namespace config::json {
namespace {

template <Ticks SessionSettings::*time>
void read_time(Reading& reading, const Value& value, SessionSettings& sessions) {
  reading.seconds(value, Span{.or_never = true}, sessions.*time);
}

template <bool SessionSettings::*flag>
void read_flag(Reading& reading, const Value& value, SessionSettings& sessions) {
  reading.flag(value, sessions.*flag);
}

constexpr Field<SessionSettings> kSessionsFields[] = {
    {"keep_at_logoff", read_flag<&SessionSettings::keep_at_logoff>},
    {"explain_errors", read_flag<&SessionSettings::explain_errors>},
    {"terminal_inactive", read_time<&SessionSettings::terminal_inactive>},
    {"printer_inactive", read_time<&SessionSettings::printer_inactive>},
    {"keep_lu", read_time<&SessionSettings::keep_lu>},
    {"drop_partner", read_flag<&SessionSettings::drop_partner>},
    {"keep", [](Reading& r, const Value& v, SessionSettings& s) { read_keep(r, v, s.keep); }},
    {"several",
     [](Reading& r, const Value& v, SessionSettings& s) { read_several(r, v, s.several); }},
};

template <std::uint32_t ThrottleSettings::*most>
void read_most(Reading& reading, const Value& value, ThrottleSettings& throttle) {
  reading.count(value, 0, limits::kThrottleMost, throttle.*most);
}

constexpr Field<ThrottleSettings> kThrottleFields[] = {
    {"refused_names", read_most<&ThrottleSettings::refused_names>},
    {"logons", read_most<&ThrottleSettings::logons>},
    {"loopback", [](Reading& r, const Value& v, ThrottleSettings& t) { r.flag(v, t.loopback); }},
};

}  // namespace

void read_sessions(Reading& reading, const Value& value, ServerSettings& server) {
  read_fields(reading, value, kSessionsFields, server.sessions);
}

void read_throttle(Reading& reading, const Value& value, ServerSettings& server) {
  read_fields(reading, value, kThrottleFields, server.throttle);
}

Keys sessions_keys() {
  return keys_of(kSessionsFields);
}

Keys throttle_keys() {
  return keys_of(kThrottleFields);
}

}  // namespace config::json
