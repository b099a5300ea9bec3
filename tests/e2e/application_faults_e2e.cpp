#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "tests/e2e/daemon.h"
#include "tests/e2e/line_client.h"
#include "tests/e2e/s3270.h"

// Programs that do at the application socket what none should, beside one that behaves.
namespace e2e {
namespace {

using testing::HasSubstr;

std::string socket_of(const Daemon& daemon) {
  return (daemon.folder() / "acb.sock").string();
}

// A shop whose application works, with a user in session; everything is done to others.
class Shop : public testing::Test {
 protected:
  Shop()
      : daemon(json_of(R"({"names": "T[001-020]"})", R"(
  "application_socket": {"path": "acb.sock"},
  "applications": [{"name": "ORDERS", "description": "ORDER ENTRY", "type": "socket"},
                   {"name": "BAD", "description": "BAD", "type": "socket"},
                   {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"}],)")),
        application(socket_of(daemon)),
        user("T001@" + daemon.host()) {
    application.introduce("orders");
    application.open("ORDERS");
    EXPECT_TRUE(user.wait_for_field());
    user.action("Set(AidWait,false)");  // the application answers when it likes
    user.action("String(\"ORDERS\")");
    user.action("Enter()");
    const Json logon = application.await("logon");
    EXPECT_FALSE(logon.is_null());
    session = logon.value("session", "");
    application.send({{"type", "accept"}, {"session", session}});
    answer("READY");
  }

  void answer(const std::string& text) {
    application.send(screen_of(session, text));
    EXPECT_TRUE(user.wait_for_text(text)) << user.screen();
  }

  // The good application's user types, and sees an answer.
  void expect_good_service() {
    const std::string word = "TURN" + std::to_string(++turns_);
    user.action("Enter()");
    const Json input = application.await("input");
    ASSERT_FALSE(input.is_null());
    EXPECT_EQ(input.at("aid"), "Enter");
    answer(word);
  }

  Daemon daemon;
  LineClient application;
  S3270 user;
  std::string session;

 private:
  int turns_ = 0;
};

TEST_F(Shop, ALineOverTheLimitEndsItsConnection) {
  LineClient bad(socket_of(daemon));
  bad.introduce("bad");
  bad.open("BAD");
  bad.flood(std::string(64U << 10U, 'x'), (512U << 10U) + 4096, std::chrono::milliseconds(500));
  const Json refused = bad.await("refused");
  ASSERT_FALSE(refused.is_null());
  EXPECT_EQ(refused.at("rule"), "LINE-TOO-LONG");
  EXPECT_TRUE(bad.closed_within(std::chrono::seconds(5)));
  expect_good_service();
  LineClient next(socket_of(daemon));
  next.introduce("bad");
  next.open("BAD");
}

TEST_F(Shop, GarbageIsAnsweredAndEnds) {
  LineClient bad(socket_of(daemon));
  bad.introduce("bad");
  std::string garbage;
  for (int line = 0; line < 200; ++line) {
    garbage += "{\"type\": \"open\", \"applid\": 5\n\x01\xFF\n";
  }
  bad.send_raw(garbage);
  EXPECT_EQ(bad.next().at("type"), "refused");
  EXPECT_TRUE(bad.closed_within(std::chrono::seconds(5)));
  expect_good_service();
}

TEST_F(Shop, HalfALineWaitsForItsRest) {
  LineClient slow(socket_of(daemon));
  const std::string hello =
      R"({"type": "hello", "api": {"current": 1, "minimum": 1}, "name": "slow"})";
  slow.send_raw(hello.substr(0, 20));
  expect_good_service();
  slow.send_raw(hello.substr(20));
  EXPECT_TRUE(slow.next(std::chrono::milliseconds(300)).is_null());
  slow.send_raw("\n");
  EXPECT_EQ(slow.next().value("type", ""), "hello");
}

TEST_F(Shop, OneWhoDoesNotReadIsEndedAndCostsNobodyElseAnything) {
  LineClient bad(socket_of(daemon));
  bad.introduce("bad");
  bad.open("BAD");
  std::string pings;
  for (int line = 0; line < 1000; ++line) {
    pings += R"({"type": "ping", "n": 4711})"
             "\n";
  }
  // Each is answered, and no answer is taken: 4 MB of them end it.
  std::thread flood([&] { bad.flood(pings, 64U << 20U, std::chrono::seconds(2)); });
  expect_good_service();
  EXPECT_TRUE(daemon.log_has("is not read", std::chrono::seconds(20))) << daemon.log();
  flood.join();
  expect_good_service();
  LineClient next(socket_of(daemon));
  next.introduce("bad");
  next.open("BAD");
}

TEST_F(Shop, AsManyConnectionsAsThereMayBeAndNoMore) {
  std::vector<std::unique_ptr<LineClient>> others;
  for (int count = 1; count < 256; ++count) {
    others.push_back(std::make_unique<LineClient>(socket_of(daemon)));
    others.back()->introduce("other");
  }
  LineClient one_more(socket_of(daemon));
  EXPECT_EQ(one_more.next().value("rule", ""), "TOO-MANY");
  EXPECT_TRUE(one_more.closed_within(std::chrono::seconds(5)));
  expect_good_service();
  others.pop_back();
  for (int tries = 0; tries < 50; ++tries) {
    LineClient again(socket_of(daemon));
    again.send({{"type", "hello"}, {"api", {{"current", 1}, {"minimum", 1}}}, {"name", "again"}});
    if (again.next().value("type", "") == "hello") {
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  FAIL() << "the place of one that has gone is not free";
}

TEST(ApplicationFaults, AThousandAcbsOpenAndClose) {
  constexpr int kAll = 1000;
  constexpr int kEach = 250;
  std::string applications;
  for (int number = 0; number < kAll; ++number) {
    applications += (number == 0 ? "" : ",") + std::string(R"({"name": "A)") +
                    std::to_string(number) + R"(", "type": "socket"})";
  }
  Daemon daemon(json_of(R"({"names": "T[001-020]"})", R"(
  "menu": ["A0"], "application_socket": {"path": "acb.sock"}, "applications": [)" +
                                                          applications + "],"));
  std::ifstream file(daemon.folder() / "admin.token");
  std::string token;
  std::getline(file, token);
  const auto open_acbs = [&] {
    const Json page = Json::parse(run({"curl", "-sS", "-H", "Authorization: Bearer " + token,
                                       "http://127.0.0.1:" + std::to_string(daemon.admin_port()) +
                                           "/v1/applications?limit=2000"})
                                      .output);
    int open = 0;
    for (const Json& row : page.at("applications")) {
      open += row.at("program").is_null() ? 0 : 1;
    }
    return open;
  };
  std::vector<std::unique_ptr<LineClient>> processes;
  for (int first = 0; first < kAll; first += kEach) {
    processes.push_back(std::make_unique<LineClient>(socket_of(daemon)));
    processes.back()->introduce("many");
    std::string lines;
    for (int number = first; number < first + kEach; ++number) {
      lines += Json({{"type", "open"}, {"applid", "A" + std::to_string(number)}}).dump() + "\n";
    }
    processes.back()->send_raw(lines);
    for (int number = 0; number < kEach; ++number) {
      ASSERT_EQ(processes.back()->next().value("type", ""), "opened");
    }
  }
  EXPECT_EQ(open_acbs(), kAll);
  processes.clear();
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (open_acbs() > 0 && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(open_acbs(), 0);
}

// The operator changes the network from one thread, applications from another.
TEST_F(Shop, AVaryAndAnOpeningAcbDoNotLoseEachOther) {
  LineClient other(socket_of(daemon));
  other.introduce("other");
  for (int round = 0; round < 20; ++round) {
    std::thread operating([&] {
      EXPECT_EQ(daemon.ctl({"command", "V NET,INACT,ID=DEMO"}).status, 0);
    });
    other.open("BAD");
    operating.join();
    const std::string both = daemon.ctl({"command", "D NET,ID=DEMO"}).output +
                             daemon.ctl({"command", "D NET,ID=BAD"}).output;
    EXPECT_THAT(both, HasSubstr("INACT"));
    EXPECT_THAT(both, HasSubstr("ACTIV"));
    std::thread again([&] { EXPECT_EQ(daemon.ctl({"command", "V NET,ACT,ID=DEMO"}).status, 0); });
    other.send({{"type", "close"}, {"applid", "BAD"}});
    EXPECT_EQ(other.next().value("type", ""), "closed");
    again.join();
    const std::string after = daemon.ctl({"command", "D NET,ID=DEMO"}).output +
                              daemon.ctl({"command", "D NET,ID=BAD"}).output;
    EXPECT_THAT(after, HasSubstr("ACTIV"));
    EXPECT_THAT(after, HasSubstr("CONCT"));
  }
  expect_good_service();
}

}  // namespace
}  // namespace e2e
