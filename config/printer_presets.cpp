#include "config/printer_presets.h"

#include <algorithm>
#include <array>

namespace config {
namespace {

// Symbol sets of PCL 5 (ESC ( id), by charset as iconv names it.
struct SymbolSet {
  std::string_view charset;
  std::string_view also;
  std::string_view id;
};
constexpr std::array kSymbolSets = {
    SymbolSet{"ISO-8859-1", "LATIN1", "0N"},   SymbolSet{"ISO-8859-2", "LATIN2", "2N"},
    SymbolSet{"ISO-8859-9", "LATIN5", "5N"},   SymbolSet{"ISO-8859-15", "LATIN-9", "9N"},
    SymbolSet{"US-ASCII", "ASCII", "0U"},      SymbolSet{"CP437", "IBM437", "10U"},
    SymbolSet{"CP850", "IBM850", "12U"},       SymbolSet{"CP852", "IBM852", "17U"},
    SymbolSet{"CP1250", "WINDOWS-1250", "9E"}, SymbolSet{"CP1252", "WINDOWS-1252", "19U"},
};

// The same charset is written with and without dashes.
std::string plain(std::string_view charset) {
  std::string result;
  for (const char c : charset) {
    if (c != '-' && c != '_') {
      result += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
  }
  return result;
}

const SymbolSet* symbol_set(std::string_view charset) {
  const std::string wanted = plain(charset);
  const auto* const found =
      std::find_if(kSymbolSets.begin(), kSymbolSets.end(), [&](const SymbolSet& set) {
        return plain(set.charset) == wanted || plain(set.also) == wanted;
      });
  return found == kSymbolSets.end() ? nullptr : found;
}

// 66 lines of either are a page: 5.45/48 inch each fit the 7.5 inches of a landscape page, 7.27/48
// the 10 of a letter page. 80 columns at 10 an inch would be 8 inches, and A4 prints 7.8 of them.
// &l0L: lines are not kept away from the edge between two pages. (s0P: spacing is fixed.
struct Layout {
  PrinterPreset preset;
  const char* name;
  std::uint16_t columns;
  std::string_view page;
  std::string_view font;
};
constexpr std::string_view kReset =
    "\x1B"
    "E";
constexpr std::array kLayouts = {
    Layout{PrinterPreset::PclLandscape132, "pcl-landscape-132", 132, "\x1B&l1O\x1B&l5.45C\x1B&l0L",
           "\x1B(s0P\x1B(s16.67H"},
    Layout{PrinterPreset::PclPortrait80, "pcl-portrait-80", 80, "\x1B&l0O\x1B&l7.27C\x1B&l0L",
           "\x1B(s0P\x1B(s10.5H"},
};

}  // namespace

const char* text(PrinterPreset preset) {
  const auto* const layout =
      std::find_if(kLayouts.begin(), kLayouts.end(),
                   [preset](const Layout& one) { return one.preset == preset; });
  return layout == kLayouts.end() ? "none" : layout->name;
}

std::optional<PresetBytes> preset_bytes(PrinterPreset preset, std::string_view charset) {
  const SymbolSet* set = symbol_set(charset);
  for (const Layout& layout : kLayouts) {
    if (layout.preset != preset || set == nullptr) {
      continue;
    }
    PresetBytes bytes;
    bytes.prefix.append(kReset).append(layout.page);
    bytes.prefix.append("\x1B(").append(set->id).append(layout.font);
    bytes.suffix = kReset;
    bytes.columns = layout.columns;
    return bytes;
  }
  return std::nullopt;
}

std::string preset_charsets() {
  std::string all;
  for (const SymbolSet& set : kSymbolSets) {
    all += (all.empty() ? "" : ", ") + std::string(set.charset);
  }
  return all;
}

PrinterPreset preset_of(const FormatSettings& format) {
  if (format.output != PrintOutput::Text || format.line_end != LineEnd::CrLf) {
    return PrinterPreset::None;
  }
  for (const Layout& layout : kLayouts) {
    const auto bytes = preset_bytes(layout.preset, format.charset);
    if (bytes && format.prefix.starts_with(bytes->prefix) &&
        format.suffix.ends_with(bytes->suffix)) {
      return layout.preset;
    }
  }
  return PrinterPreset::None;
}

}  // namespace config
