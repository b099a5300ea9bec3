#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "config/escaped_bytes.h"
#include "config/json/lu_entry.h"
#include "config/json/sections.h"
#include "config/printer_presets.h"

// "format" of a LU: what a job becomes on its way to the printer.
namespace config::json {
namespace {

constexpr Word<PrintOutput> kOutputs[] = {
    {"text", PrintOutput::Text}, {"pdf", PrintOutput::Pdf}, {"raw", PrintOutput::Raw}};
constexpr Word<PrinterPreset> kPresets[] = {{"none", PrinterPreset::None},
                                            {"pcl-landscape-132", PrinterPreset::PclLandscape132},
                                            {"pcl-portrait-80", PrinterPreset::PclPortrait80}};
constexpr Word<LineEnd> kLineEnds[] = {
    {"crlf", LineEnd::CrLf}, {"lf", LineEnd::Lf}, {"cr", LineEnd::Cr}};
constexpr Word<FormFeed> kFormFeeds[] = {
    {"after", FormFeed::After}, {"before", FormFeed::Before}, {"none", FormFeed::None}};
constexpr Word<Overflow> kOverflows[] = {{"wrap", Overflow::Wrap}, {"cut", Overflow::Cut}};
constexpr Word<Paper> kPapers[] = {{"a4", Paper::A4}, {"letter", Paper::Letter}};
constexpr Word<Orientation> kOrientations[] = {{"automatic", Orientation::Automatic},
                                               {"portrait", Orientation::Portrait},
                                               {"landscape", Orientation::Landscape}};

// SCS says widths and depths of pages in one byte (SHF, SVF).
constexpr std::uint32_t kPageMost = 255;
// Beyond these a page is empty or cannot be read: 132 columns on the short side of A4 are 17.
constexpr double kPitchLeast = 2;
constexpr double kPitchMost = 40;
// Set-up of a printer; fonts and forms are loaded into it otherwise.
constexpr std::size_t kBytesMost = 4'096;

struct Format {
  FormatSettings settings{};
  PrinterPreset preset = PrinterPreset::None;
};

void read_bytes(Reading& reading, const Value& value, std::string& setting) {
  std::string given;
  if (!reading.any_text(value, given)) {
    return;
  }
  Unescaped unescaped = unescape(given);
  if (!unescaped.fault.empty()) {
    reading.error(value.at(), label(value) + ": " + unescaped.fault);
  } else if (unescaped.bytes.size() > kBytesMost) {
    reading.error(value.at(), label(value) + " has " + std::to_string(unescaped.bytes.size()) +
                                  " bytes, more than " + std::to_string(kBytesMost) +
                                  "; shorten it");
  } else {
    setting = std::move(unescaped.bytes);
  }
}

void read_pitch(Reading& reading, const Value& value, double& setting) {
  constexpr const char* kAllowed = "a number from 2 to 40, or 0 for what the page needs";
  if (!reading.is(value, Kind::Number, kAllowed)) {
    return;
  }
  double given = -1;
  const std::string_view text = value.text();
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), given);
  const bool within = given == 0 || (given >= kPitchLeast && given <= kPitchMost);
  if (fault != std::errc() || end != text.data() + text.size() || !within) {
    reading.error(value.at(), label(value) + " must be " + kAllowed + ", not " +
                                  std::string(text.substr(0, 40)));
    return;
  }
  setting = given;
}

void read_page(Reading& reading, const Value& value, std::uint16_t& setting) {
  std::uint32_t given = 0;
  if (reading.count(value, 1, kPageMost, given)) {
    setting = static_cast<std::uint16_t>(given);
  }
}

// Whether there is such a charset is for iconv to say. What it does with //TRANSLIT and its like is
// not for a setting to say.
void read_charset(Reading& reading, const Value& value, std::string& setting) {
  std::string given;
  if (!reading.text(value, given)) {
    return;
  }
  const bool good = std::all_of(given.begin(), given.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_' || c == '.' || c == ':';
  });
  if (!good) {
    reading.error(value.at(), label(value) +
                                  " must be a charset as iconv calls it, like \"UTF-8\" or "
                                  "\"ISO-8859-1\"; 'iconv -l' lists them");
    return;
  }
  setting = std::move(given);
}

