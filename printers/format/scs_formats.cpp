#include <algorithm>
#include <array>
#include <string>

#include "printers/format/scs_reader.h"

// What is behind 2B: a class, a count that counts itself, parameters.
namespace printers {
namespace {

// Those that mean nothing to text are known all the same.
template <std::size_t N>
bool has(const std::array<std::uint8_t, N>& ids, std::uint8_t id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}
constexpr std::uint8_t kScg = 0x01;
constexpr std::uint8_t kScd = 0x29;
constexpr std::uint8_t kBus = 0x0A;
constexpr std::uint8_t kEus = 0x0E;
// SCL, SFG, BES, EES
constexpr std::array<std::uint8_t, 4> kFonts{0x81, 0x05, 0x8A, 0x8E};
// JTF, SJM, SPPS, SIC, PPM, SPSU, SEA
constexpr std::array<std::uint8_t, 7> kPage{0x03, 0x0D, 0x40, 0x45, 0x48, 0x4C, 0x85};
// BOS, EOS
constexpr std::array<std::uint8_t, 2> kStrokes{0x72, 0x76};

// A parameter that is missing or 0 means its default.
std::size_t parameter(tn3270::Bytes parameters, std::size_t index, std::size_t otherwise) {
  const bool said = index < parameters.size() && parameters[index] != 0;
  return said ? parameters[index] : otherwise;
}

// Stops from `index` on, as they count from 0. Those beyond the line or page are none.
std::vector<std::size_t> stops(tn3270::Bytes parameters, std::size_t index, std::size_t most) {
  std::vector<std::size_t> found;
  for (std::size_t i = index; i < parameters.size(); ++i) {
    if (parameters[i] > 1 && parameters[i] <= most) {
      found.push_back(parameters[i] - 1U);
    }
  }
  return found;
}

}  // namespace

void ScsReader::format(tn3270::Bytes whole, std::uint64_t offset) {
  if (whole[2] == 0) {
    remarks_.add("SCS code 2B " + hex(whole[1]) + at_offset(offset) + " has a count of 0");
    return;
  }
  const tn3270::Bytes parameters = whole.subspan(3);
  switch (static_cast<ScsClass>(whole[1])) {
    case ScsClass::Shf:
      horizontal_format(parameters, offset);
      break;
    case ScsClass::Svf:
      vertical_format(parameters, offset);
      break;
    case ScsClass::Sld:
      line_density(parameters);
      break;
    case ScsClass::Fonts:
      fonts(parameters, offset);
      break;
    case ScsClass::Page:
      page_setup(parameters, offset);
      break;
    case ScsClass::Strokes:
      strokes(parameters, offset);
      break;
    case ScsClass::Sgea:
    case ScsClass::Sfss:
    case ScsClass::Lac:
      break;
    default:
      unknown("unknown SCS code 2B " + hex(whole[1]), offset);
  }
}

// MPP, LM, RM, stops. RM is for justified text and not for lines that are too long: those end at
// MPP.
void ScsReader::horizontal_format(tn3270::Bytes parameters, std::uint64_t offset) {
  constexpr std::size_t kWidest = 255;
  HorizontalFormat format;
  format.columns = parameter(parameters, 0, 0);
  format.left = parameter(parameters, 1, 1) - 1;
  const std::size_t columns = format.columns == 0 ? kWidest : format.columns;
  if (format.left >= columns) {
    remarks_.add("SHF" + at_offset(offset) + " has its left margin behind the line");
    format.left = 0;
  }
  format.stops = stops(parameters, 3, columns);
  std::sort(format.stops.begin(), format.stops.end());
  page_.set(std::move(format));
}

// MPL, TM, BM, stops. A page of one line, the default, is none: the job's form feeds alone count.
void ScsReader::vertical_format(tn3270::Bytes parameters, std::uint64_t offset) {
  VerticalFormat format;
  format.length = parameter(parameters, 0, 1);
  format.top = parameter(parameters, 1, 1) - 1;
  format.bottom = parameter(parameters, 2, format.length);
  if (format.length == 1) {
    format = {};
  } else if (format.bottom > format.length || format.top >= format.bottom) {
    remarks_.add("SVF" + at_offset(offset) + " has margins that do not fit the page");
    format.top = 0;
    format.bottom = format.length;
  }
  format.stops = stops(parameters, 3, parameter(parameters, 0, 255));
  page_.set(std::move(format));
}

// In points: 12 are 6 lines an inch. The longer form (SSLD) has other units and is left alone.
void ScsReader::line_density(tn3270::Bytes parameters) {
  constexpr double kPoints = 72;
  if (parameters.size() <= 1) {
    const std::size_t points = parameter(parameters, 0, 0);
    page_.set_lpi(points == 0 ? 0 : kPoints / static_cast<double>(points));
  }
}

void ScsReader::fonts(tn3270::Bytes parameters, std::uint64_t offset) {
  if (parameters.empty()) {
    unknown("SCS code 2B D1 without its id", offset);
  } else if (parameters[0] == kScg) {
    remarks_.once("the job chooses a code page; " + characters_.number() + " stayed in force");
  } else if (!has(kFonts, parameters[0])) {
    unknown("unknown SCS code 2B D1 id " + hex(parameters[0]), offset);
  }
}

// SCD says characters an inch: 0A is 10, and so on, but 10 is 16.7, 11 is 17.1 and 8 is 8.6. 0 is
// no change, 0B proportional.
void ScsReader::page_setup(tn3270::Bytes parameters, std::uint64_t offset) {
  if (parameters.empty()) {
    unknown("SCS code 2B D2 without its id", offset);
  } else if (parameters[0] != kScd) {
    if (!has(kPage, parameters[0])) {
      unknown("unknown SCS code 2B D2 id " + hex(parameters[0]), offset);
    }
  } else if (parameters.size() >= 3) {
    switch (parameters[2]) {
      case 0x05:
      case 0x0A:
      case 0x0C:
      case 0x0F:
        page_.set_cpi(parameters[2]);
        break;
      case 0x08:
        page_.set_cpi(8.6);
        break;
      case 0x10:
        page_.set_cpi(16.7);
        break;
      case 0x11:
        page_.set_cpi(17.1);
        break;
      default:
        break;
    }
  }
}

void ScsReader::strokes(tn3270::Bytes parameters, std::uint64_t offset) {
  const std::uint8_t id = parameters.empty() ? 0 : parameters[0];
  if (id == kBus || id == kEus) {
    underscore_ = id == kBus;
  } else if (!has(kStrokes, id)) {
    unknown("unknown SCS code 2B D4 id " + hex(id), offset);
  }
}

}  // namespace printers
