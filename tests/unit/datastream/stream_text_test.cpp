#include "tn3270/datastream/stream_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace tn3270 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr ScreenSizes kModel4{{24, 80}, {43, 80}};
constexpr std::uint8_t kHidden = 0x4C;
constexpr std::uint8_t kShown = 0x40;
const ByteBuffer kSecret{0xE2, 0xC5, 0xC3};  // SEC

ByteBuffer operator+(ByteBuffer left, const ByteBuffer& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

std::string words(const RecordText& told) {
  std::string all;
  for (const std::string& word : told.words) {
    all += (all.empty() ? "" : " ") + word;
  }
  return all;
}

// The bytes that are shown.
ByteBuffer shown(const ByteBuffer& record, const RecordText& told) {
  ByteBuffer bytes;
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (i >= told.hidden.size() || !told.hidden[i]) {
      bytes.push_back(record[i]);
    }
  }
  return bytes;
}

bool contains(const ByteBuffer& all, const ByteBuffer& part) {
  return std::search(all.begin(), all.end(), part.begin(), part.end()) != all.end();
}

class Stream : public testing::Test {
 protected:
  std::string out(const ByteBuffer& record) {
    const RecordText told = text_.outbound(record);
    EXPECT_FALSE(contains(shown(record, told), kSecret)) << words(told);
    return words(told);
  }
  std::string in(const ByteBuffer& record) {
    const RecordText told = text_.inbound(record);
    EXPECT_FALSE(contains(shown(record, told), kSecret)) << words(told);
    return words(told);
  }
  // Erase/Write: a hidden field from (1,2) to (1,10), an open one behind it.
  void prompt() { (void)out({0xF5, 0xC3, 0x1D, kHidden, 0x11, 0x40, 0x4A, 0x1D, kShown}); }

  StreamText text_{kModel4, cp037(), StreamText::Begin::Blank};
};

class UnknownStream : public Stream {
 protected:
  UnknownStream() { text_ = StreamText(kModel4, cp037(), StreamText::Begin::Unknown); }
};

TEST_F(Stream, TellsOrdersInWords) {
  EXPECT_EQ(out({0xF5, 0xC7, 0x11, 0x5B, 0x5F, 0x1D, 0xF8, 0xC1, 0x13, 0x05, 0x3C,
                 0x5B, 0x6B, 0x5C, 0x12, 0x40, 0x40, 0x28, 0x41, 0xF2, 0x08, 0xA3}),
            "Erase/Write WCC(restore reset-MDT alarm) SBA(22,80) SF(autoskip intensified) \"A\" IC "
            "PT RA(23,12) \"*\" EUA(1,1) SA(reverse) GE=A3");
  EXPECT_EQ(out({0x7E, 0x40, 0x11, 0xF5, 0xE8}), "Erase/Write Alternate WCC() SBA(43,73)");
}

TEST_F(Stream, TellsCommandsThatHaveNoOrders) {
  EXPECT_EQ(out({0xF2}), "Read Buffer");
  EXPECT_EQ(out({0x6E}), "Read Modified All");
  EXPECT_EQ(out({0x6F}), "Erase All Unprotected");
}

TEST_F(Stream, HidesWhatIsTypedIntoAHiddenField) {
  prompt();
  EXPECT_EQ(in(ByteBuffer{0x7D, 0x40, 0xC4, 0x11, 0x40, 0xC1} + kSecret +
               ByteBuffer{0x11, 0x40, 0x4B, 0xC1}),
            "Enter cursor(1,5) (1,2)=<hidden 3> (1,12)=\"A\"");
}

TEST_F(Stream, HidesAFieldThatOnlyEndsInAHiddenOne) {
  (void)out({0xF5, 0xC3, 0x1D, kShown, 0x11, 0x40, 0xC3, 0x1D, kHidden});
  EXPECT_EQ(in(ByteBuffer{0x7D, 0x40, 0xC4, 0x11, 0x40, 0xC2} + kSecret),
            "Enter cursor(1,5) (1,3)=<hidden 3>");
}

TEST_F(Stream, HidesWhatIsSentIntoAHiddenField) {
  prompt();
  EXPECT_EQ(out(ByteBuffer{0xF1, 0xC2, 0x11, 0x40, 0xC1} + kSecret),
            "Write WCC(restore) SBA(1,2) <hidden 3>");
  EXPECT_EQ(out({0xF1, 0xC2, 0x11, 0x40, 0xC1, 0x3C, 0x40, 0xC4, 0xE7}),
            "Write WCC(restore) SBA(1,2) RA(1,5) <hidden 1>");
  EXPECT_EQ(out({0xF1, 0xC2, 0x11, 0x40, 0xC1, 0x08, 0xE7}),
            "Write WCC(restore) SBA(1,2) <hidden 1>");
}

TEST_F(Stream, HidesTextThatBecomesHiddenInTheSameRecord) {
  EXPECT_EQ(out(ByteBuffer{0xF5, 0xC3, 0x11, 0x40, 0xC1} + kSecret +
                ByteBuffer{0x11, 0x40, 0x40, 0x1D, kHidden}),
            "Erase/Write WCC(restore reset-MDT) SBA(1,2) <hidden 3> SBA(1,1) "
            "SF(unprotected hidden)");
}

