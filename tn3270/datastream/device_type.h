#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tn3270/datastream/screen_size.h"

namespace tn3270 {

enum class DeviceFamily : std::uint8_t { D3277, D3278, D3279, D3178, D3179, D3180, P3287, Dynamic };

// What a client says it is, in TN3270E (RFC 2355 7.1.1) or in classic TERMINAL-TYPE (PROTOCOL 2.1).
struct DeviceType {
  DeviceFamily family = DeviceFamily::D3278;
  std::uint8_t model = 2;  // 2-5 for displays, 1 for IBM-3287-1, 0 for IBM-DYNAMIC
  bool extended = false;   // -E: extended attributes and structured fields
  // What IBM-DYNAMIC has answered to a Query; others have their model's sizes whatever they say.
  std::optional<ScreenSizes> queried{};

  // Upper or lower case. TN3270E names are IBM-3278-2..5[-E], IBM-DYNAMIC, IBM-3287-1; 3279-n[-E]
  // is taken from sloppy clients too. Without an `@LU` suffix.
  [[nodiscard]] static std::optional<DeviceType> from_tn3270e(std::string_view name);

  // The names of classic TN3270: 3277-2, 3278-2..5, 3279-2..5, 3178-2, 3179-2, 3180-2, 3287-1,
  // DYNAMIC, each with optional -E, with or without the IBM- in front.
  [[nodiscard]] static std::optional<DeviceType> from_terminal_type(std::string_view name);

  [[nodiscard]] std::string name() const;  // e.g. "IBM-3278-2-E"
  // The type of RFC 2355 7.1.1 that is nearest: all displays with a model are 3278s there.
  [[nodiscard]] std::string tn3270e_name() const;

  [[nodiscard]] bool printer() const { return family == DeviceFamily::P3287; }
  [[nodiscard]] bool dynamic() const { return family == DeviceFamily::Dynamic; }
  // Takes structured fields, so a Query may be sent and its logmode may say "size from the
  // terminal".
  [[nodiscard]] bool queryable() const { return extended || dynamic(); }
  // Extended attributes (colour, highlighting) do no harm.
  [[nodiscard]] bool extended_attributes() const { return extended || dynamic(); }

  // Primary is 24x80 for every display; the alternate is the model's. Dynamic: as queried, 24x80
  // until then.
  [[nodiscard]] ScreenSizes sizes() const;

  friend bool operator==(const DeviceType&, const DeviceType&) = default;
};

}  // namespace tn3270
