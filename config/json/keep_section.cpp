#include "config/json/fields.h"
#include "config/json/sections.h"

// "keep": sessions that outlive their connection, of a group or of a partition's "sessions".
namespace config::json {
namespace {

constexpr Word<Takeover> kTakeovers[] = {{"never", Takeover::Never},
                                         {"dead", Takeover::Dead},
                                         {"certificate", Takeover::Certificate},
                                         {"address", Takeover::Address}};

enum class Same : std::uint8_t { Certificate, Address };
constexpr Word<Same> kSames[] = {{"certificate", Same::Certificate}, {"address", Same::Address}};

void read_by(Reading& reading, const Value& list, KeepSettings& keep) {
  keep.by_certificate = keep.by_address = false;
  read_list(reading, list, [&](const Value& entry) {
    Same same = Same::Certificate;
    if (reading.word(entry, kSames, same)) {
      (same == Same::Certificate ? keep.by_certificate : keep.by_address) = true;
    }
  });
  if (list.kind() == Kind::List && list.begin() == list.end()) {
    reading.error(list.at(), label(list) +
                                 " is empty, so nobody would get a session back; write "
                                 "\"certificate\", \"address\" or both");
  }
}

constexpr Field<KeepSettings> kKeepFields[] = {
    {"seconds", [](Reading& r, const Value& v,
                   KeepSettings& k) { r.seconds(v, Span{.or_never = true}, k.lost); }},
    {"takeover",
     [](Reading& r, const Value& v, KeepSettings& k) { r.word(v, kTakeovers, k.takeover); }},
    {"by", read_by},
    {"tell", [](Reading& r, const Value& v, KeepSettings& k) { r.flag(v, k.tell); }},
};

}  // namespace

void read_keep(Reading& reading, const Value& value, KeepSettings& keep) {
  if (!read_fields(reading, value, kKeepFields, keep)) {
    return;
  }
  keep.at = value.at();
  const bool certificate = keep.takeover == Takeover::Certificate && !keep.by_certificate;
  const bool address = keep.takeover == Takeover::Address && !keep.by_address;
  if (certificate || address) {
    reading.error(value.at(), std::string("'takeover' is \"") + text(keep.takeover) +
                                  "\", but 'by' does not name it; add it there");
  }
}

Keys keep_keys() {
  return keys_of(kKeepFields);
}

}  // namespace config::json
