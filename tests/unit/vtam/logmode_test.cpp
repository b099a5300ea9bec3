#include "vtam/logmode.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "tests/unit/vtam/shop.h"

namespace vtam {
namespace {

using test::appl;
using test::device;
using test::lu_name;
using test::mode;
using test::table;
using tn3270::ByteBuffer;
using tn3270::ScreenSize;
using tn3270::ScreenSizes;
using Bind = std::array<std::uint8_t, 5>;

constexpr ScreenSize k24x80{24, 80};
constexpr ScreenSize k32x80{32, 80};
constexpr ScreenSize k43x80{43, 80};
constexpr ScreenSize k27x132{27, 132};

const LogMode& built_in(const ModeTables& tables, const char* name) {
  const LogMode* found = tables.find(mode(name), ModeTables::iesinclm());
  EXPECT_NE(found, nullptr) << name;
  static const LogMode kNone{.name = mode("NONE")};
  return found == nullptr ? kNone : *found;
}

BoundSizes bound(const char* name, const char* type) {
  const ModeTables tables;
  return bind_sizes(built_in(tables, name), device(type));
}

TEST(ModeTables, SearchesTheNamedTableThenIstinclm) {
  const ModeTables tables;
  EXPECT_TRUE(tables.has_table(table("IESINCLM")));
  EXPECT_TRUE(tables.has_table(table("ISTINCLM")));
  EXPECT_FALSE(tables.has_table(table("MYTAB")));
  EXPECT_NE(tables.find(mode("SP3272QN"), table("IESINCLM")), nullptr);
  EXPECT_NE(tables.find(mode("D4B32XX3"), table("IESINCLM")), nullptr);
  EXPECT_NE(tables.find(mode("D4B32XX3"), std::nullopt), nullptr);
  EXPECT_NE(tables.find(mode("D4B32XX3"), table("MYTAB")), nullptr);
  EXPECT_EQ(tables.find(mode("SP3272QN"), std::nullopt), nullptr);
  EXPECT_EQ(tables.find(mode("NOSUCH"), table("IESINCLM")), nullptr);
}

// A row of PROTOCOL 4.9: FM, TS, PRI, SEC, COM and RU sizes, pacing both ways, PSERVIC.
struct Row {
  const char* name;
  const char* protocol;
  const char* pacing;
  const char* pservic;
  ModeOrigin origin;
};

constexpr ModeOrigin kConfirmed = ModeOrigin::Confirmed;
constexpr ModeOrigin kInferred = ModeOrigin::Inferred;

constexpr Row kRows[] = {
    {"SP3272QN", "0202714020000000", "00", "008000000000000000000300", kInferred},
    {"SP3273QN", "0202714020000000", "00", "008000000000185020507F00", kInferred},
    {"SP3274QN", "0202714020000000", "00", "00800000000018502B507F00", kInferred},
    {"SP3275QN", "0202714020000000", "00", "00800000000018501B847F00", kInferred},
    {"SPDSCPRT", "0303B19030808787", "00", "030000000000185018507F00", kInferred},
    {"SPSCSPRT", "0303B190308087C6", "01", "01000000E100000000000000", kInferred},
    {"S3270", "0202714020000000", "00", "000000000000000000000200", kConfirmed},
    {"S32785", "0202714020000000", "00", "00000000000018501B847F00", kConfirmed},
    {"DSILGMOD", "0202714020000000", "00", "000000000000000000000200", kConfirmed},
    {"D4B32782", "0202714020000000", "00", "000000000000185000007E00", kConfirmed},
    {"D4B32783", "0202714020000000", "00", "000000000000185020507F00", kInferred},
    {"D4B32784", "0202714020000000", "00", "00000000000018502B507F00", kInferred},
    {"D4B32785", "0202714020000000", "00", "00000000000018501B847F00", kInferred},
    {"D4B32XX3", "0202714020000000", "00", "008000000000000000000300", kConfirmed},
    {"D4C32782", "0303B190308087F8", "00", "020000000000185000007E00", kConfirmed},
    {"D4C32783", "0303B190308087F8", "00", "020000000000185020507F00", kInferred},
    {"D4C32784", "0303B190308087F8", "00", "02000000000018502B507F00", kInferred},
    {"D4C32785", "0303B190308087F8", "00", "0200000000001B8400007E00", kConfirmed},
    {"D4C32XX3", "0303B190308087F8", "00", "028000000000000000000300", kInferred},
    {"D4A32782", "0303B190308087F8", "00", "020000000000185000007E00", kInferred},
    {"D4A32783", "0303B190308087F8", "00", "020000000000185020507F00", kInferred},
    {"D4A32784", "0303B190308087F8", "00", "02000000000018502B507F00", kInferred},
    {"D4A32785", "0303B190308087F8", "00", "0200000000001B8400007E00", kInferred},
    {"D4A32XX3", "0303B190308087F8", "00", "028000000000000000000300", kInferred},
    {"D4C32XX4", "0303B190308087F8", "00", "0280000000002B5000007E00", kInferred},
    {"D4C32XX5", "0303B190308087F8", "00", "0280000000001B8400007E00", kInferred},
    {"SNX32702", "0303B190308087F8", "00", "028000000000185000007E00", kInferred},
    {"SNX32703", "0303B190308087F8", "00", "028000000000185020507F00", kInferred},
    {"SNX32704", "0303B190308087F8", "00", "02800000000018502B507F00", kInferred},
    {"SNX32705", "0303B190308087F8", "00", "02800000000018501B847F00", kInferred},
    {"NSX32702", "0202714020000000", "00", "008000000000185000007E00", kInferred},
    {"NSX32703", "0202714020000000", "00", "008000000000185020507F00", kInferred},
    {"NSX32704", "0202714020000000", "00", "00800000000018502B507F00", kInferred},
    {"NSX32705", "0202714020000000", "00", "00800000000018501B847F00", kInferred},
    {"D6327802", "0303B190308088F8", "00", "020000000000185000007E00", kConfirmed},
    {"D63278TS", "0303B19030808587", "00", "020000000000000000000200", kConfirmed},
    {"DSC2K", "0303B19030808787", "00", "030000000000185018507F00", kInferred},
    {"DSC4K", "0303B19030808787", "00", "03000000000018502B507F00", kInferred},
    {"D6328902", "0303B19030808787", "00", "030000000000185018507F00", kConfirmed},
    {"SCS", "0303B190308087C6", "01", "01000000E100000000000000", kConfirmed},
};

std::string hex(const ByteBuffer& bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) {
    constexpr const char* kDigits = "0123456789ABCDEF";
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 0x0FU];
  }
  return text;
}

