#include "tn3270/datastream/address.h"

#include <gtest/gtest.h>

#include "config/verify.h"

namespace tn3270 {
namespace {

constexpr ScreenSize k27x132{27, 132};
constexpr ScreenSize k62x160{62, 160};

ByteBuffer encoded(BufferAddress address, ScreenSize size) {
  ByteBuffer out;
  append_address(address, size, out);
  return out;
}

TEST(Address, IsCodedAsTheManualsExamples) {
  EXPECT_EQ(encoded(0, kModel2), (ByteBuffer{0x40, 0x40}));
  EXPECT_EQ(encoded(80, kModel2), (ByteBuffer{0xC1, 0x50}));
  EXPECT_EQ(encoded(1919, kModel2), (ByteBuffer{0x5D, 0x7F}));
  EXPECT_EQ(encoded(3563, k27x132), (ByteBuffer{0xF7, 0x6B}));
}

TEST(Address, IsBinaryOnScreensThatTwelveBitsCannotReach) {
  EXPECT_EQ(encoded(0, k62x160), (ByteBuffer{0x00, 0x00}));
  EXPECT_EQ(encoded(9919, k62x160), (ByteBuffer{0x26, 0xBF}));
}

TEST(Address, ComesBackFromEveryCellOfEverySize) {
  for (const ScreenSize size :
       {kModel2, ScreenSize{32, 80}, ScreenSize{43, 80}, k27x132, k62x160}) {
    for (unsigned cell = 0; cell < size.cells(); ++cell) {
      const auto address = static_cast<BufferAddress>(cell);
      const ByteBuffer bytes = encoded(address, size);
      ASSERT_EQ(bytes.size(), 2U);
      ASSERT_EQ(decode_address(bytes[0], bytes[1]), address) << int{size.rows};
      ASSERT_EQ(address_of(place_of(address, size), size), address);
    }
  }
}

TEST(Address, DecodesFourteenBitsWhateverTheSize) {
  EXPECT_EQ(decode_address(0x07, 0x7F), 1919);
  EXPECT_EQ(decode_address(0x3F, 0xFF), 16383);
}

TEST(Address, IsSixteenBitsOnlyByAgreement) {
  EXPECT_EQ(decode_address(0xC1, 0x50, AddressForm::Sixteen), 0xC150);
  EXPECT_EQ(decode_address(0xC1, 0x50), 80);
  EXPECT_EQ(decode_address(0x07, 0x7F, AddressForm::Sixteen), 1919);
  EXPECT_EQ(decode_address(0xFF, 0xFF, AddressForm::Sixteen), 65535);
}

TEST(Address, OfAPlaceCountsFromOne) {
  EXPECT_EQ(address_of({1, 1}, kModel2), 0);
  EXPECT_EQ(address_of({24, 80}, kModel2), 1919);
  EXPECT_EQ(place_of(132, k27x132), (Place{2, 1}));
  EXPECT_FALSE(on_screen({0, 1}, kModel2));
  EXPECT_FALSE(on_screen({1, 81}, kModel2));
  EXPECT_FALSE(on_screen({25, 1}, kModel2));
}

TEST(Address, BeyondTheScreenIsOurOwnFault) {
  EXPECT_THROW(static_cast<void>(address_of({25, 1}, kModel2)), config::BrokenInvariant);
  EXPECT_THROW(encoded(1920, kModel2), config::BrokenInvariant);
  EXPECT_THROW(encoded(0, ScreenSize{255, 255}), config::BrokenInvariant);
}

TEST(GraphicCode, CarriesTheUsualControlCharacters) {
  EXPECT_EQ(graphic_code(0x03), 0xC3);  // WCC: restore, reset MDT
  EXPECT_EQ(graphic_code(0x00), 0x40);
  EXPECT_EQ(graphic_code(0x30), 0xF0);  // autoskip protected
  EXPECT_EQ(graphic_code(0x28), 0xE8);  // protected intensified
  EXPECT_EQ(graphic_code(0x0C), 0x4C);  // hidden input
}

}  // namespace
}  // namespace tn3270
