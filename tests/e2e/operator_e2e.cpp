#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <iterator>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// An operator at tn3270ctl or curl, while real clients watch.
namespace e2e {
namespace {

using testing::HasSubstr;

const char* const kWithHang = R"(
  "menu": ["DEMO", "HANG"],
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"},
                    {"name": "HANG", "description": "NEVER RELEASES", "type": "hang"} ],)";
const char* const kDemoOnly = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";

constexpr int kRefused = 1;
constexpr int kUsage = 2;
constexpr int kUnreachable = 3;

std::string token_of(const Daemon& daemon) {
  std::ifstream file(daemon.folder() / "admin.token");
  std::string line;
  while (std::getline(file, line) && (line.empty() || line.front() == '#')) {
  }
  return line;
}

Finished curl(const Daemon& daemon, const std::string& method, const std::string& path,
              const std::string& token) {
  return run({"curl", "-sS", "-w", "\n%{http_code}", "-X", method, "-H",
              "Authorization: Bearer " + token,
              "http://127.0.0.1:" + std::to_string(daemon.admin_port()) + path});
}

TEST(Operator, KillOnTheMenuEndsTheConnectionAndFreesTheLu) {
  Daemon daemon(usual_json(kDemoOnly));
  S3270 client("T003@" + daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  const Finished killed = daemon.ctl({"kill", "t003"});
  EXPECT_EQ(killed.status, 0) << killed.errors;
  EXPECT_THAT(killed.output, HasSubstr("CONCT"));
  EXPECT_TRUE(client.action("Wait(5,Disconnect)").ok);
  S3270 again("T003@" + daemon.host());
  EXPECT_TRUE(again.wait_for_field());
}

TEST(Operator, KillInDemo) {
  Daemon daemon(usual_json(kDemoOnly));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  ASSERT_TRUE(client.enter("DEMO"));
  EXPECT_EQ(daemon.ctl({"kill", "T001"}).status, 0);
  EXPECT_TRUE(client.action("Wait(5,Disconnect)").ok);
  EXPECT_THAT(daemon.ctl({"show", "T001"}).output, HasSubstr("CONCT"));
}

TEST(Operator, AHungApplicationNeedsReact) {
  Daemon daemon(usual_json(kWithHang), Daemon::Binary::WithHangingProgram);
  S3270 client("T001@" + daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  client.action("String(\"HANG\")");
  client.action("Enter()");
  ASSERT_EQ(client.query("BindPluName"), "HANG");

  const Finished killed = daemon.ctl({"kill", "T001"});
  EXPECT_EQ(killed.status, 0) << killed.errors;
  EXPECT_THAT(killed.output, HasSubstr("TERMINATING"));
  EXPECT_TRUE(client.action("Wait(5,Disconnect)").ok);
  const Finished second = daemon.ctl({"kill", "T001"});
  EXPECT_EQ(second.status, kRefused);
  EXPECT_THAT(second.errors, HasSubstr("REACT"));
  {
    S3270 refused("T001@" + daemon.host());
    EXPECT_TRUE(refused.wait_for_text("T001 is not released by its application"));
    EXPECT_TRUE(daemon.log_has("BSTT075E T001 LUNAME NOT AVAIL: application HANG"));
  }
  const Finished react = daemon.ctl({"react", "T001"});
  EXPECT_EQ(react.status, 0) << react.errors;
  EXPECT_THAT(react.output, HasSubstr("CONCT"));
  S3270 again("T001@" + daemon.host());
  EXPECT_TRUE(again.wait_for_field());
}

TEST(Operator, NothingInSession) {
  Daemon daemon(usual_json(kDemoOnly));
  EXPECT_EQ(daemon.ctl({"kill", "T001"}).status, kRefused);
  EXPECT_EQ(daemon.ctl({"react", "T001"}).status, 0);
  EXPECT_EQ(daemon.ctl({"kill", "NOSUCH"}).status, kRefused);
  EXPECT_EQ(daemon.ctl({"kill"}).status, kUsage);
}

TEST(Operator, TheTokenFileIsMadeAndItsPathPrinted) {
  Daemon daemon(usual_json(kDemoOnly));
  EXPECT_TRUE(daemon.log_has((daemon.folder() / "admin.token").string()));
  struct stat facts {};
  ASSERT_EQ(::stat((daemon.folder() / "admin.token").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600U);
}

TEST(Operator, TheApiAnswersCurl) {
  Daemon daemon(usual_json(kDemoOnly));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  const std::string token = token_of(daemon);
  EXPECT_THAT(curl(daemon, "GET", "/v1/version", token).output, HasSubstr("\n200"));
  EXPECT_THAT(curl(daemon, "GET", "/v1/lus/T001", token).output, HasSubstr("\"ACT/S\""));
  EXPECT_THAT(curl(daemon, "GET", "/v1/lus?state=ACT/S", token).output, HasSubstr("T001"));
  EXPECT_THAT(curl(daemon, "GET", "/v1/lus", "wrong").output, HasSubstr("\n401"));
  EXPECT_THAT(curl(daemon, "GET", "/healthz", "").output, HasSubstr("\n200"));
  EXPECT_THAT(curl(daemon, "POST", "/v1/lus/T001/kill", token).output, HasSubstr("\n200"));
  EXPECT_THAT(curl(daemon, "POST", "/v1/lus/T001/kill", token).output, HasSubstr("\n409"));
  EXPECT_THAT(curl(daemon, "POST", "/v1/lus/NOSUCH/react", token).output, HasSubstr("\n404"));
}

TEST(Operator, CtlListsLusAndSaysWhenNobodyAnswers) {
  Daemon daemon(usual_json(kDemoOnly));
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  const Finished all = daemon.ctl({"lus"});
  EXPECT_EQ(all.status, 0);
  EXPECT_THAT(all.output, HasSubstr("T020"));
  EXPECT_THAT(all.output, HasSubstr("BSTTUSST"));
  const Finished nobody = run({tn3270ctl_binary(), "--url", "http://127.0.0.1:1", "--token-file",
                               (daemon.folder() / "admin.token").string(), "lus"});
  EXPECT_EQ(nobody.status, kUnreachable);
}

// A book with an application, its LUs and the menu.
std::string book(const std::string& demo) {
  return "VNETAPPL VBUILD TYPE=APPL\n"
         "BSTTUSST APPL AUTH=(PASS,ACQ)\n"
         "T001 APPL AUTH=(ACQ),EAS=1\n"
         "T002 APPL AUTH=(ACQ),EAS=1\n" +
         demo;
}

TEST(Operator, DisplaysAndVariesWithRealClients) {
  Daemon daemon(usual_json(kWithHang), Daemon::Binary::WithHangingProgram);
  S3270 demo("T001@" + daemon.host());
  S3270 hung("T002@" + daemon.host());
  ASSERT_TRUE(demo.wait_for_field());
  ASSERT_TRUE(hung.wait_for_field());
  ASSERT_TRUE(demo.enter("DEMO"));
  hung.action("String(\"HANG\")");
  hung.action("Enter()");
  ASSERT_EQ(hung.query("BindPluName"), "HANG");

  const Finished shown = daemon.ctl({"command", "D NET,ID=T001,E"});
  EXPECT_EQ(shown.status, 0) << shown.errors;
  EXPECT_THAT(shown.output, HasSubstr("IST486I STATUS= ACT/S, DESIRED STATE= ACTIV"));
  EXPECT_THAT(shown.output, HasSubstr("IST635I DEMO     ACTIV-P"));
  EXPECT_THAT(shown.output, HasSubstr("IST314I END"));

  // Normal: the session goes on, nobody else gets in.
  EXPECT_EQ(daemon.ctl({"command", "V NET,INACT,ID=DEMO"}).status, 0);
  EXPECT_EQ(demo.query("BindPluName"), "DEMO");
  {
    S3270 late(daemon.host());
    ASSERT_TRUE(late.wait_for_field());
    late.action("String(\"DEMO\")");
    late.action("Enter()");
    EXPECT_TRUE(late.wait_for_text("varied inactive"));
  }
  // At once: the user is back on the menu.
  EXPECT_EQ(daemon.ctl({"command", "V NET,INACT,ID=DEMO,I"}).status, 0);
  EXPECT_TRUE(demo.wait_for_text("ended by the operator"));
  EXPECT_EQ(daemon.ctl({"command", "V NET,ACT,ID=DEMO"}).status, 0);
  EXPECT_TRUE(demo.wait_for_field());
  EXPECT_TRUE(demo.enter("DEMO"));

  // By force: an application that hangs is not waited for.
  const Finished forced = daemon.ctl({"command", "MSG TEST,D=V NET,INACT,ID=T002,F"});
  EXPECT_EQ(forced.status, 0);
  EXPECT_THAT(forced.output, HasSubstr("IST105I T002 NODE NOW INACTIVE"));
  EXPECT_TRUE(hung.action("Wait(5,Disconnect)").ok);
  EXPECT_THAT(daemon.ctl({"show", "T002"}).output, HasSubstr("INACT"));
  EXPECT_EQ(daemon.ctl({"command", "REACT T002"}).status, kRefused);
  EXPECT_EQ(daemon.ctl({"command", "V NET,ACT,ID=T002"}).status, 0);
  EXPECT_EQ(daemon.ctl({"command", "KILL T001"}).status, 0);
  EXPECT_TRUE(demo.action("Wait(5,Disconnect)").ok);
  S3270 again("T002@" + daemon.host());
  EXPECT_TRUE(again.wait_for_field());
}

TEST(Operator, ActReadsTheBookAgain) {
  TemporaryFolder folder;
  const auto file = folder.write("vnetappl.b", book(""));
  const std::string json = json_of(R"({"names": "T[001-002]", "type": "terminal"})", kDemoOnly);
  Daemon daemon(json, Daemon::Binary::Product, {file.string()});
  EXPECT_EQ(daemon.ctl({"command", "D NET,ID=BSTTVNET"}).status, kRefused);
  static_cast<void>(folder.write("vnetappl.b", book("BSTTVNET APPL EAS=9\n")));
  const Finished read = daemon.ctl({"command", "V NET,ACT,ID=VNETAPPL"});
  EXPECT_EQ(read.status, 0) << read.output << read.errors;
  EXPECT_THAT(read.output, HasSubstr("4 rows, 1 added, 0 removed"));
  EXPECT_THAT(daemon.ctl({"command", "D NET,ID=BSTTVNET"}).output, HasSubstr("EAS=9"));
  static_cast<void>(folder.write("vnetappl.b", book("BSTTVNET APPL EAS=NINE\n")));
  const Finished refused = daemon.ctl({"command", "V NET,ACT,ID=VNETAPPL"});
  EXPECT_EQ(refused.status, kRefused);
  EXPECT_THAT(refused.output, HasSubstr("vnetappl.b:5:"));
  EXPECT_THAT(daemon.ctl({"command", "D NET,ID=BSTTVNET"}).output, HasSubstr("EAS=9"));
}

TEST(Operator, ExplainNeedsNoServer) {
  const Finished known = run({tn3270ctl_binary(), "explain", "bstt075e"});
  EXPECT_EQ(known.status, 0);
  EXPECT_THAT(known.output, HasSubstr("Operator response\n"));
  EXPECT_EQ(run({tn3270ctl_binary(), "explain", "NOSUCH"}).status, kRefused);
}

TEST(Operator, SigtermUnbindsAndEndsInTime) {
  Daemon daemon(usual_json(kWithHang), Daemon::Binary::WithHangingProgram);
  S3270 menu(daemon.host());
  S3270 hung(daemon.host());
  ASSERT_TRUE(menu.wait_for_field());
  ASSERT_TRUE(hung.wait_for_field());
  hung.action("String(\"HANG\")");
  hung.action("Enter()");
  daemon.process().signal(SIGTERM);
  EXPECT_EQ(daemon.process().finish(std::chrono::seconds(5)), 0);
  EXPECT_TRUE(menu.action("Wait(5,Disconnect)").ok);
  EXPECT_THAT(daemon.log(), HasSubstr("BSTT001I TERMINATED"));
}

}  // namespace
}  // namespace e2e
