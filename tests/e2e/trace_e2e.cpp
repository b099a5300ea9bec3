#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// tn3270ctl trace while a real client logs on.
namespace e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

const char* const kDemoOnly = R"(
  "menu": ["DEMO"],
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";
constexpr auto kLong = std::chrono::seconds(20);

class Tracer {
 public:
  Tracer(const Daemon& daemon, const std::vector<std::string>& arguments)
      : process_(command(daemon, arguments)) {
    const auto first = process_.read_line(kLong);
    EXPECT_THAT(first.value_or(""), HasSubstr("-- trace of T001"));
  }
  // What it says until it ends.
  std::string finish() {
    EXPECT_EQ(process_.finish(kLong), 0) << process_.errors();
    return process_.output();
  }
  // Lines up to one with `text`.
  std::string until(const std::string& text) {
    std::string all;
    while (const auto line = process_.read_line(kLong)) {
      all += *line + "\n";
      if (line->find(text) != std::string::npos) {
        return all;
      }
    }
    ADD_FAILURE() << text << " never came after\n" << all;
    return all;
  }
  Process& process() { return process_; }

 private:
  static std::vector<std::string> command(const Daemon& daemon,
                                          const std::vector<std::string>& arguments) {
    std::vector<std::string> all{tn3270ctl_binary(),
                                 "--url",
                                 "http://127.0.0.1:" + std::to_string(daemon.admin_port()),
                                 "--token-file",
                                 (daemon.folder() / "admin.token").string(),
                                 "trace"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return all;
  }
  Process process_;
};

TEST(Trace, ShowsALogonAndNoPassword) {
  Daemon daemon(usual_json(kDemoOnly));
  Tracer tracer(daemon, {"T001", "--seconds", "8"});
  S3270 client("T001@" + daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  ASSERT_TRUE(client.enter("DEMO"));
  ASSERT_TRUE(client.wait_for_text("Password"));
  client.action("String(\"Visible\")");
  client.action("Tab()");
  client.action("Tab()");
  client.action("Tab()");
  ASSERT_TRUE(client.enter("sesame"));
  ASSERT_TRUE(client.wait_for_text("6 characters"));
  const std::string lines = tracer.finish();
  EXPECT_THAT(lines, HasSubstr("S> DO TN3270E\n"));
  EXPECT_THAT(lines, HasSubstr("CONNECT T001 SE\n"));
  EXPECT_THAT(lines, HasSubstr("S> BIND-IMAGE: PLU DEMO"));
  EXPECT_THAT(lines, HasSubstr("=\"Visible\""));
  EXPECT_THAT(lines, HasSubstr("=<hidden 6>"));
  EXPECT_THAT(lines, Not(HasSubstr("sesame")));
  EXPECT_THAT(lines, Not(HasSubstr("A285A281")));  // "sesa" in EBCDIC, one group of the hex lines
  EXPECT_THAT(lines, HasSubstr("-- the time of this trace is over\n"));
  EXPECT_TRUE(daemon.log_has("TRACE T001 by operator at 127.0.0.1"));
}

TEST(Trace, EndsWellOnCtrlCAndItsPlaceIsFree) {
  Daemon daemon(usual_json(kDemoOnly));
  Tracer tracer(daemon, {"T001"});
  tracer.process().signal(SIGINT);
  EXPECT_EQ(tracer.process().finish(std::chrono::seconds(5)), 0);
}

TEST(Trace, IsStillThereAfterALongSilence) {
  Daemon daemon(usual_json(kDemoOnly));
  Tracer tracer(daemon, {"T001", "--seconds", "60"});
  std::this_thread::sleep_for(std::chrono::seconds(11));  // silent answers are cut after 8 s
  S3270 client("T001@" + daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_THAT(tracer.until("BIND-IMAGE"), HasSubstr("S> DO TN3270E"));
}

TEST(Trace, EndsWithTheServer) {
  Daemon daemon(usual_json(kDemoOnly));
  Tracer tracer(daemon, {"T001"});
  S3270 client("T001@" + daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  daemon.process().signal(SIGTERM);
  EXPECT_THAT(tracer.finish(), HasSubstr("-- the connection of T001 has ended\n"));
  EXPECT_EQ(daemon.process().finish(std::chrono::seconds(5)), 0);
}

TEST(Trace, RefusesWhatIsNotThere) {
  Daemon daemon(usual_json(kDemoOnly));
  const Finished unknown = daemon.ctl({"trace", "NOSUCH", "--seconds", "1"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_THAT(unknown.errors, HasSubstr("UNKNOWN-LU"));
  EXPECT_EQ(daemon.ctl({"trace", "T001", "--seconds", "0"}).status, 2);
  EXPECT_EQ(daemon.ctl({"trace"}).status, 2);
}

}  // namespace
}  // namespace e2e
