#include "vtam/sscp_text.h"

#include <gtest/gtest.h>

namespace vtam {
namespace {

using tn3270::ByteBuffer;

std::string command(std::initializer_list<std::uint8_t> bytes) {
  return sscp_command(ByteBuffer(bytes), *tn3270::cp037());
}

TEST(SscpText, ReadsLogoffInAnyCase) {
  EXPECT_EQ(command({0xD3, 0xD6, 0xC7, 0xD6, 0xC6, 0xC6}), "LOGOFF");
  EXPECT_EQ(command({0x93, 0x96, 0x87, 0x96, 0x86, 0x86}), "LOGOFF");
  EXPECT_EQ(command({0x40, 0x00, 0xD3, 0x96, 0xC7, 0x96, 0xC6, 0x86, 0x15, 0x40}), "LOGOFF");
}

TEST(SscpText, KeepsWordsApartByOneBlank) {
  EXPECT_EQ(command({0xC1, 0x40, 0x00, 0x40, 0xC2}), "A B");
  EXPECT_EQ(command({}), "");
  EXPECT_EQ(command({0x40, 0xFF}), "");
}

TEST(SscpText, ALineEndsWithNewLine) {
  EXPECT_EQ(sscp_line("OK", *tn3270::cp037()), (ByteBuffer{0xD6, 0xD2, 0x15}));
  EXPECT_EQ(sscp_line("", *tn3270::cp037()), ByteBuffer{0x15});
}

}  // namespace
}  // namespace vtam
