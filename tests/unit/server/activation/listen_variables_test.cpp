#include "tn3270/server/activation/listen_variables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr pid_t kSelf = 4711;

PassedDescriptors read(const ListenVariables& variables) {
  return read_listen_variables(variables, kSelf);
}

TEST(ListenVariables, AreNotThereForMostProcesses) {
  const PassedDescriptors passed = read({});
  EXPECT_EQ(passed.count, 0);
  EXPECT_EQ(passed.fault, "");
  // Names of nothing are no fault either.
  EXPECT_EQ(read({{}, {}, "a:b"}).fault, "");
}

TEST(ListenVariables, SayHowManyAndWhatTheyAreCalled) {
  const PassedDescriptors passed = read({"4711", "3", "tn3270d.socket::admin"});
  EXPECT_EQ(passed.count, 3);
  EXPECT_THAT(passed.names, ElementsAre("tn3270d.socket", "", "admin"));
  EXPECT_EQ(passed.fault, "");
}

TEST(ListenVariables, NeedNoNames) {
  const PassedDescriptors passed = read({"4711", "2", {}});
  EXPECT_EQ(passed.count, 2);
  EXPECT_THAT(passed.names, IsEmpty());
  EXPECT_EQ(passed.fault, "");
}

TEST(ListenVariables, AreNotTakenByHalves) {
  EXPECT_EQ(read({{}, "1", {}}).count, 0);
  EXPECT_THAT(read({{}, "1", {}}).fault, HasSubstr("LISTEN_FDS is set without LISTEN_PID"));
  EXPECT_EQ(read({"4711", {}, {}}).count, 0);
  EXPECT_THAT(read({"4711", {}, {}}).fault, HasSubstr("LISTEN_PID is set without LISTEN_FDS"));
}

TEST(ListenVariables, MayBeAnotherProcess) {
  const PassedDescriptors passed = read({"17", "1", {}});
  EXPECT_EQ(passed.count, 0);
  EXPECT_THAT(passed.fault, HasSubstr("LISTEN_PID is 17, but this is process 4711"));
  EXPECT_THAT(passed.fault, HasSubstr("exec"));
}

TEST(ListenVariables, WhoseProcessIdIsNoneAreRefused) {
  for (const char* pid : {"", "0", "-4711", "+4711", " 4711", "4711 ", "4711x", "0x1267",
                          "99999999999999999999", "2147483648"}) {
    const PassedDescriptors passed = read({pid, "1", {}});
    EXPECT_EQ(passed.count, 0) << pid;
    EXPECT_THAT(passed.fault, HasSubstr("LISTEN_PID is '" + std::string(pid).substr(0, 40) +
                                        "', which is no process id"));
  }
}

TEST(ListenVariables, WhoseCountIsNoneAreRefused) {
  // Descriptor 3 + 2147483645 would be no int.
  for (const char* count : {"", "0", "-1", "1.5", "one", "2147483645", "99999999999999999999"}) {
    const PassedDescriptors passed = read({"4711", count, {}});
    EXPECT_EQ(passed.count, 0) << count;
    EXPECT_THAT(passed.fault,
                HasSubstr("LISTEN_FDS is '" + std::string(count) + "', which is no number"));
  }
  EXPECT_EQ(read({"4711", "2147483644", {}}).count, 2147483644);
}

TEST(ListenVariables, WithTooFewOrTooManyNamesHaveNone) {
  for (const char* names : {"one", "one:two:three", ""}) {
    const PassedDescriptors passed = read({"4711", "2", names});
    EXPECT_EQ(passed.count, 2) << names;
    EXPECT_THAT(passed.names, IsEmpty());
    EXPECT_THAT(passed.fault, HasSubstr("LISTEN_FDNAMES has "));
    EXPECT_THAT(passed.fault, HasSubstr("for 2 sockets"));
  }
}

TEST(ListenVariables, AreShownWithoutWhatWouldForgeALineOfTheLog) {
  const std::string fault =
      read({"1\n2026 TND001I ready\x1b[2J" + std::string(500, 'x'), "1", {}}).fault;
  EXPECT_THAT(fault, HasSubstr("LISTEN_PID is '1?2026 TND001I ready?[2Jxxx"));
  EXPECT_EQ(fault.find('\n'), std::string::npos);
  EXPECT_LT(fault.size(), 250U);
}

}  // namespace
}  // namespace server