TEST(ModeTables, HoldEveryRowOfThePublishedAndInferredTables) {
  const ModeTables tables;
  for (const Row& row : kRows) {
    const LogMode& found = built_in(tables, row.name);
    const auto high = [](std::uint16_t word) { return static_cast<std::uint8_t>(word >> 8U); };
    const auto low = [](std::uint16_t word) { return static_cast<std::uint8_t>(word & 0xFFU); };
    EXPECT_EQ(
        hex({found.fm_profile, found.ts_profile, found.primary, found.secondary, high(found.common),
             low(found.common), high(found.ru_sizes), low(found.ru_sizes)}),
        row.protocol)
        << row.name;
    EXPECT_EQ(hex({found.secondary_receive_pacing}), row.pacing) << row.name;
    EXPECT_EQ(hex({found.primary_send_pacing}), row.pacing) << row.name;
    EXPECT_EQ(found.secondary_send_pacing, 0) << row.name;
    EXPECT_EQ(hex(ByteBuffer(found.pservic.begin(), found.pservic.end())), row.pservic) << row.name;
    EXPECT_EQ(found.origin, row.origin) << row.name;
  }
  EXPECT_EQ(tables.entries(table("IESINCLM")).size() + tables.entries(table("ISTINCLM")).size(),
            std::size(kRows));
}

TEST(ModeTables, SayWhichModesAskForAQuery) {
  const ModeTables tables;
  EXPECT_TRUE(built_in(tables, "D4B32XX3").query());
  EXPECT_FALSE(built_in(tables, "S32785").query());
}

// A table of a book or of JSON, with one entry of 62x160 that has values of its own everywhere.
config::ModeTable defined(const char* table_name, const char* mode_name) {
  config::ModeEntry entry{.name = mode(mode_name)};
  entry.fm_profile = 0x03;
  entry.ts_profile = 0x04;
  entry.primary = 0xB1;
  entry.secondary = 0xB0;
  entry.common = 0x7080;
  entry.ru_sizes = 0x8585;
  entry.secondary_receive_pacing = 0x02;
  entry.secondary_send_pacing = 0x03;
  entry.primary_send_pacing = 0x04;
  entry.pservic = {0x02, 0x80, 0, 0, 0, 0, 24, 80, 62, 160, 0x7F, 0};
  return {.name = table(table_name), .entries = {entry}};
}