template <class Enum, std::size_t N>
void read_optional(Reading& reading, const Value& value, const Word<Enum> (&words)[N],
                   std::optional<Enum>& setting) {
  Enum given{};
  if (reading.word(value, words, given)) {
    setting = given;
  }
}

constexpr Field<Format> kFormatFields[] = {
    {"output",
     [](Reading& r, const Value& v, Format& f) { r.word(v, kOutputs, f.settings.output); }},
    {"charset",
     [](Reading& r, const Value& v, Format& f) { read_charset(r, v, f.settings.charset); }},
    {"preset", [](Reading& r, const Value& v, Format& f) { r.word(v, kPresets, f.preset); }},
    {"prefix", [](Reading& r, const Value& v, Format& f) { read_bytes(r, v, f.settings.prefix); }},
    {"suffix", [](Reading& r, const Value& v, Format& f) { read_bytes(r, v, f.settings.suffix); }},
    {"line_end", [](Reading& r, const Value& v,
                    Format& f) { read_optional(r, v, kLineEnds, f.settings.line_end); }},
    {"form_feed",
     [](Reading& r, const Value& v, Format& f) { r.word(v, kFormFeeds, f.settings.form_feed); }},
    {"overflow",
     [](Reading& r, const Value& v, Format& f) { r.word(v, kOverflows, f.settings.overflow); }},
    {"columns", [](Reading& r, const Value& v, Format& f) { read_page(r, v, f.settings.columns); }},
    {"lines", [](Reading& r, const Value& v, Format& f) { read_page(r, v, f.settings.lines); }},
    {"cpi", [](Reading& r, const Value& v, Format& f) { read_pitch(r, v, f.settings.cpi); }},
    {"lpi", [](Reading& r, const Value& v, Format& f) { read_pitch(r, v, f.settings.lpi); }},
    {"paper", [](Reading& r, const Value& v, Format& f) { r.word(v, kPapers, f.settings.paper); }},
    {"orientation", [](Reading& r, const Value& v,
                       Format& f) { r.word(v, kOrientations, f.settings.orientation); }},
    {"banner", [](Reading& r, const Value& v, Format& f) { r.flag(v, f.settings.banner); }},
};

// The preset's bytes are around those of the settings: it resets the printer.
void apply_preset(Reading& reading, const Value& object, Format& format) {
  FormatSettings& settings = format.settings;
  const std::string name = text(format.preset);
  if (settings.output != PrintOutput::Text) {
    reading.error(object.at(),
                  "the preset " + name + " is for \"output\": \"text\"; remove it, or the output");
    return;
  }
  if (settings.line_end.value_or(LineEnd::CrLf) != LineEnd::CrLf) {
    reading.error(object.at(), "the preset " + name +
                                   " goes with \"line_end\": \"crlf\"; remove one of the two");
    return;
  }
  if (settings.charset.empty()) {
    settings.charset = kPresetCharset;
  }
  const auto bytes = preset_bytes(format.preset, settings.charset);
  if (!bytes) {
    reading.error(object.at(), "the preset " + name + " has no symbol set for the charset '" +
                                   settings.charset + "'; choose one of " + preset_charsets());
    return;
  }
  settings.prefix = bytes->prefix + settings.prefix;
  settings.suffix += bytes->suffix;
  settings.line_end = LineEnd::CrLf;
  if (!object.has("columns")) {
    settings.columns = bytes->columns;
  }
}

}  // namespace

void read_format(Reading& reading, const Value& value, LuEntry& entry) {
  Format format;
  if (!read_fields(reading, value, kFormatFields, format)) {
    return;
  }
  if (format.preset != PrinterPreset::None) {
    apply_preset(reading, value, format);
  }
  entry.delivery.format = std::move(format.settings);
}

Keys format_keys() {
  return keys_of(kFormatFields);
}

}  // namespace config::json
