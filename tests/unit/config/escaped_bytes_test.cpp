#include "config/escaped_bytes.h"

#include <gtest/gtest.h>

namespace config {
namespace {

TEST(EscapedBytes, StandForTheBytesOfADevice) {
  EXPECT_EQ(unescape(R"(\e&l1O\x1bE\r\n\f\t\\)").bytes,
            "\x1B&l1O\x1B"
            "E\r\n\f\t\\");
  EXPECT_EQ(unescape(R"(\x00\xFF\xfe)").bytes, std::string("\0\xFF\xFE", 3));
  EXPECT_EQ(unescape("\x1B"
                     "E")
                .bytes,
            "\x1B"
            "E");
  EXPECT_EQ(unescape("").bytes, "");
}

TEST(EscapedBytes, WhatIsNoEscapeIsShown) {
  EXPECT_EQ(unescape(R"(a\qb)").fault, R"('\q' is no escape: they are \e \r \n \f \t \\ and \xNN)");
  EXPECT_EQ(unescape(R"(\x1)").fault, R"('\x1' is no escape: they are \e \r \n \f \t \\ and \xNN)");
  EXPECT_EQ(unescape(R"(\xG1)").fault,
            R"('\xG1' is no escape: they are \e \r \n \f \t \\ and \xNN)");
  EXPECT_EQ(unescape("\\").fault, R"('\' is no escape: they are \e \r \n \f \t \\ and \xNN)");
  EXPECT_EQ(unescape("é").fault,
            "a character beyond ASCII is more than one byte; write bytes as \\xNN");
}

TEST(EscapedBytes, EveryByteIsWrittenAndReadBack) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) {
    all += static_cast<char>(byte);
  }
  EXPECT_EQ(unescape(escape(all)).bytes, all);
  EXPECT_EQ(escape("\x1B"
                   "E\\\x80 ~\x7F"),
            R"(\eE\\\x80 ~\x7f)");
}

}  // namespace
}  // namespace config
