#include "tn3270/server/hosts/last_words.h"

#include <gtest/gtest.h>

#include <string>

#include "config/limits.h"

namespace server {
namespace {

tn3270::ByteBuffer bytes(const std::string& text) {
  return {text.begin(), text.end()};
}

TEST(LastWords, AreTheLastLines) {
  LastWords words;
  EXPECT_TRUE(words.empty());
  words.add(std::string("ONE"));
  EXPECT_EQ(words.text(), "ONE");
  for (std::size_t line = 0; line < config::limits::kHostLastLines; ++line) {
    words.add("L" + std::to_string(line));
  }
  EXPECT_EQ(words.text(), "L0 / L1");
  words.forget();
  EXPECT_TRUE(words.empty());
}

TEST(LastWords, AreCutOutOfNvtData) {
  LastWords words;
  words.add(bytes("FIRST\r\n\x1B[2JSECOND\a \r\n\r\nTHIRD"));
  EXPECT_EQ(words.text(), "?[2JSECOND / THIRD");
  words.add(bytes("\r\n"));
  EXPECT_EQ(words.text(), "?[2JSECOND / THIRD");
  words.add(bytes(std::string(100'000, 'x')));
  EXPECT_EQ(words.text(), "THIRD / " + std::string(config::limits::kHostTextLine, 'x'));
}

}  // namespace
}  // namespace server
