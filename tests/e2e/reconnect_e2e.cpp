#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/raw_client.h"
#include "tests/e2e/s3270.h"

// One LU name, again and again: nobody is refused for ever and no LU stays behind.
namespace e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

const char* const kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";

enum class In { Clear, Tls };

// Logs on to T007 and hangs up. The one before may be just leaving, so it may take a few attempts;
// true if it took less than 50.
bool comes_and_goes(const Daemon& daemon, In in) {
  doubles::ScriptedTerminal::Manners manners;
  manners.lus = {"T007"};
  for (int attempt = 0; attempt < 50; ++attempt) {
    RawClient client(daemon.port());
    if (in == In::Tls && !client.start_tls()) {
      return false;
    }
    doubles::ScriptedTerminal terminal(manners);
    client.talk(terminal, [&] {
      return !terminal.rejects().empty() || (terminal.ready() && !terminal.records().empty());
    });
    if (terminal.lu() == "T007") {
      return true;
    }
  }
  return false;
}

void nobody_is_left(Daemon& daemon) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    if (daemon.ctl({"lus"}).output.find("ACT") == std::string::npos) {
      return;
    }
  }
  FAIL() << daemon.ctl({"lus"}).output;
}

TEST(Reconnect, AHundredTimesWithS3270) {
  Daemon daemon(usual_json(kDemo));
  for (int round = 0; round < 100; ++round) {
    S3270 client("T007@" + daemon.host(), {"-model", "3278-2"});
    ASSERT_TRUE(client.wait_for_field()) << "round " << round;
    ASSERT_EQ(client.lu(), "T007") << "round " << round;
    ASSERT_TRUE(client.action("Disconnect()").ok);
  }
  nobody_is_left(daemon);
}

TEST(Reconnect, AThousandTimes) {
  Daemon daemon(usual_json(kDemo));
  for (int round = 0; round < 1'000; ++round) {
    ASSERT_TRUE(comes_and_goes(daemon, In::Clear)) << "round " << round;
  }
  nobody_is_left(daemon);
  S3270 client("T007@" + daemon.host());
  EXPECT_TRUE(client.wait_for_field());
}

TEST(Reconnect, AHundredTimesInTls) {
  const Certificates certificates;
  Daemon daemon(certificates.on(usual_json(kDemo), "immediate"));
  for (int round = 0; round < 100; ++round) {
    ASSERT_TRUE(comes_and_goes(daemon, In::Tls)) << "round " << round;
  }
  nobody_is_left(daemon);
}

// Many at once: one of them has it, all others are told, and the next one gets it.
TEST(Reconnect, ACrowdThatWantsOneName) {
  Daemon daemon(usual_json(kDemo));
  {
    std::vector<std::unique_ptr<S3270>> crowd;
    for (int i = 0; i < 8; ++i) {
      crowd.push_back(std::make_unique<S3270>("T007@" + daemon.host(),
                                              std::vector<std::string>{"-model", "3278-2"}));
    }
    int holders = 0;
    for (auto& client : crowd) {
      ASSERT_TRUE(client->wait_for_text("T007")) << client->screen();
      holders += client->state() == "connected-tn3270e" ? 1 : 0;
    }
    EXPECT_EQ(holders, 1);
  }
  ASSERT_TRUE(comes_and_goes(daemon, In::Clear));
  nobody_is_left(daemon);
}

}  // namespace
}  // namespace e2e