TEST(ModeTables, ADefinedEntryReplacesTheBuiltInOneAndLeavesTheOthers) {
  const ModeTables tables({defined("IESINCLM", "SP3272QN")});
  const LogMode& sp = built_in(tables, "SP3272QN");
  EXPECT_EQ(sp.origin, ModeOrigin::Defined);
  EXPECT_EQ(sp.size_code(), 0x7F);
  EXPECT_EQ(built_in(tables, "SP3273QN").origin, ModeOrigin::Inferred);
  EXPECT_EQ(tables.entries(table("IESINCLM")).size(), 6U);
}

TEST(ModeTables, ADefinedTableIsSearchedOnlyWhereItIsNamed) {
  const ModeTables tables({defined("MYTAB", "MYMODE"), defined("MYTAB", "D4B32XX3")});
  EXPECT_TRUE(tables.has_table(table("MYTAB")));
  EXPECT_NE(tables.find(mode("MYMODE"), table("MYTAB")), nullptr);
  EXPECT_EQ(tables.find(mode("MYMODE"), table("IESINCLM")), nullptr);
  EXPECT_EQ(tables.find(mode("D4B32XX3"), table("MYTAB"))->origin, ModeOrigin::Defined);
  EXPECT_EQ(tables.find(mode("D4B32XX3"), std::nullopt)->origin, ModeOrigin::Confirmed);
  EXPECT_NE(tables.find(mode("S3270"), table("MYTAB")), nullptr) << "ISTINCLM comes after it";
  EXPECT_EQ(tables.names(), (std::vector{table("IESINCLM"), table("ISTINCLM"), table("MYTAB")}));
}

TEST(ModeTables, WhatIsDefinedTwiceIsWhatWasSaidLast) {
  config::ModeTable late = defined("MYTAB", "MYMODE");
  late.entries[0].pservic[10] = 0x02;
  const ModeTables tables({defined("MYTAB", "MYMODE"), late});
  EXPECT_EQ(tables.find(mode("MYMODE"), table("MYTAB"))->size_code(), 0x02);
}

TEST(ModeTables, ListTheirEntriesByName) {
  const ModeTables tables;
  const auto entries = tables.entries(table("IESINCLM"));
  ASSERT_EQ(entries.size(), 6U);
  EXPECT_EQ(entries.front()->name, mode("SP3272QN"));
  EXPECT_EQ(entries.back()->name, mode("SPSCSPRT"));
  EXPECT_TRUE(tables.entries(table("MYTAB")).empty());
}

TEST(BindSizes, Sp3272qnTakesTheSizeFromATerminalThatCanBeQueried) {
  const BoundSizes sizes = bound("SP3272QN", "IBM-3278-4-E");  // seed 3.5.6: 43x80
  EXPECT_EQ(sizes.screen, (ScreenSizes{k24x80, k43x80}));
  EXPECT_EQ(sizes.bind, (Bind{0, 0, 0, 0, 0x03}));
  EXPECT_TRUE(sizes.fits);
  EXPECT_EQ(bound("SP3272QN", "IBM-3278-5-E").screen, (ScreenSizes{k24x80, k27x132}));
}

TEST(BindSizes, NeverSayCode03ToADeviceWithoutQuery) {
  for (const char* name : {"SP3272QN", "D4B32XX3", "D4C32XX3"}) {
    for (const char* type : {"IBM-3278-2", "IBM-3278-3", "IBM-3278-4", "IBM-3278-5"}) {
      const BoundSizes sizes = bound(name, type);
      EXPECT_EQ(sizes.bind, (Bind{24, 80, 0, 0, 0x7E})) << name << " " << type;
      EXPECT_EQ(sizes.screen, (ScreenSizes{k24x80, k24x80}));
    }
  }
}

