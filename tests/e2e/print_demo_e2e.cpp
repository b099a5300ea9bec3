#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/daemon.h"
#include "tests/e2e/printer.h"
#include "tests/e2e/raw_sink.h"
#include "tests/e2e/s3270.h"

// A user at a real s3270 sends test pages to a real pr3287 and to a real p910nd.
namespace e2e {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

std::string shop(std::uint16_t port, const TemporaryFolder& folder) {
  return json_of(R"(
  {"names": "T001"},
  {"names": "P001", "type": "printer", "application": "BSTTVNET"},
  {"names": "DIR1", "type": "direct", "application": "BSTTVNET", "data": "scs", "host": "127.0.0.1", "port": )" +
                     std::to_string(port) + "}",
                 R"("spool": {"path": ")" + (folder.path() / "spool.db").string() + R"("},
  "menu": ["PRTDEMO"],
  "applications": [ {"name": "PRTDEMO", "description": "TEST PAGE", "type": "printdemo"} ],)");
}

struct PrintDemo : testing::Test {
  const TemporaryFolder folder;
  const RawSink sink;
  Daemon daemon{shop(sink.port(), folder)};
  S3270 client{daemon.host()};

  void SetUp() override {
    ASSERT_TRUE(client.wait_for_field());
    ASSERT_TRUE(client.enter("PRTDEMO"));
    ASSERT_TRUE(client.wait_for_text("A test page for a printer")) << client.screen();
  }
  void send(const std::string& printer, const std::string& form, const std::string& heard) {
    ASSERT_TRUE(client.action("MoveCursor(3,21)").ok);
    ASSERT_TRUE(client.action("EraseEOF()").ok);
    ASSERT_TRUE(client.action("String(\"" + printer + "\")").ok);
    ASSERT_TRUE(client.action("MoveCursor(5,21)").ok);
    ASSERT_TRUE(client.action("EraseEOF()").ok);
    if (!form.empty()) {
      ASSERT_TRUE(client.action("String(\"" + form + "\")").ok);
    }
    ASSERT_TRUE(client.press("Enter"));
    EXPECT_TRUE(client.wait_for_text(heard)) << client.screen();
  }
};

TEST_F(PrintDemo, APageComesOutOfARawPrinter) {
  send("dir1", "1", "Page sent to DIR1 as job 1.");
  ASSERT_EQ(sink.jobs(1).size(), 1U);
  EXPECT_THAT(sink.jobs(1)[0], AllOf(StartsWith("tn3270d  Test page of a printer\r\n"),
                                     HasSubstr("Logical unit  DIR1   Application  PRTDEMO\r\n"),
                                     HasSubstr("Sent from     T001 at "), EndsWith("\f")));
  EXPECT_TRUE(client.press("PF(3)"));
  EXPECT_TRUE(client.wait_for_text("PRTDEMO ended")) << client.screen();
}

TEST_F(PrintDemo, APageComesOutOfAClientsPrinter) {
  const Printer printer("P001@" + daemon.host());
  ASSERT_TRUE(daemon.log_has("TND101I P001"));
  send("P001", "3", "Page sent to P001");
  const auto page = printer.page();
  EXPECT_THAT(page, Contains("Logical unit  P001   Application  PRTDEMO"));
  EXPECT_THAT(page, Contains("Kind          LU3, a 3270 data stream; buffer 24x80"));
}

TEST_F(PrintDemo, ItsUserReadsWhyThereIsNoPage) {
  send("NOSUCH", "", "NOSUCH is not the name of a LU here.");
  send("T001", "", "T001 is not a printer.");
  send("P001", "", "P001 has no client.");
  send("DIR1", "3", "a LU3 page can't be sent.");
}

}  // namespace
}  // namespace e2e
