#include "config/json/fields.h"
#include "config/json/key_words.h"
#include "config/json/sections.h"
#include "config/limits.h"

// "several": applications of one user at the same time, of a group or of a partition's "sessions".
namespace config::json {
namespace {

constexpr Field<SeveralSettings> kSeveralFields[] = {
    {"most", [](Reading& r, const Value& v,
                SeveralSettings& s) { r.count(v, 1, limits::kSeveralMost, s.most); }},
    {"menu_key",
     [](Reading& r, const Value& v, SeveralSettings& s) { r.word(v, kKey, s.menu_key); }},
    {"next_key",
     [](Reading& r, const Value& v, SeveralSettings& s) { r.word(v, kKeyOrNone, s.next_key); }},
};

}  // namespace

void read_several(Reading& reading, const Value& value, SeveralSettings& several) {
  several.most = limits::kSeveral;
  if (!read_fields(reading, value, kSeveralFields, several)) {
    return;
  }
  several.at = value.at();
  if (several.menu_key == several.next_key) {
    reading.error(value.at(), "'menu_key' and 'next_key' are both " + key_text(several.menu_key) +
                                  "; name another key for one of the two");
  }
}

Keys several_keys() {
  return keys_of(kSeveralFields);
}

}  // namespace config::json