TEST(BindSizes, IbmDynamicIs24x80UntilAQueryHasAnswered) {
  for (const char* name : {"SP3272QN", "SP3274QN", "D4B32XX3", "D4C32785", "NSX32703"}) {
    const BoundSizes sizes = bound(name, "IBM-DYNAMIC");
    EXPECT_EQ(sizes.bind, (Bind{24, 80, 0, 0, 0x7E})) << name;
    EXPECT_EQ(sizes.screen, (ScreenSizes{k24x80, k24x80})) << name;
  }
}

TEST(BindSizes, OldModesWithoutASizeMean24x80) {
  EXPECT_EQ(bound("S3270", "IBM-3278-4-E").bind, (Bind{0, 0, 0, 0, 0x02}));
  EXPECT_EQ(bound("S3270", "IBM-3278-4-E").screen, (ScreenSizes{k24x80, k24x80}));
  LogMode undefined{.name = mode("X")};
  EXPECT_EQ(bind_sizes(undefined, device("IBM-3278-4")).bind, (Bind{0, 0, 0, 0, 0x00}));
  undefined.pservic[10] = 0x55;
  EXPECT_EQ(bind_sizes(undefined, device("IBM-3278-4")).bind, (Bind{0, 0, 0, 0, 0x02}));
}

TEST(BindSizes, BothPairsAreTakenWhereTheyFit) {
  const BoundSizes sizes = bound("SP3274QN", "IBM-3278-4");
  EXPECT_EQ(sizes.bind, (Bind{24, 80, 43, 80, 0x7F}));
  EXPECT_EQ(sizes.screen, (ScreenSizes{k24x80, k43x80}));
  EXPECT_TRUE(sizes.fits);
  EXPECT_TRUE(bound("D4C32785", "IBM-3278-5").fits);
  EXPECT_EQ(bound("D4C32785", "IBM-3278-5").screen, (ScreenSizes{k27x132, k27x132}));
}

TEST(BindSizes, AModeThatIsTooLargeGetsTheLargestThatBothAllow) {
  const BoundSizes wide = bound("SP3275QN", "IBM-3278-4-E");
  EXPECT_FALSE(wide.fits);
  EXPECT_EQ(wide.screen, (ScreenSizes{k24x80, k24x80}));
  EXPECT_EQ(wide.bind, (Bind{24, 80, 0, 0, 0x7E}));
  const BoundSizes tall = bound("SP3274QN", "IBM-3278-3-E");
  EXPECT_FALSE(tall.fits);
  EXPECT_EQ(tall.screen, (ScreenSizes{k24x80, k32x80}));
  EXPECT_EQ(tall.bind, (Bind{24, 80, 32, 80, 0x7F}));
}

TEST(BindSizes, NeverExceedTheDevice) {
  const ModeTables tables;
  for (const char* type : {"IBM-3278-2", "IBM-3278-2-E", "IBM-3278-3", "IBM-3278-3-E", "IBM-3278-4",
                           "IBM-3278-4-E", "IBM-3278-5", "IBM-3278-5-E", "IBM-DYNAMIC"}) {
    const ScreenSizes own = device(type).sizes();
    for (const std::uint8_t code : ByteBuffer{0x00, 0x01, 0x02, 0x03, 0x7E, 0x7F, 0xFF}) {
      for (const std::uint8_t rows : ByteBuffer{0, 12, 24, 27, 32, 43, 62, 255}) {
        for (const std::uint8_t columns : ByteBuffer{0, 40, 80, 132, 160, 255}) {
          LogMode asked{.name = mode("ASKED")};
          asked.pservic = {0, 0x80, 0, 0, 0, 0, rows, columns, columns, rows, code, 0};
          const BoundSizes sizes = bind_sizes(asked, device(type));
          for (const ScreenSize shown : {sizes.screen.primary, sizes.screen.alternate}) {
            EXPECT_LE(shown.rows, own.alternate.rows) << type;
            EXPECT_LE(shown.columns, own.alternate.columns) << type;
            EXPECT_GT(shown.cells(), 0U);
          }
          EXPECT_FALSE(sizes.bind[4] == 0x03 && !device(type).queryable()) << type;
        }
      }
    }
  }
}

TEST(BindSizes, APrinterTakesWhatItsModeSays) {
  EXPECT_EQ(bound("SPDSCPRT", "IBM-3287-1").bind, (Bind{24, 80, 24, 80, 0x7F}));
  EXPECT_EQ(bound("DSC4K", "IBM-3287-1").screen.alternate, k43x80);
  EXPECT_TRUE(bound("DSC4K", "IBM-3287-1").fits);
}

