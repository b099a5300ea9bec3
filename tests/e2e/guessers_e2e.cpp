#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/daemon.h"
#include "tests/e2e/relay.h"
#include "tests/e2e/s3270.h"

// nmap guesses names of LUs and of applications (MODEL 7); real clients work meanwhile.
namespace e2e {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

std::string shop(const std::string& throttle) {
  return json_of(R"({"names": "T[001-020]"}, {"names": "X001", "application": "DEMO"})",
                 R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],
  "throttle": {)" + throttle +
                     "},");
}

// Without raw sockets, names or ping: what a plain user can do. `+`: the port is none of its own.
std::vector<std::string> nmap(const Daemon& daemon, const std::string& script,
                              const std::string& arguments = "none=1") {
  return {"nmap",
          "-n",
          "-Pn",
          "-sT",
          "--unprivileged",
          "-p",
          std::to_string(daemon.port()),
          "--script",
          "+" + script,
          "--script-args",
          arguments,
          "127.0.0.1"};
}

std::string names(int many) {
  std::string list;
  for (int number = 10; number < 10 + many; ++number) {
    list += "Q" + std::to_string(number) + "\n";
  }
  return list;
}

TEST(Guessers, NmapSeesTheScreenAndItsLu) {
  Daemon daemon(shop(R"("loopback": true)"));
  const Finished seen = run(nmap(daemon, "tn3270-screen"));
  EXPECT_EQ(seen.status, 0) << seen.errors;
  EXPECT_THAT(seen.output, HasSubstr("DEMO APPLICATION"));
  EXPECT_THAT(seen.output, HasSubstr("logical unit: T001"));
}

TEST(Guessers, WhoAsksForFewNamesIsAnswered) {
  Daemon daemon(shop(R"("loopback": true, "refused_names": 3)"));
  const TemporaryFolder folder;
  const Finished seen =
      run(nmap(daemon, "lu-enum", "lulist=" + folder.write("list", "X001\n" + names(1)).string()));
  EXPECT_THAT(seen.output, HasSubstr("LU:X001 - Valid credentials"));
  EXPECT_THAT(daemon.log(), Not(HasSubstr("TND108W")));
}

TEST(Guessers, AreHeldBackWhileRealClientsWork) {
  Daemon daemon(shop(R"("loopback": true, "refused_names": 3)"));
  S3270 before(daemon.host());
  ASSERT_TRUE(before.wait_for_field());
  const TemporaryFolder folder;
  Process guesser(
      nmap(daemon, "lu-enum",
           "lulist=" + folder.write("list", names(40) + "X001\n").string() + ",brute.threads=10"),
      Process::ErrorOutput::WithOutput);
  ASSERT_TRUE(daemon.log_has("TND108W 127.0.0.1 is held back", seconds(10))) << daemon.log();
  // The address' session goes on, and so do those of others.
  EXPECT_TRUE(before.enter("DEMO"));
  EXPECT_EQ(before.query("BindPluName"), "DEMO");
  const Relay elsewhere(daemon.port(), Relay::Shows::Everything, "127.0.0.2");
  S3270 other("X001@" + elsewhere.host());
  ASSERT_TRUE(other.wait_for_field()) << "nobody holds back another address";
  EXPECT_EQ(other.lu(), "X001");
  // Whatever the guesser asks for: one answer, and late.
  const auto asked = std::chrono::steady_clock::now();
  S3270 held("N:" + daemon.host());
  EXPECT_TRUE(held.wait_for_text("this client has been refused more than 3 different names"))
      << held.screen();
  EXPECT_GT(std::chrono::steady_clock::now() - asked, seconds(3));
  EXPECT_TRUE(guesser.running()) << "it has not come far";
  EXPECT_EQ(before.state(), "connected-tn3270e");
}

TEST(Guessers, AreNotLetInByAnotherDoor) {
  Daemon daemon(shop(R"("loopback": true, "refused_names": 1)"));
  const S3270 first("Q001@" + daemon.host());
  EXPECT_TRUE(daemon.log_has("Q001 is not a LU"));
  const S3270 second("Q002@" + daemon.host());
  EXPECT_TRUE(daemon.log_has("TND108W"));
  const TemporaryFolder folder;
  const Finished seen =
      run(nmap(daemon, "vtam-enum", "idlist=" + folder.write("list", "DEMO\n").string()));
  EXPECT_THAT(seen.output, HasSubstr("Not VTAM"));
}

// What is in the menu is no secret; what is not looks like what does not exist.
TEST(Guessers, OfApplicationsFindWhatTheMenuShows) {
  Daemon daemon(shop(R"("loopback": true)"));
  const TemporaryFolder folder;
  const Finished seen =
      run(nmap(daemon, "vtam-enum", "idlist=" + folder.write("list", "DEMO\nNOSUCH\n").string()));
  EXPECT_THAT(seen.output, HasSubstr("applid:DEMO - Valid credentials"));
  EXPECT_THAT(seen.output, Not(HasSubstr("applid:NOSUCH")));
}

}  // namespace
}  // namespace e2e
