#pragma once

#include <cstdint>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/screen_size.h"

namespace tn3270 {

// An index into the buffer: 0 is the first cell of row 1.
using BufferAddress = std::uint16_t;

// A cell as people count: rows and columns begin at 1.
struct Place {
  unsigned row = 1;
  unsigned column = 1;
  friend bool operator==(const Place&, const Place&) = default;
};

// The graphic character that carries six bits in addresses, WCCs and field attributes.
[[nodiscard]] std::uint8_t graphic_code(std::uint8_t six_bits);

[[nodiscard]] bool on_screen(Place place, ScreenSize size);
// REQUIRES: on_screen().
[[nodiscard]] BufferAddress address_of(Place place, ScreenSize size);
// REQUIRES: the address is on the screen.
[[nodiscard]] Place place_of(BufferAddress address, ScreenSize size);

// Two bytes: 12-bit coded while the screen has no more than 4,096 cells, else 14-bit binary
// (PROTOCOL 4.3). REQUIRES: the address is on the screen and fits 14 bits.
void append_address(BufferAddress address, ScreenSize size, ByteBuffer& out);

// How addresses are written. 12- and 14-bit need no agreement: two zero bits on top mean 14-bit,
// anything else 12-bit. 16-bit ones look like both, so the two sides must have agreed on them.
enum class AddressForm : std::uint8_t { TwelveOrFourteen, Sixteen };
[[nodiscard]] BufferAddress decode_address(std::uint8_t first, std::uint8_t second,
                                           AddressForm form = AddressForm::TwelveOrFourteen);

}  // namespace tn3270