TEST(SizesWithoutBind, AreTheModelsOwnAndOnlyIfTheModeMeansThem) {
  const auto sizes = [](const char* name, const char* type) {
    return sizes_without_bind(bound(name, type), device(type));
  };
  EXPECT_EQ(sizes("SP3272QN", "IBM-3278-4-E"), (ScreenSizes{k24x80, k43x80}));
  // The client's Erase/Write Alternate would give 27x132, the mode says 24x80.
  EXPECT_EQ(sizes("S3270", "IBM-3278-5-E"), (ScreenSizes{k24x80, k24x80}));
  // The mode wants 27x132 for both, but Erase/Write gives 24x80.
  EXPECT_EQ(sizes("D4C32785", "IBM-3278-5-E"), (ScreenSizes{k24x80, k27x132}));
  EXPECT_EQ(sizes("SP3273QN", "IBM-3278-4"), (ScreenSizes{k24x80, k24x80}));
}

// A BIND that a real host sent (PROTOCOL 4.8), up to the end of the PLU's name. What follows is the
// host's own: user data and a correlator, which we have not.
struct RealBind {
  const char* session;
  const char* device;
  const char* plu;
  ByteBuffer image;
};

constexpr std::size_t kPluLength = 27;

// The logmode that has the values of an image.
LogMode mode_of(const ByteBuffer& image) {
  LogMode read{.name = mode("REAL")};
  read.fm_profile = image[2];
  read.ts_profile = image[3];
  read.primary = image[4];
  read.secondary = image[5];
  read.common = static_cast<std::uint16_t>(image[6] << 8U | image[7]);
  read.secondary_send_pacing = image[8];
  read.secondary_receive_pacing = image[9];
  read.ru_sizes = static_cast<std::uint16_t>(image[10] << 8U | image[11]);
  read.primary_send_pacing = image[12];
  std::copy(image.begin() + 14, image.begin() + 26, read.pservic.begin());
  return read;
}

const std::vector<RealBind>& real_binds() {
  static const std::vector<RealBind> kBinds = {
      {"z/OS Telnet solicitor", "IBM-3278-2-E", "TELNET", {0x31, 0x01, 0x02, 0x02, 0x00, 0x00, 0x30,
                                                           0x80, 0x00, 0x84, 0x87, 0xF8, 0x80, 0x00,
                                                           0x02, 0x80, 0x00, 0x00, 0x00, 0x00, 0x18,
                                                           0x50, 0x00, 0x00, 0x7E, 0x00, 0x00, 0x06,
                                                           0xE3, 0xC5, 0xD3, 0xD5, 0xC5, 0xE3}},
      {"z/OS TSO, model 2",
       "IBM-3278-2-E",
       "A06TSO01",
       {0x31, 0x01, 0x03, 0x03, 0xB1, 0x90, 0x30, 0x80, 0x00, 0x80, 0x87, 0xF8,
        0x80, 0x00, 0x02, 0x80, 0x00, 0x00, 0x00, 0x00, 0x18, 0x50, 0x00, 0x00,
        0x7E, 0x00, 0x00, 0x08, 0xC1, 0xF0, 0xF6, 0xE3, 0xE2, 0xD6, 0xF0, 0xF1}},
      {"z/OS TSO, size from the terminal",
       "IBM-3278-4-E",
       "A06TSO01",
       {0x31, 0x01, 0x03, 0x03, 0xB1, 0x90, 0x30, 0x80, 0x00, 0x80, 0x87, 0xF8,
        0x80, 0x00, 0x02, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x03, 0x00, 0x00, 0x08, 0xC1, 0xF0, 0xF6, 0xE3, 0xE2, 0xD6, 0xF0, 0xF1}},
      {"VM host, model 4",
       "IBM-3278-4-E",
       "IBM0SM03",
       {0x31, 0x01, 0x03, 0x03, 0xB1, 0x90, 0x30, 0x80, 0x00, 0x87, 0x87, 0xF8,
        0x87, 0x00, 0x02, 0x80, 0x00, 0x00, 0x00, 0x00, 0x18, 0x50, 0x2B, 0x50,
        0x7F, 0x00, 0x00, 0x08, 0xC9, 0xC2, 0xD4, 0xF0, 0xE2, 0xD4, 0xF0, 0xF3}},
      {"z/OS CICS, LU3 printer",
       "IBM-3287-1",
       "PPRPCICS",
       {0x31, 0x01, 0x03, 0x03, 0xB1, 0xB0, 0x30, 0x80, 0x00, 0x87, 0x85, 0xC7,
        0x87, 0x00, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x18, 0x50, 0x18, 0x50,
        0x7F, 0x00, 0x00, 0x08, 0xD7, 0xD7, 0xD9, 0xD7, 0xC3, 0xC9, 0xC3, 0xE2}},
  };
  return kBinds;
}

