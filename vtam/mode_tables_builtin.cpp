#include "vtam/mode_tables_builtin.h"

#include <span>

#include "config/verify.h"

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
  ModeOrigin origin;
  const Protocol* protocol;
  Presentation presentation;
};

constexpr std::uint16_t k24x80 = 0x1850;
constexpr std::uint16_t k32x80 = 0x2050;
constexpr std::uint16_t k43x80 = 0x2B50;
constexpr std::uint16_t k27x132 = 0x1B84;
constexpr std::uint8_t kQuery = 0x80;

constexpr ModeOrigin kConfirmed = ModeOrigin::Confirmed;
constexpr ModeOrigin kInferred = ModeOrigin::Inferred;

// z/VSE's table, as far as the model names its entries. They are read from their names (3270 model
// n, Queriable, Non-SNA); the printers' have the confirmed shapes of D6328902 and SCS.
constexpr Entry kIesinclm[] = {
    {"SP3272QN", kInferred, &kNonSna, {0x00, kQuery, 0, 0, 0x03}},
    {"SP3273QN", kInferred, &kNonSna, {0x00, kQuery, k24x80, k32x80, 0x7F}},
    {"SP3274QN", kInferred, &kNonSna, {0x00, kQuery, k24x80, k43x80, 0x7F}},
    {"SP3275QN", kInferred, &kNonSna, {0x00, kQuery, k24x80, k27x132, 0x7F}},
    {"SPDSCPRT", kInferred, &kDscPrinter, {0x03, 0x00, k24x80, k24x80, 0x7F}},
    {"SPSCSPRT", kInferred, &kScsPrinter, {0x01, 0x00, 0, 0, 0x00}},
};

// VTAM's own table with the entries that MVS and z/OS installations add to it.
constexpr Entry kIstinclm[] = {
    {"S3270", kConfirmed, &kNonSna, {0x00, 0x00, 0, 0, 0x02}},
    {"S32785", kConfirmed, &kNonSna, {0x00, 0x00, k24x80, k27x132, 0x7F}},
    {"DSILGMOD", kConfirmed, &kNonSna, {0x00, 0x00, 0, 0, 0x02}},
    // Local, without SNA.
    {"D4B32782", kConfirmed, &kNonSna, {0x00, 0x00, k24x80, 0, 0x7E}},
    {"D4B32783", kInferred, &kNonSna, {0x00, 0x00, k24x80, k32x80, 0x7F}},
    {"D4B32784", kInferred, &kNonSna, {0x00, 0x00, k24x80, k43x80, 0x7F}},
    {"D4B32785", kInferred, &kNonSna, {0x00, 0x00, k24x80, k27x132, 0x7F}},
    {"D4B32XX3", kConfirmed, &kNonSna, {0x00, kQuery, 0, 0, 0x03}},
    // Remote, LU2. Some tables have 24x80 and 32x80 for D4C32782, some both sizes for D4C32785.
    {"D4C32782", kConfirmed, &kSna, {0x02, 0x00, k24x80, 0, 0x7E}},
    {"D4C32783", kInferred, &kSna, {0x02, 0x00, k24x80, k32x80, 0x7F}},
    {"D4C32784", kInferred, &kSna, {0x02, 0x00, k24x80, k43x80, 0x7F}},
    {"D4C32785", kConfirmed, &kSna, {0x02, 0x00, k27x132, 0, 0x7E}},
    {"D4C32XX3", kInferred, &kSna, {0x02, kQuery, 0, 0, 0x03}},
    // Nobody has shown these two: as D4C32XX3, but with the model's own size from the start.
    {"D4C32XX4", kInferred, &kSna, {0x02, kQuery, k43x80, 0, 0x7E}},
    {"D4C32XX5", kInferred, &kSna, {0x02, kQuery, k27x132, 0, 0x7E}},
    // Local, LU2.
    {"D4A32782", kInferred, &kSna, {0x02, 0x00, k24x80, 0, 0x7E}},
    {"D4A32783", kInferred, &kSna, {0x02, 0x00, k24x80, k32x80, 0x7F}},
    {"D4A32784", kInferred, &kSna, {0x02, 0x00, k24x80, k43x80, 0x7F}},
    {"D4A32785", kInferred, &kSna, {0x02, 0x00, k27x132, 0, 0x7E}},
    {"D4A32XX3", kInferred, &kSna, {0x02, kQuery, 0, 0, 0x03}},
    // What z/OS' TELNETDEVICE has for TN3270E clients, and for classic ones.
    {"SNX32702", kInferred, &kSna, {0x02, kQuery, k24x80, 0, 0x7E}},
    {"SNX32703", kInferred, &kSna, {0x02, kQuery, k24x80, k32x80, 0x7F}},
    {"SNX32704", kInferred, &kSna, {0x02, kQuery, k24x80, k43x80, 0x7F}},
    {"SNX32705", kInferred, &kSna, {0x02, kQuery, k24x80, k27x132, 0x7F}},
    {"NSX32702", kInferred, &kNonSna, {0x00, kQuery, k24x80, 0, 0x7E}},
    {"NSX32703", kInferred, &kNonSna, {0x00, kQuery, k24x80, k32x80, 0x7F}},
    {"NSX32704", kInferred, &kNonSna, {0x00, kQuery, k24x80, k43x80, 0x7F}},
    {"NSX32705", kInferred, &kNonSna, {0x00, kQuery, k24x80, k27x132, 0x7F}},
    {"D6327802", kConfirmed, &k3276, {0x02, 0x00, k24x80, 0, 0x7E}},
    {"D63278TS", kConfirmed, &k3276Tso, {0x02, 0x00, 0, 0, 0x02}},
    // Printers.
    {"D6328902", kConfirmed, &kDscPrinter, {0x03, 0x00, k24x80, k24x80, 0x7F}},
    {"DSC2K", kInferred, &kDscPrinter, {0x03, 0x00, k24x80, k24x80, 0x7F}},
    {"DSC4K", kInferred, &kDscPrinter, {0x03, 0x00, k24x80, k43x80, 0x7F}},
    {"SCS", kConfirmed, &kScsPrinter, {0x01, 0x00, 0, 0, 0x00}},
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
  mode.origin = entry.origin;
  return mode;
}

std::vector<LogMode> log_modes(std::span<const Entry> entries) {
  std::vector<LogMode> modes;
  modes.reserve(entries.size());
  for (const Entry& entry : entries) {
    modes.push_back(log_mode(entry));
  }
  return modes;
}

}  // namespace

std::vector<LogMode> built_in_iesinclm() {
  return log_modes(kIesinclm);
}

std::vector<LogMode> built_in_istinclm() {
  return log_modes(kIstinclm);
}

}  // namespace vtam
