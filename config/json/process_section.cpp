#include "config/json/fields.h"
#include "config/json/sections.h"
#include "config/limits.h"

namespace config::json {
namespace {

constexpr Field<AdminSettings> kAdminFields[] = {
    {"enabled", [](Reading& r, const Value& v, AdminSettings& a) { r.flag(v, a.enabled); }},
    {"address", [](Reading& r, const Value& v, AdminSettings& a) { r.host(v, a.address); }},
    {"port", [](Reading& r, const Value& v, AdminSettings& a) { r.port(v, a.port); }},
    {"token_file", [](Reading& r, const Value& v, AdminSettings& a) { r.path(v, a.token_file); }},
};

template <Ticks TimingSettings::*deadline>
void read_deadline(Reading& reading, const Value& value, TimingSettings& timing) {
  reading.seconds(value, Span{}, timing.*deadline);
}

void read_keepalive(Reading& reading, const Value& value, TimingSettings& timing) {
  const Span span{.least = limits::kShortestKeepalive, .most = limits::kLongestKeepalive};
  reading.seconds(value, span, timing.keepalive);
}

void read_timing_mark(Reading& reading, const Value& value, TimingSettings& timing) {
  reading.seconds(value, Span{.or_never = true}, timing.timing_mark);
}

constexpr Field<TimingSettings> kTimingFields[] = {
    {"negotiation_phase", read_deadline<&TimingSettings::negotiation_phase>},
    {"negotiation_all", read_deadline<&TimingSettings::negotiation_all>},
    {"tls_handshake", read_deadline<&TimingSettings::tls_handshake>},
    {"query_reply", read_deadline<&TimingSettings::query_reply>},
    {"unfinished", read_deadline<&TimingSettings::unfinished>},
    {"printer_response", read_deadline<&TimingSettings::printer_response>},
    {"unacknowledged", read_deadline<&TimingSettings::unacknowledged>},
    {"keepalive", read_keepalive},
    {"timing_mark", read_timing_mark},
    {"terminating", read_deadline<&TimingSettings::terminating>},
    {"probe_answer", read_deadline<&TimingSettings::probe_answer>},
};

}  // namespace

void read_admin(Reading& reading, const Value& value) {
  AdminSettings& admin = reading.config().admin;
  admin.at = value.key_at();
  read_fields(reading, value, kAdminFields, admin);
}

void read_timing(Reading& reading, const Value& value) {
  TimingSettings& timing = reading.config().timing;
  read_fields(reading, value, kTimingFields, timing);
  if (timing.negotiation_all < timing.negotiation_phase) {
    reading.draft().problems.warning(
        value.key_at(),
        "'negotiation_all' is shorter than 'negotiation_phase', which can then never run out; "
        "make it longer");
  }
}

void read_unknown(Reading& reading, const Value& value) {
  UnknownStatements unknown = UnknownStatements::Error;
  constexpr Word<UnknownStatements> kWords[] = {{"error", UnknownStatements::Error},
                                                {"warn", UnknownStatements::Warn}};
  if (reading.word(value, kWords, unknown)) {
    reading.draft().unknown = unknown;
  }
}

void read_autoinstall(Reading& reading, const Value& value) {
  constexpr Word<Autoinstall> kWords[] = {{"DFHTERM", Autoinstall::Dfhterm},
                                          {"VSESPG", Autoinstall::Vsespg}};
  reading.word(value, kWords, reading.config().autoinstall);
}

Keys admin_keys() {
  return keys_of(kAdminFields);
}

Keys timing_keys() {
  return keys_of(kTimingFields);
}

}  // namespace config::json