TEST(BindImage, IsByteForByteThatOfARealHost) {
  const ByteBuffer own_end{0x00, 0x00, 0x08, 0xE2, 0xC3, 0xF0, 0xE3, 0xC3, 0xD7, 0xF0, 0xF3};
  for (const RealBind& real : real_binds()) {
    const LogMode asked = mode_of(real.image);
    const BoundSizes sizes = bind_sizes(asked, device(real.device));
    EXPECT_TRUE(sizes.fits) << real.session;
    ByteBuffer whole = real.image;
    whole.insert(whole.end(), own_end.begin(), own_end.end());
    EXPECT_EQ(bind_image(asked, sizes, appl(real.plu), lu_name("SC0TCP03"), *tn3270::cp037()),
              whole)
        << real.session;
  }
}

// Pacing apart, which a host's NCP or a class of service may set: the built-in modes say what these
// hosts said.
TEST(BindImage, OfABuiltInModeIsThatOfARealSession) {
  const ModeTables tables;
  const auto& binds = real_binds();
  const auto head = [&](const char* name, const RealBind& real) {
    LogMode chosen = built_in(tables, name);
    chosen.secondary_receive_pacing = real.image[9];
    chosen.primary_send_pacing = real.image[12];
    ByteBuffer image = bind_image(chosen, bind_sizes(chosen, device(real.device)), appl(real.plu),
                                  lu_name("T001"), *tn3270::cp037());
    image.resize(real.image.size());
    return image;
  };
  EXPECT_EQ(head("SNX32702", binds[1]), binds[1].image);
  EXPECT_EQ(head("D4C32XX3", binds[2]), binds[2].image);
  EXPECT_EQ(head("SNX32704", binds[3]), binds[3].image);
}

TEST(BindImage, HasThePacingOfItsMode) {
  const ModeTables tables({defined("MYTAB", "MYMODE")});
  const auto image = [&](const LogMode& chosen) {
    return bind_image(chosen, bind_sizes(chosen, device("IBM-3287-1")), appl("DEMO"),
                      lu_name("P001"), *tn3270::cp037());
  };
  const ByteBuffer own = image(*tables.find(mode("MYMODE"), table("MYTAB")));
  EXPECT_EQ(own[8], 0x03);
  EXPECT_EQ(own[9], 0x02);
  EXPECT_EQ(own[12], 0x04);
  EXPECT_EQ(own[13], 0x00);
  const ByteBuffer scs = image(built_in(tables, "SPSCSPRT"));
  EXPECT_EQ(scs[9], 0x01);
  EXPECT_EQ(scs[12], 0x01);
  EXPECT_EQ(scs[kPluLength], 4);
}

TEST(BindImage, OfTheMenuNamesBothPartners) {
  const ModeTables tables;
  const LogMode& sp = built_in(tables, "SP3272QN");
  EXPECT_EQ(bind_image(sp, bind_sizes(sp, device("IBM-3278-2")), appl("BSTTUSST"), lu_name("T001"),
                       *tn3270::cp037()),
            (ByteBuffer{0x31, 0x01, 0x02, 0x02, 0x71, 0x40, 0x20, 0x00, 0x00, 0x00, 0x00,
                        0x00, 0x00, 0x00, 0x00, 0x80, 0x00, 0x00, 0x00, 0x00, 0x18, 0x50,
                        0x00, 0x00, 0x7E, 0x00, 0x00, 0x08, 0xC2, 0xE2, 0xE3, 0xE3, 0xE4,
                        0xE2, 0xE2, 0xE3, 0x00, 0x00, 0x04, 0xE3, 0xF0, 0xF0, 0xF1}));
}

}  // namespace
}  // namespace vtam
