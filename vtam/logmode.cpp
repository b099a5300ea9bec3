#include "vtam/logmode.h"

namespace vtam {
namespace {

using tn3270::DeviceType;
using tn3270::ScreenSize;

// Size codes, PSERVIC byte 11.
constexpr std::uint8_t kUndefined = 0x00;
constexpr std::uint8_t kModel2Only = 0x02;
constexpr std::uint8_t kFromTerminal = 0x03;
constexpr std::uint8_t kPrimaryOnly = 0x7E;
constexpr std::uint8_t kBoth = 0x7F;

bool fits(ScreenSize asked, ScreenSize most) {
  return asked.rows <= most.rows && asked.columns <= most.columns;
}

// The largest size that device and mode both allow: the asked one, else the device's alternate,
// else 24x80.
ScreenSize clamp(ScreenSize asked, const tn3270::ScreenSizes& device) {
  if (fits(asked, device.alternate) || fits(asked, device.primary)) {
    return asked;
  }
  return fits(device.alternate, asked) ? device.alternate : device.primary;
}

// A pair of zeros in a mode means "not said".
ScreenSize pair(std::uint8_t rows, std::uint8_t columns, ScreenSize otherwise) {
  return rows == 0 || columns == 0 ? otherwise : ScreenSize{rows, columns};
}

BoundSizes one_size(ScreenSize asked, const DeviceType& device) {
  const ScreenSize shown = clamp(asked, device.sizes());
  return {.screen = {shown, shown},
          .bind = {shown.rows, shown.columns, 0, 0, kPrimaryOnly},
          .fits = shown == asked};
}

BoundSizes two_sizes(ScreenSize primary, ScreenSize alternate, const DeviceType& device) {
  const tn3270::ScreenSizes shown{clamp(primary, device.sizes()), clamp(alternate, device.sizes())};
  BoundSizes sizes;
  sizes.screen = shown;
  sizes.fits = shown == tn3270::ScreenSizes{primary, alternate};
  if (shown.primary == shown.alternate && !sizes.fits) {
    sizes.bind = {shown.primary.rows, shown.primary.columns, 0, 0, kPrimaryOnly};
  } else {
    sizes.bind = {shown.primary.rows, shown.primary.columns, shown.alternate.rows,
                  shown.alternate.columns, kBoth};
  }
  return sizes;
}

// A buffer, not a screen: a printer takes what its mode says.
BoundSizes printer_sizes(const LogMode& mode) {
  const auto& pservic = mode.pservic;
  BoundSizes sizes;
  sizes.screen.primary = pair(pservic[6], pservic[7], tn3270::kModel2);
  sizes.screen.alternate = pair(pservic[8], pservic[9], sizes.screen.primary);
  sizes.bind = {pservic[6], pservic[7], pservic[8], pservic[9], pservic[10]};
  return sizes;
}

void append_name(std::string_view name, const tn3270::CodePage& page, tn3270::ByteBuffer& image) {
  image.push_back(static_cast<std::uint8_t>(name.size()));
  page.encode(name, name.size(), image);
}

void append_word(std::uint16_t word, tn3270::ByteBuffer& image) {
  image.push_back(static_cast<std::uint8_t>(word >> 8U));
  image.push_back(static_cast<std::uint8_t>(word & 0xFFU));
}

}  // namespace

BoundSizes bind_sizes(const LogMode& mode, const DeviceType& device) {
  if (device.printer()) {
    return printer_sizes(mode);
  }
  const auto& pservic = mode.pservic;
  const ScreenSize primary = pair(pservic[6], pservic[7], tn3270::kModel2);
  switch (mode.size_code()) {
    case kFromTerminal:
      // IBM CICS: a device without query gets 02 or 7E, never 03. IBM-DYNAMIC has no size of its
      // own until a query has answered.
      if (!device.queryable() || (device.dynamic() && !device.queried)) {
        return one_size(tn3270::kModel2, device);
      }
      return {.screen = device.sizes(), .bind = {0, 0, 0, 0, kFromTerminal}, .fits = true};
    case kPrimaryOnly:
      return one_size(primary, device);
    case kBoth:
      return two_sizes(primary, pair(pservic[8], pservic[9], primary), device);
    case kUndefined:
    case kModel2Only:
    default:
      // A terminal reads 00 and 02 alike as 24x80; a code that no client knows is bound as 02.
      return {.screen = {},
              .bind = {0, 0, 0, 0, mode.size_code() == kUndefined ? kUndefined : kModel2Only},
              .fits = true};
  }
}

tn3270::ScreenSizes sizes_without_bind(const BoundSizes& sizes, const DeviceType& device) {
  const tn3270::ScreenSizes own = device.sizes();
  const bool meant =
      sizes.screen.alternate == own.alternate || sizes.screen.primary == own.alternate;
  return {own.primary, meant ? own.alternate : own.primary};
}

tn3270::ByteBuffer bind_image(const LogMode& mode, const BoundSizes& sizes, config::ApplId plu,
                              config::LuName lu, const tn3270::CodePage& page) {
  tn3270::ByteBuffer image;
  image.reserve(64);
  image = {0x31, 0x01, mode.fm_profile, mode.ts_profile, mode.primary, mode.secondary};
  append_word(mode.common, image);
  image.push_back(mode.secondary_send_pacing);
  image.push_back(mode.secondary_receive_pacing);
  append_word(mode.ru_sizes, image);
  image.push_back(mode.primary_send_pacing);
  image.push_back(0x00);  // primary receive pacing
  image.insert(image.end(), mode.pservic.begin(), mode.pservic.begin() + 6);
  image.insert(image.end(), sizes.bind.begin(), sizes.bind.end());
  image.push_back(mode.pservic[11]);
  image.push_back(0x00);  // no cryptography
  append_name(plu.view(), page, image);
  image.push_back(0x00);  // no user data
  image.push_back(0x00);  // no user request correlator
  append_name(lu.view(), page, image);
  return image;
}

}  // namespace vtam
