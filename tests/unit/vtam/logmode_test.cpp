#include "vtam/logmode.h"

#include <gtest/gtest.h>

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

TEST(ModeTables, HoldEveryConfirmedAndInferredEntry) {
  const ModeTables tables;
  for (const char* name :
       {"S3270",    "S32785",   "DSILGMOD", "D4B32782", "D4B32783", "D4B32784", "D4B32785",
        "D4B32XX3", "D4C32782", "D4C32783", "D4C32784", "D4C32785", "D4A32782", "D4A32783",
        "D4A32784", "D4A32785", "D4C32XX3", "D4A32XX3", "SNX32702", "SNX32703", "SNX32704",
        "SNX32705", "NSX32702", "NSX32703", "NSX32704", "NSX32705", "D6327802", "D63278TS",
        "D6328902", "DSC2K",    "DSC4K",    "SCS"}) {
    EXPECT_NE(tables.find(mode(name), std::nullopt), nullptr) << name;
  }
}

TEST(ModeTables, KeepTheValuesOfThePublishedTables) {
  const ModeTables tables;
  const LogMode& local = built_in(tables, "D4B32XX3");
  EXPECT_EQ(local.fm_profile, 0x02);
  EXPECT_EQ(local.primary, 0x71);
  EXPECT_EQ(local.secondary, 0x40);
  EXPECT_EQ(local.common, 0x2000);
  EXPECT_EQ(local.pservic,
            (std::array<std::uint8_t, 12>{0x00, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0x03, 0x00}));
  EXPECT_TRUE(local.query());
  const LogMode& model5 = built_in(tables, "S32785");
  EXPECT_EQ(model5.pservic, (std::array<std::uint8_t, 12>{0x00, 0x00, 0, 0, 0, 0, 0x18, 0x50, 0x1B,
                                                          0x84, 0x7F, 0x00}));
  EXPECT_FALSE(model5.query());
  const LogMode& scs = built_in(tables, "SCS");
  EXPECT_EQ(scs.ru_sizes, 0x87C6);
  EXPECT_EQ(scs.secondary_receive_pacing, 1);
  EXPECT_EQ(scs.pservic,
            (std::array<std::uint8_t, 12>{0x01, 0x00, 0, 0, 0xE1, 0, 0, 0, 0, 0, 0x00, 0x00}));
  const LogMode& lu3 = built_in(tables, "D6328902");
  EXPECT_EQ(lu3.ru_sizes, 0x8787);
  EXPECT_EQ(lu3.pservic, (std::array<std::uint8_t, 12>{0x03, 0x00, 0, 0, 0, 0, 0x18, 0x50, 0x18,
                                                       0x50, 0x7F, 0x00}));
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

// The BIND of a VM host to a model 4 client, as a real host sent it.
TEST(BindImage, IsByteForByteThatOfARealHost) {
  LogMode vm{.name = mode("VM")};
  vm.fm_profile = 0x03;
  vm.ts_profile = 0x03;
  vm.primary = 0xB1;
  vm.secondary = 0x90;
  vm.common = 0x3080;
  vm.ru_sizes = 0x87F8;
  vm.secondary_receive_pacing = 0x87;
  vm.primary_send_pacing = 0x87;
  vm.pservic = {0x02, 0x80, 0, 0, 0, 0, 0x18, 0x50, 0x2B, 0x50, 0x7F, 0x00};
  const BoundSizes sizes = bind_sizes(vm, device("IBM-3278-4-E"));
  EXPECT_EQ(bind_image(vm, sizes, appl("IBM0SM03"), lu_name("SC0TCP03"), *tn3270::cp037()),
            (ByteBuffer{0x31, 0x01, 0x03, 0x03, 0xB1, 0x90, 0x30, 0x80, 0x00, 0x87, 0x87, 0xF8,
                        0x87, 0x00, 0x02, 0x80, 0x00, 0x00, 0x00, 0x00, 0x18, 0x50, 0x2B, 0x50,
                        0x7F, 0x00, 0x00, 0x08, 0xC9, 0xC2, 0xD4, 0xF0, 0xE2, 0xD4, 0xF0, 0xF3,
                        0x00, 0x00, 0x08, 0xE2, 0xC3, 0xF0, 0xE3, 0xC3, 0xD7, 0xF0, 0xF3}));
}

// z/OS TSO to a model 2 client and to a dynamic one: equal up to the PLU name.
TEST(BindImage, HasTheHeadOfARealTsoSession) {
  const ModeTables tables;
  LogMode tso = built_in(tables, "SNX32702");
  tso.secondary_receive_pacing = 0x80;
  tso.primary_send_pacing = 0x80;
  const ByteBuffer image = bind_image(tso, bind_sizes(tso, device("IBM-3278-2-E")),
                                      appl("A06TSO01"), lu_name("SC0TCP03"), *tn3270::cp037());
  const ByteBuffer real{0x31, 0x01, 0x03, 0x03, 0xB1, 0x90, 0x30, 0x80, 0x00, 0x80, 0x87, 0xF8,
                        0x80, 0x00, 0x02, 0x80, 0x00, 0x00, 0x00, 0x00, 0x18, 0x50, 0x00, 0x00,
                        0x7E, 0x00, 0x00, 0x08, 0xC1, 0xF0, 0xF6, 0xE3, 0xE2, 0xD6, 0xF0, 0xF1};
  EXPECT_EQ(ByteBuffer(image.begin(), image.begin() + 36), real);
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

// CICS' LU3 printer session of a real host, but for its own RU size and secondary protocol.
TEST(BindImage, OfAPrinterHasTheShapeOfARealLu3Session) {
  const ModeTables tables;
  LogMode cics = built_in(tables, "D6328902");
  cics.secondary = 0xB0;
  cics.ru_sizes = 0x85C7;
  cics.secondary_receive_pacing = 0x87;
  cics.primary_send_pacing = 0x87;
  EXPECT_EQ(bind_image(cics, bind_sizes(cics, device("IBM-3287-1")), appl("PPRPCICS"),
                       lu_name("TDC01902"), *tn3270::cp037()),
            (ByteBuffer{0x31, 0x01, 0x03, 0x03, 0xB1, 0xB0, 0x30, 0x80, 0x00, 0x87, 0x85, 0xC7,
                        0x87, 0x00, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x18, 0x50, 0x18, 0x50,
                        0x7F, 0x00, 0x00, 0x08, 0xD7, 0xD7, 0xD9, 0xD7, 0xC3, 0xC9, 0xC3, 0xE2,
                        0x00, 0x00, 0x08, 0xE3, 0xC4, 0xC3, 0xF0, 0xF1, 0xF9, 0xF0, 0xF2}));
}

}  // namespace
}  // namespace vtam
