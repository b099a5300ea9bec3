#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <thread>

#include "tests/e2e/daemon.h"
#include "tests/e2e/line_client.h"
#include "tests/e2e/loopback.h"
#include "tests/e2e/raw_sink.h"

// Printing through the whole server: applications, the spool file and real printers' daemons.
namespace e2e {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

// The spool lies outside of the server's own folder, so that the next server finds it.
std::string shop(const std::string& lus, const TemporaryFolder& folder) {
  return json_of(lus, R"("spool": {"path": ")" + (folder.path() / "spool.db").string() + R"("},
  "application_socket": {"path": "acb.sock"},
  "applications": [{"name": "ORDERS", "description": "ORDER ENTRY", "type": "socket"},
                   {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"}],)");
}

std::string direct(const std::string& name, std::uint16_t port, const std::string& more) {
  return R"({"name": ")" + name + R"(", "type": "direct", "host": "127.0.0.1", "port": )" +
         std::to_string(port) + (more.empty() ? "" : ", " + more) + "}";
}

constexpr const char* kOfBsttvnet = R"("application": "BSTTVNET", "data": "scs")";
constexpr const char* kRetriedSoon =
    R"("application": "BSTTVNET", "jobs": {"retry": 1, "retry_at_most": 1})";

Finished submit(const Daemon& daemon, const std::string& lu, const std::string& text) {
  return run(
      {tn3270ctl_binary(), "--url", "http://127.0.0.1:" + std::to_string(daemon.admin_port()),
       "--token-file", (daemon.folder() / "admin.token").string(), "print", lu, "-"},
      text);
}

void print(const Daemon& daemon, const std::string& lu, const std::string& text) {
  const Finished done = submit(daemon, lu, text);
  EXPECT_EQ(done.status, 0) << done.errors;
}

TEST(Printing, AnApplicationsTextComesOutOfARawPrinter) {
  const TemporaryFolder folder;
  const RawSink printer;
  Daemon daemon(shop(direct("DIR1", printer.port(), kOfBsttvnet), folder));
  LineClient orders((daemon.folder() / "acb.sock").string());
  orders.introduce("orders");
  orders.open("ORDERS");
  orders.send({{"type", "acquire"}, {"applid", "ORDERS"}, {"lu", "DIR1"}});
  const Json acquired = orders.await("acquired");
  ASSERT_FALSE(acquired.is_null());
  const std::string wide(132, 'W');
  orders.send({{"type", "print"},
               {"session", acquired.at("session")},
               {"text", "FIRST\n" + wide + "\n"},
               {"end_of_job", true},
               {"id", 7}});
  const Json printed = orders.await("printed");
  ASSERT_FALSE(printed.is_null());
  EXPECT_EQ(printed.at("id"), 7);
  EXPECT_EQ(printed.at("job"), 1);
  // No staircase, nothing cut at column 80, one page out.
  ASSERT_EQ(printer.jobs(1).size(), 1U);
  EXPECT_EQ(printer.jobs(1)[0], "FIRST\r\n" + wide + "\r\n\f");
  EXPECT_TRUE(daemon.shows({"job", "1"}, "state        printed"));
}

TEST(Printing, DemosPageComesOutAsScsAndAsPrintBuffer) {
  const TemporaryFolder folder;
  const RawSink scs;
  const RawSink dsc;
  const Daemon daemon(shop(direct("PSCS", scs.port(), R"("application": "DEMO", "data": "scs")") +
                               "," + direct("PDSC", dsc.port(), R"("application": "DEMO")"),
                           folder));
  for (const RawSink* printer : {&scs, &dsc}) {
    const auto jobs = printer->jobs(1);
    ASSERT_EQ(jobs.size(), 1U);
    EXPECT_THAT(jobs[0], AllOf(HasSubstr("Test page of a printer\r\n"), EndsWith("\f")));
  }
}

TEST(Printing, AJobWaitsForAPrinterThatIsOff) {
  const TemporaryFolder folder;
  const std::uint16_t port = free_port();
  Daemon daemon(shop(direct("DIR1", port, kRetriedSoon), folder));
  print(daemon, "DIR1", "LATE\n");
  EXPECT_TRUE(daemon.shows({"jobs"}, "retry"));
  print(daemon, "DIR1", "LATER\n");
  const RawSink printer(port);
  const auto jobs = printer.jobs(2);
  ASSERT_EQ(jobs.size(), 2U);
  EXPECT_THAT(jobs[0], StartsWith("LATE\r\n")) << "in order";
  EXPECT_THAT(jobs[1], StartsWith("LATER\r\n"));
}

TEST(Printing, KillStopsADeliveryAndItsJobIsHeldUntilItIsReleased) {
  const TemporaryFolder folder;
  std::uint16_t port = 0;
  int silent = listen_anywhere(port);  // accepts, and reads nothing
  Daemon daemon(shop(direct("DIR1", port, kRetriedSoon), folder));
  print(daemon, "DIR1", std::string(2'000'000, 'X') + "\n");
  ASSERT_TRUE(daemon.shows({"jobs"}, "sending"));
  EXPECT_EQ(daemon.ctl({"kill", "DIR1"}).status, 0);
  EXPECT_TRUE(daemon.shows({"jobs"}, "held"));
  ::close(silent);
  const RawSink printer(port);
  EXPECT_EQ(daemon.ctl({"release", "1"}).status, 0);
  ASSERT_EQ(printer.jobs(1).size(), 1U);
  EXPECT_THAT(printer.jobs(1)[0], StartsWith("XXXX"));
}

TEST(Printing, TheServersEndIsQuickAndItsJobsGoOnWithTheNext) {
  const TemporaryFolder folder;
  std::uint16_t port = 0;
  int silent = listen_anywhere(port);
  const std::string json = shop(direct("DIR1", port, kRetriedSoon), folder);
  {
    Daemon daemon(json);
    print(daemon, "DIR1", std::string(2'000'000, 'X') + "\n");
    ASSERT_TRUE(daemon.shows({"jobs"}, "sending"));
    daemon.process().signal(SIGTERM);
    EXPECT_EQ(daemon.process().finish(std::chrono::seconds(4)), 0);
  }
  ::close(silent);
  const RawSink printer(port);
  const Daemon next(json);
  ASSERT_EQ(printer.jobs(1).size(), 1U);
}

TEST(Printing, ASecondServerOnTheSameSpoolIsRefusedInWords) {
  const TemporaryFolder folder;
  const std::string lu = direct("DIR1", free_port(), kRetriedSoon);
  const Daemon first(shop(lu, folder));
  const auto file = folder.write(
      "second.json", R"({"listeners": [{"name": "l", "address": "127.0.0.1", "port": )" +
                         std::to_string(free_port()) + R"(}], "lus": [)" + lu +
                         R"(], "spool": {"path": "spool.db"}, "admin": {"enabled": false}})");
  const Finished second = run({tn3270d_binary(), "serve", file.string()});
  EXPECT_NE(second.status, 0);
  EXPECT_THAT(second.errors + second.output, HasSubstr("spool.db"));
}

// How many sudden ends a test is to live through; TN3270D_SUDDEN_ENDS=200 takes some minutes.
int sudden_ends() {
  const char* const wanted = std::getenv("TN3270D_SUDDEN_ENDS");
  return wanted == nullptr ? 8 : std::max(1, std::atoi(wanted));
}

// Files as printers: each job is one, so that lost and doubled jobs can be counted. The server is
// killed at any instant: while it starts, takes jobs, delivers them.
TEST(Printing, NoJobIsLostOrDoubledBySuddenEnds) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "out");
  const std::string json =
      shop(R"({"name": "FIL1", "type": "file", "application": "BSTTVNET", "directory": ")" +
               (folder.path() / "out").string() +
               R"(", "jobs": {"order": "continue", "unknown": "hold"}})",
           folder);
  const int ends = sudden_ends();
  std::mt19937 chance(4711);
  std::set<std::string> accepted;
  int number = 0;
  for (int life = 0; life < ends; ++life) {
    Daemon daemon(json);
    std::thread killer([&daemon, wait = Milliseconds(chance() % 600)] {
      std::this_thread::sleep_for(wait);
      daemon.process().signal(SIGKILL);
    });
    for (bool alive = true; alive;) {
      const std::string name = "JOB-" + std::to_string(++number) + "-END";
      alive = submit(daemon, "FIL1", name + "\n").status == 0;
      if (alive) {
        accepted.insert(name);
      }
    }
    killer.join();
    static_cast<void>(daemon.process().finish(std::chrono::seconds(2)));
  }
  const Daemon last(json);
  ASSERT_TRUE(last.shows({"printers"}, "FIL1"));
  const auto printed = [&] {
    std::map<std::string, int> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "out")) {
      std::ifstream file(entry.path());
      std::string line;
      std::getline(file, line);
      ++names[line];
    }
    return names;
  };
  const auto jobs = [&last](const char* state) {
    return nlohmann::json::parse(last.ctl({"jobs", "--state", state, "--json"}).output).at("jobs");
  };
  const auto unfinished = [&jobs] {
    return jobs("queued").size() + jobs("sending").size() + jobs("retry").size();
  };
  for (int tries = 0; tries < 400 && unfinished() > 0; ++tries) {
    std::this_thread::sleep_for(Milliseconds(50));
  }
  const auto names = printed();
  for (const auto& [name, times] : names) {
    EXPECT_EQ(times, 1) << name << " is doubled";
  }
  // What was under way at a kill is held, marked: nobody knows whether it was printed.
  const auto held = jobs("held");
  EXPECT_LE(held.size(), static_cast<std::size_t>(ends)) << "one at a time is under way";
  for (const auto& job : held) {
    EXPECT_TRUE(job.at("outcome_unknown").get<bool>()) << job;
    EXPECT_EQ(last.ctl({"release", std::to_string(job.at("id").get<int>())}).status, 0);
  }
  const auto lost = [&] {
    const auto all = printed();
    return std::count_if(accepted.begin(), accepted.end(),
                         [&all](const std::string& name) { return all.count(name) == 0; });
  };
  for (int tries = 0; tries < 400 && lost() > 0; ++tries) {
    std::this_thread::sleep_for(Milliseconds(50));
  }
  EXPECT_EQ(lost(), 0);
  std::printf("%d ends, %d jobs, %zu accepted, %zu printed, %zu held as of unknown outcome\n", ends,
              number, accepted.size(), names.size(), held.size());
}

}  // namespace
}  // namespace e2e
