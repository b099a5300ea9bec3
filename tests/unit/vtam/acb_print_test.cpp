#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "config/limits.h"
#include "vtam/acb/screen_record.h"

namespace vtam {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using tn3270::ByteBuffer;

enum class Kind { Scs, Buffer };

class AcbPrint : public testing::Test {
 protected:
  [[nodiscard]] std::vector<ByteBuffer> print(std::string_view text, Kind kind) const {
    auto written = write_print(text, kind == Kind::Scs, *page_);
    if (const auto* fault = std::get_if<FieldFault>(&written)) {
      ADD_FAILURE() << fault->rule << " " << fault->field;
      return {};
    }
    return std::get<std::vector<ByteBuffer>>(std::move(written));
  }
  [[nodiscard]] std::string refused(std::string_view text) const {
    const auto written = write_print(text, true, *page_);
    const auto* fault = std::get_if<FieldFault>(&written);
    return fault == nullptr ? "nothing" : fault->rule + " " + fault->field;
  }
  std::shared_ptr<const tn3270::CodePage> page_ = tn3270::cp037();
};

TEST_F(AcbPrint, IsScsForLu1) {
  EXPECT_THAT(print("A\nB\f", Kind::Scs), ElementsAre(ByteBuffer{0xC1, 0x15, 0xC2, 0x0C}));
}

TEST_F(AcbPrint, IsAWriteThatPrintsForLu3) {
  EXPECT_THAT(print("A\nB\f", Kind::Buffer),
              ElementsAre(ByteBuffer{0xF1, 0xC8, 0xC1, 0x15, 0xC2, 0x0C, 0x19}));
}

TEST_F(AcbPrint, IsNothingForNoText) {
  EXPECT_THAT(print("", Kind::Scs), IsEmpty());
  EXPECT_THAT(print("", Kind::Buffer), IsEmpty());
}

TEST_F(AcbPrint, KeepsATextInOrderOverItsRus) {
  std::string text;
  for (int line = 0; line < 200; ++line) {
    text += std::string(100, static_cast<char>('A' + line % 9)) + "\n";
  }
  for (const Kind kind : {Kind::Scs, Kind::Buffer}) {
    ByteBuffer all;
    for (const auto& record : print(text, kind)) {
      const bool scs = kind == Kind::Scs;
      EXPECT_LE(record.size(), scs ? config::limits::kPrintRu : 1922U);
      EXPECT_EQ(record[record.size() - (scs ? 1 : 2)], 0x15) << "whole lines";
      all.insert(all.end(), record.begin() + (scs ? 0 : 2), record.end() - (scs ? 0 : 1));
    }
    const auto expected = print(text, Kind::Scs);
    ByteBuffer whole;
    for (const auto& record : expected) {
      whole.insert(whole.end(), record.begin(), record.end());
    }
    EXPECT_EQ(all.size(), text.size());
    EXPECT_EQ(all, whole);
  }
}

TEST_F(AcbPrint, CutsALineThatIsLongerThanARu) {
  const auto loads = print(std::string(4000, 'x'), Kind::Buffer);
  ASSERT_THAT(loads, SizeIs(3));
  EXPECT_EQ(loads[0].size(), 2 + 1919 + 1U);
  EXPECT_EQ(loads[2].size(), 2 + (4000 - 2 * 1919) + 1U);
}

TEST_F(AcbPrint, RefusesWhatThePrinterCannotPrint) {
  EXPECT_EQ(refused("one\ntwo Ł"), "UNMAPPABLE line 2 column 5");
  EXPECT_EQ(refused("┌"), "UNMAPPABLE line 1 column 1") << "printers have no APL set";
  EXPECT_EQ(refused("a\tb"), "CONTROL line 1 column 2");
  EXPECT_EQ(refused("a\r\n"), "CONTROL line 1 column 2");
  EXPECT_EQ(refused("ab\n\xFF"), "UTF-8 line 2 column 1");
}

}  // namespace
}  // namespace vtam
