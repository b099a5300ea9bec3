#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/names.h"
#include "config/settings.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/device_type.h"
#include "tn3270/datastream/screen_size.h"

namespace vtam {

// Where the values of a logmode are from.
enum class ModeOrigin : std::uint8_t {
  Confirmed,  // read in a published table or manual
  Inferred,   // from the rules that the names follow, and from neighbours
  Defined     // a MODEENT of a book or of JSON
};

// One MODEENT: the BIND values that a logmode stands for (PROTOCOL 4.9). `pservic` is BIND bytes
// 14-25.
struct LogMode {
  config::ModeName name;
  std::uint8_t fm_profile = 0x02;
  std::uint8_t ts_profile = 0x02;
  std::uint8_t primary = 0x71;
  std::uint8_t secondary = 0x40;
  std::uint16_t common = 0x2000;
  std::uint16_t ru_sizes = 0;                 // secondary then primary, each X*2^Y in two nibbles
  std::uint8_t secondary_send_pacing = 0;     // SSNDPAC, BIND byte 8
  std::uint8_t secondary_receive_pacing = 0;  // SRCVPAC, BIND byte 9
  std::uint8_t primary_send_pacing = 0;       // PSNDPAC, BIND byte 12
  std::array<std::uint8_t, 12> pservic{};
  ModeOrigin origin = ModeOrigin::Defined;

  // PSERVIC byte 11: which sizes the session has (00/02 24x80, 03 from the terminal, 7E bytes
  // 20-21, 7F both pairs).
  [[nodiscard]] std::uint8_t size_code() const { return pservic[10]; }
  [[nodiscard]] bool query() const { return (pservic[1] & 0x80U) != 0; }
};

// The sizes a mode gives a device, and the mode's BIND values after they were clamped to what the
// device can show.
struct BoundSizes {
  tn3270::ScreenSizes screen;
  std::array<std::uint8_t, 5>
      bind{};        // BIND bytes 20-24: default rows, columns, alternate rows, columns, size code
  bool fits = true;  // false: the mode asked for more than the device has
};
[[nodiscard]] BoundSizes bind_sizes(const LogMode& mode, const tn3270::DeviceType& device);

// What Erase/Write and Erase/Write Alternate select at a client that is sent no BIND: 24x80 and its
// model's own alternate. That alternate is used only where the mode means it too.
[[nodiscard]] tn3270::ScreenSizes sizes_without_bind(const BoundSizes& sizes,
                                                     const tn3270::DeviceType& device);

// All mode tables: IESINCLM and ISTINCLM built in, and those that the settings define. An entry of
// a defined table replaces the one of that name in the built-in table of the same name; an entry
// that is defined twice is what was said last. SP3272QN depends on the device: code 03 for
// queryable ones, else 7E.
class ModeTables {
 public:
  explicit ModeTables(const std::vector<config::ModeTable>& defined = {});
  static config::TableName iesinclm();  // z/VSE's, where SP3272QN is
  static config::TableName istinclm();  // VTAM's own, searched last

  [[nodiscard]] bool has_table(config::TableName name) const;
  // Searches table `first` if given, then ISTINCLM.
  [[nodiscard]] const LogMode* find(config::ModeName mode,
                                    std::optional<config::TableName> first) const;
  // Of one table, by name; empty if there is none of that name.
  [[nodiscard]] std::vector<const LogMode*> entries(config::TableName name) const;
  [[nodiscard]] std::vector<config::TableName> names() const;  // in alphabetical order

 private:
  [[nodiscard]] const LogMode* find_in(config::TableName name, config::ModeName mode) const;
  std::unordered_map<config::TableName, std::unordered_map<config::ModeName, LogMode>> tables_;
};

// The BIND image (DT 03 data, PROTOCOL 4.8) of a session of `lu` with `plu`. LU type from the
// mode's PSERVIC; names in the letters of `page`.
[[nodiscard]] tn3270::ByteBuffer bind_image(const LogMode& mode, const BoundSizes& sizes,
                                            config::ApplId plu, config::LuName lu,
                                            const tn3270::CodePage& page);

}  // namespace vtam