TEST_F(Stream, ShowsTheVisiblePartOfATextThatRunsIntoAHiddenField) {
  (void)out({0xF5, 0xC3, 0x11, 0x40, 0xC3, 0x1D, kHidden});
  (void)out({0xF1, 0xC3, 0x11, 0x40, 0x40, 0x1D, kShown});
  EXPECT_EQ(out(ByteBuffer{0xF1, 0xC2, 0x11, 0x40, 0xC1, 0xC1, 0xC2}),
            "Write WCC(restore) SBA(1,2) \"AB\"");
}

TEST_F(Stream, KnowsAHiddenFieldByMfAndSfe) {
  (void)out({0xF5, 0xC3, 0x29, 0x01, 0xC0, kShown});
  (void)out({0xF1, 0xC2, 0x11, 0x40, 0x40, 0x2C, 0x01, 0xC0, kHidden});
  EXPECT_EQ(in(ByteBuffer{0x7D, 0x40, 0xC4, 0x11, 0x40, 0xC1} + kSecret),
            "Enter cursor(1,5) (1,2)=<hidden 3>");
}

TEST_F(Stream, HidesTheHiddenFieldsOfAReadBufferReply) {
  prompt();
  EXPECT_EQ(in(ByteBuffer{0x60, 0x40, 0x40, 0x1D, kHidden} + kSecret +
               ByteBuffer{0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x1D, kShown, 0xC1}),
            "no key Read Buffer reply cursor(1,1) SF(unprotected hidden) <hidden 9> "
            "SF(unprotected) \"A\"");
}

// The client says that the field is displayed; our screen says that it is not.
TEST_F(Stream, BelievesTheStricterOfAReadBufferReplyAndItsScreen) {
  prompt();
  EXPECT_THAT(in(ByteBuffer{0x60, 0x40, 0x40, 0x1D, kShown} + kSecret), HasSubstr("<hidden 3>"));
}

TEST_F(Stream, HidesUnformattedInputAndSscpDataBehindAHiddenPrompt) {
  (void)out({0xF5, 0xC3, 0x1D, kHidden, 0x13});
  EXPECT_EQ(in(ByteBuffer{0x7D, 0x40, 0xC4} + kSecret), "Enter cursor(1,5) <hidden 3>");
  EXPECT_EQ(words(text_.inbound_text(kSecret)), "<hidden 3>");
  (void)in({0x6D});
  EXPECT_EQ(words(text_.inbound(ByteBuffer{0x7D, 0x40, 0xC4, 0xD3})), "Enter cursor(1,5) \"L\"");
  EXPECT_EQ(words(text_.inbound_text(ByteBuffer{0xD3})), "\"L\"");
}

// MS KB Q162147: Enter twice, and the second record meets another screen.
TEST_F(Stream, HidesInputThatCrossedTheEraseOfItsScreen) {
  const ByteBuffer typed = ByteBuffer{0x7D, 0x40, 0xC4, 0x11, 0x40, 0xC1} + kSecret;
  prompt();
  (void)out({0xF5, 0xC2, 0x1D, kShown});
  EXPECT_EQ(in(typed), "Enter cursor(1,5) (1,2)=<hidden 3>");
  EXPECT_EQ(words(text_.inbound(typed)), "Enter cursor(1,5) (1,2)=\"SEC\"") << "once";
}

TEST_F(Stream, IsNotTakenInByErasesThatATerminalRefuses) {
  text_.lose_track();
  (void)out({0xF3, 0x00, 0x03, 0x03});
  EXPECT_FALSE(text_.known()) << "Erase/Reset without its operand";
  EXPECT_THAT(out({0xF3, 0x00, 0x08, 0x40, 0x01, 0xF5, 0xC3, 0x1D, kShown}),
              HasSubstr("FAULT: no such partition"));
  EXPECT_FALSE(text_.known());
}

TEST_F(UnknownStream, HidesAllInputUntilTheNextErase) {
  const ByteBuffer typed = ByteBuffer{0x7D, 0x40, 0xC4, 0x11, 0x40, 0xC1} + kSecret;
  EXPECT_EQ(in(typed), "Enter cursor(1,5) (1,2)=<hidden 3>");
  (void)out({0xF1, 0xC2, 0x1D, kShown});
  EXPECT_EQ(in(typed), "Enter cursor(1,5) (1,2)=<hidden 3>");
  (void)out({0xF5, 0xC2, 0x1D, kShown});
  EXPECT_EQ(words(text_.inbound(typed)), "Enter cursor(1,5) (1,2)=\"SEC\"");
}

TEST_F(UnknownStream, ShowsOfWritesOnlyTheTextBehindADisplayedAttribute) {
  EXPECT_EQ(out(ByteBuffer{0xF1, 0xC2, 0x11, 0x40, 0xC1} + kSecret +
                ByteBuffer{0x1D, kShown, 0xC1, 0x1D, kHidden} + kSecret),
            "Write WCC(restore) SBA(1,2) <hidden 3> SF(unprotected) \"A\" SF(unprotected hidden) "
            "<hidden 3>");
}

