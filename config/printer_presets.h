#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/settings.h"

// What a text needs before and behind it to come out of a PCL 5 printer as it was meant.
namespace config {

enum class PrinterPreset : std::uint8_t { None, PclLandscape132, PclPortrait80 };
[[nodiscard]] const char* text(PrinterPreset preset);  // "pcl-landscape-132" …, as in JSON

// Of texts that a preset goes with, unless the settings say another.
inline constexpr const char* kPresetCharset = "ISO-8859-1";

struct PresetBytes {
  std::string prefix{};
  std::string suffix{};
  std::uint16_t columns = 0;
};

// nullopt: PCL has no symbol set for this charset, or the preset is None.
[[nodiscard]] std::optional<PresetBytes> preset_bytes(PrinterPreset preset,
                                                      std::string_view charset);
// "ISO-8859-1, ISO-8859-2 …": the charsets that a preset can go with.
[[nodiscard]] std::string preset_charsets();

// The preset that settings have come from; None if from none. It goes with texts whose lines end
// with CR LF. The settings' own bytes stand between those of the preset and the text.
[[nodiscard]] PrinterPreset preset_of(const FormatSettings& format);

}  // namespace config
