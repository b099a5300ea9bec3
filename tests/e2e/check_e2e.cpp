#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// tn3270d check, and what a bad configuration says. Decks and books as a shop has them.
namespace e2e {
namespace {

using testing::HasSubstr;

std::string example(const std::string& name) {
  return std::string(EXAMPLES_FOLDER) + "/" + name;
}

TEST(Check, PrintsTheTablesItWouldRun) {
  const Finished checked = run({tn3270d_binary(), "check", example("demo.json")});
  EXPECT_EQ(checked.status, 0) << checked.errors;
  EXPECT_THAT(checked.output, HasSubstr("T001"));
  EXPECT_THAT(checked.output, HasSubstr("BSTTUSST"));
  EXPECT_THAT(checked.output, HasSubstr("DEMO"));
}

TEST(Check, TheExampleDeckNeedsItsBookAndItsJson) {
  const Finished all =
      run({tn3270d_binary(), "check", example("bsitn44.json"), example("bsitn44.jcl"),
           example("printers.jcl"), example("vnetappl.b")});
  EXPECT_EQ(all.status, 0) << all.errors;
  EXPECT_THAT(all.output, HasSubstr("PARTITION BSITN44"));
  EXPECT_THAT(all.output, HasSubstr("PARTITION BSITELNP"));
}

TEST(Check, ALuWithoutItsRowInTheBookNamesTheLineToAdd) {
  const TemporaryFolder folder;
  const auto book =
      folder.write("SMALL.B", "SMALL VBUILD TYPE=APPL\nBSTTUSST APPL AUTH=(PASS,ACQ)\n");
  const Finished checked = run(
      {tn3270d_binary(), "check", example("bsitn44.json"), example("bsitn44.jcl"), book.string()});
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.errors, HasSubstr("T010 APPL AUTH=(ACQ),EAS=1"));
}

TEST(Check, SaysAllErrorsAtOnceWithTheirPositions) {
  const TemporaryFolder folder;
  const auto file = folder.write("bad.json", R"({
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 70000} ],
  "lus": [ {"names": "TOOLONGNAME"} ],
  "titel": "x"
})");
  const Finished checked = run({tn3270d_binary(), "check", file.string()});
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.errors, HasSubstr(file.string() + ":2:"));
  EXPECT_THAT(checked.errors, HasSubstr(file.string() + ":3:"));
  EXPECT_THAT(checked.errors, HasSubstr(file.string() + ":4:"));
  const Finished served = run({tn3270d_binary(), "serve", file.string()});
  EXPECT_EQ(served.status, 1);
}

TEST(Check, AnAddressThatIsNotOursNamesTheRemedy) {
  const TemporaryFolder folder;
  const auto file = folder.write("far.json", R"({
  "listeners": [ {"name": "l", "address": "192.0.2.1", "port": 3270} ],
  "lus": [ {"names": "T001"} ] })");
  const Finished checked = run({tn3270d_binary(), "check", file.string()});
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.errors, HasSubstr("192.0.2.1 is not an address of this machine"));
}

TEST(Check, ATakenPortNamesItsHolder) {
  Daemon daemon(usual_json());
  const TemporaryFolder folder;
  const auto file = folder.write("taken.json", R"({
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": )" +
                                                   std::to_string(daemon.port()) +
                                                   R"(} ],
  "lus": [ {"names": "T001"} ],
  "admin": {"port": )" + std::to_string(free_port()) +
                                                   R"(, "token_file": "t"} })");
  const Finished served = run({tn3270d_binary(), "serve", file.string()});
  EXPECT_EQ(served.status, 1);
  EXPECT_THAT(served.errors, HasSubstr(std::to_string(daemon.port())));
  EXPECT_THAT(served.errors, HasSubstr("process " + std::to_string(daemon.process().pid())));
}

// Seed 3.5: a startup deck, a book, and the JSON that says what VSEC01 and port 1023 are here.
TEST(Deck, AStartupDeckAndABookServeARealClient) {
  const std::string json = R"({
    "stacks": {"44": {"address": "127.0.0.1", "port_map": {"1023": @PORT@}}},
    "applications": [ {"name": "DBDCCICS", "type": "demo"} ],
    @ADMIN@ })";
  Daemon daemon(json, Daemon::Binary::Product, {example("bsitn44.jcl"), example("vnetappl.b")});
  S3270 client(daemon.host());
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_EQ(client.lu(), "T001");
  EXPECT_THAT(client.screen(), HasSubstr("DBDCCICS"));
  EXPECT_THAT(client.screen(), HasSubstr("PRINTER SHARING APPLICATION"));
  ASSERT_TRUE(client.enter("DBDCCICS"));
  EXPECT_EQ(client.query("BindPluName"), "DBDCCICS");
}

}  // namespace
}  // namespace e2e