TEST_F(UnknownStream, IsKnownAfterClearAndEraseReset) {
  (void)in({0x6D});
  EXPECT_TRUE(text_.known());
  text_.lose_track();
  EXPECT_EQ(out({0xF3, 0x00, 0x04, 0x03, 0x80}), "Write Structured Field Erase/Reset(alternate)");
  EXPECT_TRUE(text_.known());
}

TEST_F(Stream, LosesTrackAtAFaultAndSaysSo) {
  const std::string told = out(ByteBuffer{0xF5, 0xC3, 0x1D, kHidden, 0x1D});
  EXPECT_THAT(told, HasSubstr("FAULT: an order is cut at byte 4"));
  EXPECT_FALSE(text_.known());
  EXPECT_THAT(in(ByteBuffer{0x7D, 0x40, 0xC4, 0x11, 0xC1, 0x40} + kSecret),
              HasSubstr("<hidden 3>"));
}

TEST_F(Stream, HidesWhatLiesBehindAFault) {
  prompt();
  EXPECT_THAT(out(ByteBuffer{0xF1, 0xC2, 0x11, 0x7F, 0x7F, 0x11, 0x40, 0xC1} + kSecret),
              HasSubstr("FAULT: an address is beyond the screen at byte 2"));
  prompt();
  EXPECT_THAT(in(ByteBuffer{0x7D, 0x40, 0xC4, 0x11, 0x7F, 0x7F} + kSecret),
              HasSubstr("FAULT: a field address is beyond the screen"));
  EXPECT_THAT(in(ByteBuffer{0x33} + kSecret), HasSubstr("FAULT: no key sends that AID"));
  EXPECT_THAT(in(ByteBuffer{0x88, 0x7F, 0xFF, 0x81} + kSecret), HasSubstr("FAULT"));
}

// Each level costs six bytes: a record full of them must not cost the stack.
TEST_F(Stream, DoesNotNest) {
  ByteBuffer record{0xF3};
  for (int i = 0; i < 20'000; ++i) {
    record.insert(record.end(), {0x00, 0x00, 0x40, 0x00, 0xF3});
  }
  EXPECT_THAT(out(record), HasSubstr("FAULT: structured fields in a structured field"));
}

TEST_F(Stream, IgnoresSizesThatNoScreenHas) {
  text_.set_sizes({{0, 0}, {24, 80}});
  text_.set_sizes({{255, 255}, {255, 255}});
  EXPECT_THAT(out({0x7E, 0xC3, 0x11, 0xF5, 0xE8}), HasSubstr("SBA(43,73)"));
}

TEST_F(Stream, OfAnotherSizeIsUnknownUnlessItIsBlank) {
  text_.set_sizes({{24, 80}, {27, 132}});
  EXPECT_TRUE(text_.known());
  prompt();
  text_.set_sizes(kModel4);
  EXPECT_FALSE(text_.known());
}

// Whatever comes: no crash, and a secret behind a hidden attribute stays one.
TEST_F(Stream, SurvivesAnyBytes) {
  std::mt19937 random(1);
  const ByteBuffer orders{0x11, 0x1D, 0x29, 0x2C, 0x28, 0x3C, 0x12, 0x05,
                          0x08, 0x13, 0x40, 0x4C, 0x00, 0xC0, 0xFF, 0xF3};
  for (int round = 0; round < 500; ++round) {
    ByteBuffer record{static_cast<std::uint8_t>(random())};
    record[0] = round % 2 == 0 ? record[0] : ByteBuffer{0xF1, 0xF5, 0x7E, 0xF3}[random() % 4];
    for (std::size_t size = random() % 40; size > 0; --size) {
      record.push_back(random() % 3 == 0 ? static_cast<std::uint8_t>(random())
                                         : orders[random() % orders.size()]);
    }
    (void)text_.outbound(record);
    (void)text_.inbound(record);
    (void)text_.inbound_text(record);
    prompt();
    (void)in(ByteBuffer{0x7D, 0x40, 0xC4, 0x11, 0x40, 0xC1} + kSecret);
  }
}

TEST(HexLines, MaskBytesAndShowControlsAsDots) {
  const ByteBuffer bytes{0xC1, 0x15, 0xE2, 0x5A, 0x00};
  EXPECT_THAT(hex_lines(bytes, {false, false, true}, *cp037()),
              ElementsAre("0000  C115**5A 00                          |A.*!.|"));
}

TEST(HexLines, GoOnBeyondSixtyFourKilobytes) {
  const ByteBuffer bytes(0x10001, 0x40);
  const auto lines = hex_lines(bytes, {}, *cp037());
  ASSERT_EQ(lines.size(), 0x1001U);
  EXPECT_THAT(lines.back(), HasSubstr("010000  40"));
}

}  // namespace
}  // namespace tn3270
