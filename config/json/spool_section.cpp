#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <limits>
#include <string>

#include "config/json/fields.h"
#include "config/json/sections.h"

// "spool": where jobs wait, and how many are kept.
namespace config::json {
namespace {

// Longer is a typing mistake: milliseconds for seconds. Audits ask for ten years.
constexpr Ticks kKeptMost = std::chrono::hours(24 * 366 * 10);
// One report of a night; less would refuse honest jobs.
constexpr std::uint64_t kQuotaLeast = std::uint64_t{1} << 20U;
// The longest file of ext4.
constexpr std::uint64_t kQuotaMost = std::uint64_t{16} << 40U;

struct Unit {
  std::string_view name;
  unsigned shift;
};
constexpr std::array kUnits = {Unit{"", 0}, Unit{"KiB", 10}, Unit{"MiB", 20}, Unit{"GiB", 30},
                               Unit{"TiB", 40}};

// 0: it is no size that a quota may have.
std::uint64_t bytes_of(std::string_view text) {
  std::uint64_t number = 0;
  const char* end_of_text = text.data() + text.size();
  const auto [end, fault] = std::from_chars(text.data(), end_of_text, number);
  if (fault != std::errc()) {
    return 0;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.substr(0, 1) == " ") {
    text.remove_prefix(1);
  }
  const auto* const unit =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& one) { return one.name == text; });
  if (unit == kUnits.end() || number > (kQuotaMost >> unit->shift)) {
    return 0;
  }
  const std::uint64_t bytes = number << unit->shift;
  return bytes < kQuotaLeast ? 0 : bytes;
}

void read_quota(Reading& reading, const Value& value, SpoolSettings& spool) {
  constexpr const char* kAllowed = "a size from 1 MiB to 16 TiB, like \"4 GiB\" or 4294967296";
  if (value.kind() != Kind::Number && !reading.is(value, Kind::Text, kAllowed)) {
    return;
  }
  const std::uint64_t bytes = bytes_of(value.text());
  if (bytes == 0) {
    reading.error(value.at(), label(value) + " must be " + kAllowed + ", not " +
                                  std::string(value.text().substr(0, 40)));
    return;
  }
  spool.quota = bytes;
}

template <Ticks SpoolSettings::*time>
void read_kept(Reading& reading, const Value& value, SpoolSettings& spool) {
  reading.seconds(value, Span{.most = kKeptMost, .or_never = true}, spool.*time);
}

constexpr Field<SpoolSettings> kSpoolFields[] = {
    {"path", [](Reading& r, const Value& v, SpoolSettings& s) { r.path(v, s.path); }},
    {"quota", read_quota},
    {"keep_printed", read_kept<&SpoolSettings::keep_printed>},
    {"keep_failed", read_kept<&SpoolSettings::keep_failed>},
};

}  // namespace

void read_spool(Reading& reading, const Value& value) {
  SpoolSettings& spool = reading.config().spool.emplace();
  spool.at = value.key_at();
  read_fields(reading, value, kSpoolFields, spool);
}

Keys spool_keys() {
  return keys_of(kSpoolFields);
}

}  // namespace config::json
