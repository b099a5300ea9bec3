#include <span>

#include "config/verify.h"
#include "vtam/logmode.h"

namespace vtam {
namespace {

// Session protocol of a family of modes: everything of a MODEENT before PSERVIC.
struct Protocol {
  std::uint8_t fm_profile;
  std::uint8_t ts_profile;
  std::uint8_t primary;
  std::uint8_t secondary;
  std::uint16_t common;
  std::uint16_t ru_sizes;
  std::uint8_t pacing;
};
constexpr Protocol kNonSna{0x02, 0x02, 0x71, 0x40, 0x2000, 0x0000, 0};
constexpr Protocol kSna{0x03, 0x03, 0xB1, 0x90, 0x3080, 0x87F8, 0};
constexpr Protocol k3276{0x03, 0x03, 0xB1, 0x90, 0x3080, 0x88F8, 0};
constexpr Protocol k3276Tso{0x03, 0x03, 0xB1, 0x90, 0x3080, 0x8587, 0};
constexpr Protocol kDscPrinter{0x03, 0x03, 0xB1, 0x90, 0x3080, 0x8787, 0};
constexpr Protocol kScsPrinter{0x03, 0x03, 0xB1, 0x90, 0x3080, 0x87C6, 1};

// PSERVIC bytes 1, 2 and 7-11: LU type, query flag, both sizes, size code.
struct Presentation {
  std::uint8_t lu_type;
  std::uint8_t flags;
  std::uint16_t primary;    // rows and columns, two hex digits each
  std::uint16_t alternate;  // the same
  std::uint8_t size_code;
};

struct Entry {
  const char* name;
  const Protocol* protocol;
  Presentation presentation;
};

constexpr std::uint16_t k24x80 = 0x1850;
constexpr std::uint16_t k32x80 = 0x2050;
constexpr std::uint16_t k43x80 = 0x2B50;
constexpr std::uint16_t k27x132 = 0x1B84;
constexpr std::uint8_t kQuery = 0x80;

// z/VSE's table, as far as the model names its entries. All five 3270 rows are unconfirmed: read
// from the names (3270 model n, Queriable, Non-SNA). SPDSCPRT has the confirmed shape of D6328902,
// SPSCSPRT that of SCS.
constexpr Entry kIesinclm[] = {
    {"SP3272QN", &kNonSna, {0x00, kQuery, 0, 0, 0x03}},
    {"SP3273QN", &kNonSna, {0x00, kQuery, k24x80, k32x80, 0x7F}},
    {"SP3274QN", &kNonSna, {0x00, kQuery, k24x80, k43x80, 0x7F}},
    {"SP3275QN", &kNonSna, {0x00, kQuery, k24x80, k27x132, 0x7F}},
    {"SPDSCPRT", &kDscPrinter, {0x03, 0x00, k24x80, k24x80, 0x7F}},
    {"SPSCSPRT", &kScsPrinter, {0x01, 0x00, 0, 0, 0x00}},
};

constexpr Entry kIstinclm[] = {
    // Confirmed: value read in a published table.
    {"S3270", &kNonSna, {0x00, 0x00, 0, 0, 0x02}},
    {"S32785", &kNonSna, {0x00, 0x00, k24x80, k27x132, 0x7F}},
    {"DSILGMOD", &kNonSna, {0x00, 0x00, 0, 0, 0x02}},
    {"D4B32782", &kNonSna, {0x00, 0x00, k24x80, 0, 0x7E}},
    {"D4B32XX3", &kNonSna, {0x00, kQuery, 0, 0, 0x03}},
    {"D4C32782", &kSna, {0x02, 0x00, k24x80, 0, 0x7E}},
    {"D4C32785", &kSna, {0x02, 0x00, k27x132, 0, 0x7E}},
    {"D6327802", &k3276, {0x02, 0x00, k24x80, 0, 0x7E}},
    {"D63278TS", &k3276Tso, {0x02, 0x00, 0, 0, 0x02}},
    {"D6328902", &kDscPrinter, {0x03, 0x00, k24x80, k24x80, 0x7F}},
    {"SCS", &kScsPrinter, {0x01, 0x00, 0, 0, 0x00}},
    // Inferred from the naming rules and their confirmed neighbours.
    {"D4B32783", &kNonSna, {0x00, 0x00, k24x80, k32x80, 0x7F}},
    {"D4B32784", &kNonSna, {0x00, 0x00, k24x80, k43x80, 0x7F}},
    {"D4B32785", &kNonSna, {0x00, 0x00, k24x80, k27x132, 0x7F}},
    {"D4C32783", &kSna, {0x02, 0x00, k24x80, k32x80, 0x7F}},
    {"D4C32784", &kSna, {0x02, 0x00, k24x80, k43x80, 0x7F}},
    {"D4A32782", &kSna, {0x02, 0x00, k24x80, 0, 0x7E}},
    {"D4A32783", &kSna, {0x02, 0x00, k24x80, k32x80, 0x7F}},
    {"D4A32784", &kSna, {0x02, 0x00, k24x80, k43x80, 0x7F}},
    {"D4A32785", &kSna, {0x02, 0x00, k27x132, 0, 0x7E}},
    {"D4C32XX3", &kSna, {0x02, kQuery, 0, 0, 0x03}},
    {"D4A32XX3", &kSna, {0x02, kQuery, 0, 0, 0x03}},
    {"SNX32702", &kSna, {0x02, kQuery, k24x80, 0, 0x7E}},
    {"SNX32703", &kSna, {0x02, kQuery, k24x80, k32x80, 0x7F}},
    {"SNX32704", &kSna, {0x02, kQuery, k24x80, k43x80, 0x7F}},
    {"SNX32705", &kSna, {0x02, kQuery, k24x80, k27x132, 0x7F}},
    {"NSX32702", &kNonSna, {0x00, kQuery, k24x80, 0, 0x7E}},
    {"NSX32703", &kNonSna, {0x00, kQuery, k24x80, k32x80, 0x7F}},
    {"NSX32704", &kNonSna, {0x00, kQuery, k24x80, k43x80, 0x7F}},
    {"NSX32705", &kNonSna, {0x00, kQuery, k24x80, k27x132, 0x7F}},
    {"DSC2K", &kDscPrinter, {0x03, 0x00, k24x80, k24x80, 0x7F}},
    {"DSC4K", &kDscPrinter, {0x03, 0x00, k24x80, k43x80, 0x7F}},
};

config::ModeName mode_name(const char* text) {
  const auto name = config::ModeName::parse(text);
  VERIFY(name.has_value(), "a built-in logmode has a valid name");
  return *name;
}

std::uint8_t high(std::uint16_t value) {
  return static_cast<std::uint8_t>(value >> 8U);
}
std::uint8_t low(std::uint16_t value) {
  return static_cast<std::uint8_t>(value & 0xFFU);
}

LogMode log_mode(const Entry& entry) {
  const Protocol& protocol = *entry.protocol;
  const Presentation& shown = entry.presentation;
  LogMode mode{.name = mode_name(entry.name)};
  mode.fm_profile = protocol.fm_profile;
  mode.ts_profile = protocol.ts_profile;
  mode.primary = protocol.primary;
  mode.secondary = protocol.secondary;
  mode.common = protocol.common;
  mode.ru_sizes = protocol.ru_sizes;
  mode.secondary_receive_pacing = protocol.pacing;
  mode.primary_send_pacing = protocol.pacing;
  mode.pservic = {shown.lu_type, shown.flags, 0, 0,
                  // LU1 says in byte 5 which SCS controls it takes.
                  static_cast<std::uint8_t>(shown.lu_type == 0x01 ? 0xE1 : 0x00), 0,
                  high(shown.primary), low(shown.primary), high(shown.alternate),
                  low(shown.alternate), shown.size_code, 0};
  return mode;
}

std::unordered_map<config::ModeName, LogMode> table(std::span<const Entry> entries) {
  std::unordered_map<config::ModeName, LogMode> modes;
  for (const Entry& entry : entries) {
    const LogMode mode = log_mode(entry);
    VERIFY(modes.emplace(mode.name, mode).second, "a built-in logmode is in its table once");
  }
  return modes;
}

config::TableName table_name(const char* text) {
  const auto name = config::TableName::parse(text);
  VERIFY(name.has_value(), "a built-in table has a valid name");
  return *name;
}

}  // namespace

config::TableName ModeTables::iesinclm() {
  return table_name("IESINCLM");
}
config::TableName ModeTables::istinclm() {
  return table_name("ISTINCLM");
}

ModeTables::ModeTables() {
  tables_.emplace(iesinclm(), table(kIesinclm));
  tables_.emplace(istinclm(), table(kIstinclm));
}

bool ModeTables::has_table(config::TableName name) const {
  return tables_.contains(name);
}

const LogMode* ModeTables::find_in(config::TableName name, config::ModeName mode) const {
  const auto entries = tables_.find(name);
  if (entries == tables_.end()) {
    return nullptr;
  }
  const auto found = entries->second.find(mode);
  return found == entries->second.end() ? nullptr : &found->second;
}

const LogMode* ModeTables::find(config::ModeName mode,
                                std::optional<config::TableName> first) const {
  if (first) {
    if (const LogMode* found = find_in(*first, mode)) {
      return found;
    }
  }
  return find_in(istinclm(), mode);
}

}  // namespace vtam
