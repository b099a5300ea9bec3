#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/e2e/daemon.h"
#include "tests/e2e/line_client.h"
#include "tests/e2e/printer.h"
#include "tests/e2e/relay.h"

// Jobs for real pr3287 clients go through the spool: none is lost with its client or the server.
namespace e2e {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::string office(const TemporaryFolder& folder) {
  return json_of(
      R"({"names": "PSCS", "type": "printer", "application": "BSTTVNET", "data": "scs",
          "jobs": {"retry": 1}},
         {"names": "PDSC", "type": "printer", "application": "BSTTVNET"})",
      R"("spool": {"path": ")" + (folder.path() / "spool.db").string() + R"("},
  "application_socket": {"path": "acb.sock"},
  "applications": [{"name": "ORDERS", "description": "ORDER ENTRY", "type": "socket"}],)");
}

// ORDERS with a printer that it has acquired.
struct Orders {
  LineClient line;
  Json session;
  Orders(const Daemon& daemon, const std::string& lu)
      : line((daemon.folder() / "acb.sock").string()) {
    EXPECT_TRUE(daemon.shows({"show", lu}, "ACT/S")) << "pr3287 has connected";
    line.introduce("orders");
    line.open("ORDERS");
    line.send({{"type", "acquire"}, {"applid", "ORDERS"}, {"lu", lu}});
    session = line.await("acquired").at("session");
  }
  // One job, each line a RU of its own.
  void print(const std::vector<std::string>& lines) {
    for (std::size_t at = 0; at < lines.size(); ++at) {
      line.send({{"type", "print"},
                 {"session", session},
                 {"text", lines[at] + "\n"},
                 {"end_of_job", at + 1 == lines.size()},
                 {"id", at + 1}});
      EXPECT_EQ(line.await("printed").value("id", std::size_t{0}), at + 1) << "durable";
    }
  }
};

TEST(SpooledPrinter, AClientThatIsKilledInTheMiddleLosesNothing) {
  const TemporaryFolder folder;
  Daemon daemon(office(folder));
  {
    Printer frozen("PSCS@" + daemon.host());
    Orders orders(daemon, "PSCS");
    frozen.process().signal(SIGSTOP);
    orders.print({"FIRST", "SECOND", "THIRD"});
    EXPECT_TRUE(daemon.shows({"job", "1"}, "state        sending"));
    frozen.process().signal(SIGKILL);
    EXPECT_TRUE(daemon.log_has("TND503W job 1 of PSCS is tried again in 1 s"));
  }
  Printer next("PSCS@" + daemon.host());
  EXPECT_THAT(next.page(), ElementsAre("FIRST", "SECOND", "THIRD"));
  EXPECT_TRUE(daemon.shows({"job", "1"}, "state        printed"));
}

TEST(SpooledPrinter, AServerThatIsKilledKnowsWhatMayHaveBeenPrinted) {
  const TemporaryFolder folder;
  {
    Daemon daemon(office(folder));
    Printer frozen("PDSC@" + daemon.host());
    Orders orders(daemon, "PDSC");
    frozen.process().signal(SIGSTOP);
    orders.print({"FIRST", "SECOND"});
    orders.print({"ANOTHER"});
    EXPECT_TRUE(daemon.shows({"job", "1"}, "state        sending"));
    daemon.process().signal(SIGKILL);
    frozen.process().signal(SIGKILL);
  }
  Daemon again(office(folder));
  EXPECT_TRUE(again.log_has("TND507I job 1 of PDSC is left from before"));
  EXPECT_THAT(again.ctl({"jobs"}).output, AllOf(HasSubstr("held"), HasSubstr("queued")));
  EXPECT_EQ(again.ctl({"hold", "2"}).status, 0);
  EXPECT_EQ(again.ctl({"release", "1"}).status, 0);
  const Printer next("PDSC@" + again.host());
  EXPECT_THAT(next.page(), ElementsAre("FIRST", "SECOND"));
  EXPECT_TRUE(again.shows({"job", "1"}, "state        printed"));
  EXPECT_EQ(again.ctl({"release", "2"}).status, 0);
  EXPECT_TRUE(again.shows({"job", "2"}, "state        printed"));
}

TEST(SpooledPrinter, AFileIsPrintedInTheFormOfTheLu) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.write("report.txt", "REPORT \xC3\xA9\nLINE 2\n");
  Daemon daemon(office(folder));
  for (const char* lu : {"PSCS", "PDSC"}) {
    Printer printer(std::string(lu) + "@" + daemon.host());
    const Finished done = daemon.ctl({"print", lu, file.string()});
    EXPECT_EQ(done.status, 0) << done.errors;
    EXPECT_THAT(printer.page(), ElementsAre("REPORT é", "LINE 2"));
  }
  const std::filesystem::path strange = folder.write("strange.txt", "OK\nAB\xE6\x97\xA5\n");
  const Finished refused = daemon.ctl({"print", "PSCS", strange.string()});
  EXPECT_NE(refused.status, 0);
  EXPECT_THAT(refused.errors, HasSubstr("Line 2 column 3"));
}

TEST(SpooledPrinter, AClassicPrinterHasItsJobsFromThereToo) {
  const TemporaryFolder folder;
  Daemon daemon(office(folder));
  const Relay relay(daemon.port(), Relay::Shows::ClassicOnly);
  Printer printer("PDSC@" + relay.host());
  Orders(daemon, "PDSC").print({"ONE", "TWO"});
  EXPECT_THAT(printer.page(), ElementsAre("ONE", "TWO"));
  EXPECT_TRUE(daemon.shows({"job", "1"}, "state        printed"));
}

TEST(SpooledPrinter, AServerThatOnlyHasClientsGoesOnWithoutASpool) {
  const TemporaryFolder folder;
  const std::uint16_t port = free_port();
  const auto json = folder.write("clients.json", R"({
    "listeners": [{"name": "l", "address": "127.0.0.1", "port": )" +
                                                     std::to_string(port) + R"(}],
    "lus": [{"names": "PDSC", "type": "printer", "application": "DEMO"}],
    "applications": [{"name": "DEMO", "type": "demo"}], "admin": {"enabled": false}})");
  Process server({"env", "STATE_DIRECTORY=/dev/null/nowhere", tn3270d_binary(), "serve", json});
  for (int tries = 0; tries < 400 && server.errors().find("TND001I") == std::string::npos;
       ++tries) {
    std::this_thread::sleep_for(Milliseconds(50));
  }
  EXPECT_THAT(server.errors(), HasSubstr("TND511W"));
  const Printer printer("PDSC@127.0.0.1:" + std::to_string(port));
  EXPECT_THAT(printer.page(), Contains("Logical unit  PDSC   Application  DEMO"));
}

}  // namespace
}  // namespace e2e
