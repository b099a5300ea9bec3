#include "tn3270/datastream/address.h"

#include <array>

#include "config/limits.h"
#include "config/verify.h"

namespace tn3270 {
namespace {

constexpr std::array<std::uint8_t, 64> kGraphic{
    0x40, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E, 0x4F,
    0x50, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0x5A, 0x5B, 0x5C, 0x5D, 0x5E, 0x5F,
    0x60, 0x61, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F,
    0xF0, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0x7A, 0x7B, 0x7C, 0x7D, 0x7E, 0x7F};

constexpr std::uint32_t kCells12 = 4096;

}  // namespace

std::uint8_t graphic_code(std::uint8_t six_bits) {
  return kGraphic.at(six_bits & 0x3FU);
}

bool on_screen(Place place, ScreenSize size) {
  return place.row >= 1 && place.row <= size.rows && place.column >= 1 &&
         place.column <= size.columns;
}

BufferAddress address_of(Place place, ScreenSize size) {
  VERIFY(on_screen(place, size), "a place beyond the screen");
  return static_cast<BufferAddress>((place.row - 1) * size.columns + place.column - 1);
}

Place place_of(BufferAddress address, ScreenSize size) {
  VERIFY(address < size.cells(), "an address beyond the screen");
  return {static_cast<unsigned>(address / size.columns) + 1,
          static_cast<unsigned>(address % size.columns) + 1};
}

void append_address(BufferAddress address, ScreenSize size, ByteBuffer& out) {
  VERIFY(address < size.cells(), "an address beyond the screen");
  VERIFY(size.cells() <= config::limits::kScreenCells, "a screen beyond 14-bit addresses");
  const auto high = static_cast<std::uint8_t>(address >> 8U);
  const auto low = static_cast<std::uint8_t>(address & 0xFFU);
  if (size.cells() > kCells12) {
    out.push_back(high);
    out.push_back(low);
    return;
  }
  out.push_back(graphic_code(static_cast<std::uint8_t>(address >> 6U)));
  out.push_back(graphic_code(low));
}

BufferAddress decode_address(std::uint8_t first, std::uint8_t second, AddressForm form) {
  if (form == AddressForm::Sixteen || (first & 0xC0U) == 0) {
    return static_cast<BufferAddress>(first << 8U | second);
  }
  return static_cast<BufferAddress>((first & 0x3FU) << 6U | (second & 0x3FU));
}

}  // namespace tn3270
