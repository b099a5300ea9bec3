#include "tn3270/datastream/device_type.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tn3270 {
namespace {

constexpr ScreenSize k32x80{32, 80};
constexpr ScreenSize k43x80{43, 80};
constexpr ScreenSize k27x132{27, 132};

std::optional<ScreenSize> alternate_of_terminal_type(const std::string& name) {
  const auto device = DeviceType::from_terminal_type(name);
  if (!device) {
    return std::nullopt;
  }
  EXPECT_EQ(device->sizes().primary, kModel2) << name;
  return device->sizes().alternate;
}

TEST(DeviceType, KnowsEveryNameOfTn3270e) {
  const std::vector<std::string> names{
      "IBM-3278-2",   "IBM-3278-2-E", "IBM-3278-3",   "IBM-3278-3-E", "IBM-3278-4",
      "IBM-3278-4-E", "IBM-3278-5",   "IBM-3278-5-E", "IBM-DYNAMIC",  "IBM-3287-1",
      "IBM-3279-2",   "IBM-3279-2-E", "IBM-3279-5-E", "IBM-3279-3",   "IBM-3279-4-E"};
  for (const auto& name : names) {
    const auto device = DeviceType::from_tn3270e(name);
    ASSERT_TRUE(device.has_value()) << name;
    EXPECT_EQ(device->name(), name);
  }
}

TEST(DeviceType, IsCalledByTheNearestTypeInTn3270e) {
  const std::vector<std::pair<std::string, std::string>> names{
      {"IBM-3278-5-E", "IBM-3278-5-E"}, {"IBM-3279-4", "IBM-3278-4"},
      {"IBM-3277-2", "IBM-3278-2"},     {"IBM-3178-2-E", "IBM-3278-2-E"},
      {"IBM-3180-2", "IBM-3278-5"},     {"IBM-DYNAMIC-E", "IBM-DYNAMIC"},
      {"IBM-3287-1-E", "IBM-3287-1"}};
  for (const auto& [name, nearest] : names) {
    const auto device = DeviceType::from_terminal_type(name);
    ASSERT_TRUE(device.has_value()) << name;
    EXPECT_EQ(device->tn3270e_name(), nearest);
    const auto same = DeviceType::from_tn3270e(nearest);
    ASSERT_TRUE(same.has_value()) << nearest;
    EXPECT_EQ(same->sizes(), device->sizes()) << name;
  }
}

TEST(DeviceType, RefusesNamesThatTn3270eDoesNotHave) {
  for (const char* name : {"",
                           "IBM-",
                           "IBM-3278-1",
                           "IBM-3278-6",
                           "IBM-3278-2-",
                           "IBM-3278-2-F",
                           "IBM-3278-2-E-E",
                           "3278-2",
                           "IBM-3277-2",
                           "IBM-3178-2",
                           "IBM-3179-2",
                           "IBM-3180-2",
                           "IBM-3287-1-E",
                           "IBM-DYNAMIC-E",
                           "IBM-3287-2",
                           "IBM-3278-2-E@LU",
                           "VT100",
                           "XTERM",
                           "IBM-3278-2 ",
                           "IBM-3278-2-EXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"}) {
    EXPECT_FALSE(DeviceType::from_tn3270e(name).has_value()) << name;
  }
}

TEST(DeviceType, ReadsNamesInAnyCase) {
  const auto lower = DeviceType::from_tn3270e("ibm-3278-4-e");
  ASSERT_TRUE(lower.has_value());
  EXPECT_EQ(lower->name(), "IBM-3278-4-E");
  EXPECT_EQ(*lower, (DeviceType{DeviceFamily::D3278, 4, true}));
  EXPECT_EQ(DeviceType::from_terminal_type("Ibm-Dynamic"), DeviceType::from_tn3270e("IBM-DYNAMIC"));
}

TEST(DeviceType, KnowsEveryNameOfClassicTerminalTypes) {
  for (const char* base : {"3277-2", "3278-2", "3278-3", "3278-4", "3278-5", "3279-2", "3279-3",
                           "3279-4", "3279-5", "3178-2", "3179-2", "3180-2", "3287-1", "DYNAMIC"}) {
    for (const char* suffix : {"", "-E"}) {
      const std::string with_prefix = std::string("IBM-") + base + suffix;
      const auto device = DeviceType::from_terminal_type(with_prefix);
      ASSERT_TRUE(device.has_value()) << with_prefix;
      EXPECT_EQ(device->name(), with_prefix);
      EXPECT_EQ(device->extended, *suffix != '\0') << with_prefix;
      EXPECT_EQ(DeviceType::from_terminal_type(std::string(base) + suffix), device) << base;
    }
  }
}

TEST(DeviceType, RefusesTerminalTypesThatAreNot3270) {
  for (const char* name :
       {"", "XTERM", "VT100", "ANSI", "UNKNOWN", "DEC-VT220", "IBM-3279-2-E@T001", "IBM-5555-C01",
        "IBM-3196-A1", "3278", "3278-", "IBM-IBM-3278-2"}) {
    EXPECT_FALSE(DeviceType::from_terminal_type(name).has_value()) << name;
  }
}

TEST(DeviceType, GivesEveryModelItsAlternateSize) {
  EXPECT_EQ(alternate_of_terminal_type("IBM-3278-2"), kModel2);
  EXPECT_EQ(alternate_of_terminal_type("IBM-3278-3"), k32x80);
  EXPECT_EQ(alternate_of_terminal_type("IBM-3278-4-E"), k43x80);
  EXPECT_EQ(alternate_of_terminal_type("IBM-3279-5-E"), k27x132);
  EXPECT_EQ(alternate_of_terminal_type("IBM-3180-2"), k27x132);
  EXPECT_EQ(alternate_of_terminal_type("IBM-3178-2"), kModel2);
  EXPECT_EQ(alternate_of_terminal_type("IBM-3179-2"), kModel2);
  EXPECT_EQ(alternate_of_terminal_type("IBM-3277-2"), kModel2);
  EXPECT_EQ(alternate_of_terminal_type("IBM-DYNAMIC"), kModel2);
}

TEST(DeviceType, DynamicHasTheSizesOfItsQueryAndOthersTheirModels) {
  const ScreenSizes large{kModel2, {62, 160}};
  auto dynamic = *DeviceType::from_tn3270e("IBM-DYNAMIC");
  dynamic.queried = large;
  EXPECT_EQ(dynamic.sizes(), large);
  EXPECT_EQ(dynamic.name(), "IBM-DYNAMIC");
  auto model4 = *DeviceType::from_tn3270e("IBM-3278-4-E");
  model4.queried = large;
  EXPECT_EQ(model4.sizes().alternate, (ScreenSize{43, 80}));
}

TEST(DeviceType, SaysWhatTheDeviceTakes) {
  const auto dynamic = *DeviceType::from_tn3270e("IBM-DYNAMIC");
  EXPECT_TRUE(dynamic.dynamic());
  EXPECT_TRUE(dynamic.queryable());
  EXPECT_FALSE(dynamic.printer());
  const auto printer = *DeviceType::from_tn3270e("IBM-3287-1");
  EXPECT_TRUE(printer.printer());
  EXPECT_FALSE(printer.queryable());
  const auto plain = *DeviceType::from_tn3270e("IBM-3278-2");
  EXPECT_FALSE(plain.queryable());
  EXPECT_FALSE(plain.extended_attributes());
  EXPECT_TRUE(DeviceType::from_tn3270e("IBM-3278-2-E")->extended_attributes());
}

}  // namespace
}  // namespace tn3270
