#include <gtest/gtest.h>

#include <string>

#include "tests/unit/vtam/programs_seat.h"

// PROTOCOL 4.6: after an AID the client is locked until a Write restores its keyboard. The Seat
// checks that every record has one answer, and that every screen restores.
namespace vtam {
namespace {

using test::logon_of;
using test::menu_of;
using test::Seat;
using tn3270::ByteBuffer;

class EveryAid : public testing::TestWithParam<const char*> {};

TEST_P(EveryAid, IsAnsweredWithAScreenOrTheEndOfTheSession) {
  const std::string type = GetParam();
  const Menu menu = menu_of(30);
  for (unsigned aid = 0x00; aid <= 0xFF; ++aid) {
    const auto key = static_cast<std::uint8_t>(aid);
    // Short reads, a cursor, a field of nobody's, a query reply, rubbish.
    for (const ByteBuffer& record :
         {ByteBuffer{key}, ByteBuffer{key, 0x40, 0x40}, ByteBuffer{key, 0x40},
          ByteBuffer{key, 0x40, 0x40, 0x11, 0x40, 0x40, 0xC1},
          ByteBuffer{key, 0x00, 0x04, 0x81, 0xFF}, ByteBuffer{key, 0xFF, 0xFF, 0x11}}) {
      Logon logon = logon_of("IBM-3278-4-E", type == "menu" ? "BSTTUSST" : "DEMO");
      logon.menu = &menu;
      Seat seat(type, logon);
      const std::size_t before = seat.screens;
      ASSERT_NO_FATAL_FAILURE(seat.receive(record)) << type << " AID " << aid;
      const bool ended = seat.passed || seat.released || seat.disconnected;
      EXPECT_NE(seat.screens == before + 1, ended) << type << " AID " << aid;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(OfEveryProgram, EveryAid, testing::Values("menu", "demo"));

}  // namespace
}  // namespace vtam
