#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "config/limits.h"
#include "tests/conversation/fake_hall.h"

// Printer LUs that clients serve: who gets which, responses as the flow's token, trouble at the
// printer, the end of a job (PROTOCOL 1.3, 1.5, 2.2 and 5.2).
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kPrinters = R"({
  "name": "TEST", "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T001", "type": "terminal", "printer": "P001"},
           {"names": "T002", "type": "terminal"},
           {"names": "P001", "type": "printer", "application": "DEMO"},
           {"names": "P002", "type": "printer", "application": "DEMO", "data": "scs"},
           {"names": "P003", "type": "printer", "application": "CLOSED"} ],
  "applications": [ {"name": "DEMO", "description": "D", "type": "demo"} ]
})";

ScriptedTerminal::Manners printer(std::vector<std::string> lus) {
  ScriptedTerminal::Manners manners;
  manners.device = "IBM-3287-1";
  manners.functions = {0, 1, 2, 3, 4};
  manners.lus = std::move(lus);
  manners.answers_records = true;
  return manners;
}

ScriptedTerminal::Manners associate(std::string terminal) {
  ScriptedTerminal::Manners manners = printer({std::move(terminal)});
  manners.associate = true;
  return manners;
}

ScriptedTerminal::Manners terminal(std::string lu) {
  ScriptedTerminal::Manners manners;
  manners.lus = {std::move(lu)};
  return manners;
}

std::size_t records_of(const Client& client, std::uint8_t type) {
  const auto& records = client.terminal.records();
  return static_cast<std::size_t>(std::count_if(records.begin(), records.end(),
                                                [&](const auto& one) { return one.type == type; }));
}

TEST(Printer, IsBoundAndPrintsRecordByRecordAndTheJobEnds) {
  FakeHall hall(kPrinters);
  Client& client = hall.connect(printer({"P002"}));
  EXPECT_EQ(client.terminal.lu(), "P002");
  ASSERT_FALSE(client.terminal.records().empty());
  EXPECT_EQ(client.terminal.records().front().type, 3) << "BIND first";
  EXPECT_GT(records_of(client, 1), 0U) << "LU1 is SCS-DATA";
  EXPECT_EQ(records_of(client, 0), 0U);
  EXPECT_EQ(client.terminal.records().back().type, 8) << "PRINT-EOJ last";
  EXPECT_EQ(hall.state("P002"), "ACT/S");
  EXPECT_EQ(hall.view("P002").logmode, "SPSCSPRT");
}

TEST(Printer, OfADscLuGets3270Data) {
  FakeHall hall(kPrinters);
  Client& client = hall.connect(associate("T001"));
  EXPECT_THAT(client.terminal.rejects(), ElementsAre(2)) << "T001 has no client";
  hall.connect(terminal("T001"));
  Client& partner = hall.connect(associate("T001"));
  EXPECT_EQ(partner.terminal.lu(), "P001");
  EXPECT_GT(records_of(partner, 0), 0U);
  EXPECT_EQ(hall.view("P001").logmode, "SPDSCPRT");
}

TEST(Printer, WaitsForEachAnswer) {
  FakeHall hall(kPrinters);
  ScriptedTerminal::Manners silent = printer({"P002"});
  silent.answers_records = false;
  Client& client = hall.connect(silent);
  EXPECT_EQ(records_of(client, 1), 1U) << "one record is outstanding";
  EXPECT_EQ(client.terminal.jobs_ended(), 0U);
  hall.pass(config::limits::kPrinterResponse - seconds(1));
  EXPECT_TRUE(client.open);
  hall.pass(seconds(2));
  EXPECT_FALSE(client.open) << "a printer that does not answer for a minute is lost";
  EXPECT_EQ(hall.state("P002"), "CONCT");
}

TEST(Printer, InterventionRequiredStopsItUntilItIsCleared) {
  for (const auto how :
       {ScriptedTerminal::Clears::AsTheRfcSays, ScriptedTerminal::Clears::AsPr3287Does}) {
    FakeHall hall(kPrinters);
    ScriptedTerminal::Manners manners = printer({"P002"});
    manners.answers_records = false;
    Client& client = hall.connect(manners);
    // Its paper is out: the first record is answered so.
    client.terminal.send_raw({0x02, 0x00, 0x01, 0x00, 0x00, 0x01, 0xFF, 0xEF});
    hall.settle();
    client.terminal.forget_records();
    hall.pass(config::limits::kPrinterResponse * 2);
    EXPECT_TRUE(client.open) << "somebody has to bring paper; no clock runs";
    EXPECT_THAT(client.terminal.records(), IsEmpty());
    client.terminal.clear_condition(how);
    hall.settle();
    EXPECT_EQ(records_of(client, 1), 1U) << "the page begins again";
  }
}

TEST(Printer, AskedForByADisplayOrTheOtherWayRoundIsATypeNameError) {
  FakeHall hall(kPrinters);
  EXPECT_THAT(hall.connect(terminal("P002")).terminal.rejects(), ElementsAre(5));
  EXPECT_THAT(hall.connect(printer({"T002"})).terminal.rejects(), ElementsAre(5));
  EXPECT_THAT(hall.connect(printer({"P001"})).terminal.rejects(), ElementsAre(0)) << "CONN-PARTNER";
  EXPECT_THAT(hall.connect(associate("P002")).terminal.rejects(), ElementsAre(2));
  EXPECT_THAT(hall.connect(associate("NOSUCH")).terminal.rejects(), ElementsAre(3));
}

TEST(Printer, APartnerWhosePr3287IsDeadIsProbedAndGiven) {
  FakeHall hall(kPrinters);
  hall.connect(terminal("T001"));
  ScriptedTerminal::Manners dead = associate("T001");
  dead.answers_timing_mark = false;
  Client& holder = hall.connect(dead);
  ASSERT_EQ(holder.terminal.lu(), "P001");
  hall.pass(seconds(5));
  Client& asker = hall.connect(associate("T001"));
  EXPECT_THAT(asker.terminal.rejects(), IsEmpty());
  hall.pass(config::limits::kProbeAnswer);
  EXPECT_FALSE(holder.open);
  EXPECT_EQ(asker.terminal.lu(), "P001");
}

TEST(Printer, WithoutItsApplicationWaitsWithoutASession) {
  FakeHall hall(kPrinters);
  Client& client = hall.connect(printer({"P003"}));
  EXPECT_EQ(client.terminal.lu(), "P003");
  EXPECT_THAT(client.terminal.records(), IsEmpty());
  EXPECT_EQ(hall.state("P003"), "ACTIV");
  hall.pass(seconds(3'600));
  EXPECT_TRUE(client.open);
  hall.kill("P003");
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.state("P003"), "CONCT");
}

TEST(Printer, OfRfc1646PrintsInClassic) {
  FakeHall hall(kPrinters);
  ScriptedTerminal::Manners manners = printer({"P002"});
  manners.tn3270e = false;
  Client& client = hall.connect(manners);
  ASSERT_TRUE(client.terminal.ready());
  EXPECT_EQ(client.terminal.jobs_ended(), 1U);
  EXPECT_EQ(hall.state("P002"), "ACT/S");
}

TEST(Printer, ThatIsRefusedInClassicGetsTheRfcsLine) {
  FakeHall hall(kPrinters);
  ScriptedTerminal::Manners manners = printer({"NOSUCH"});
  manners.tn3270e = false;
  EXPECT_THAT(hall.connect(manners).terminal.nvt_text(),
              HasSubstr("04 Requested LU is not configured"));
}

TEST(Dynamic, ATerminalThatDoesNotAnswerTheQueryGetsItsScreenAfterThreeSeconds) {
  FakeHall hall(kPrinters);
  ScriptedTerminal::Manners manners = terminal("T002");
  manners.device = "IBM-DYNAMIC";
  Client& client = hall.connect(manners);
  ASSERT_FALSE(client.terminal.records().empty());
  EXPECT_EQ(client.terminal.records().back().data.front(), 0xF3) << "the Query, and no screen";
  hall.pass(config::limits::kQueryReply);
  EXPECT_NE(client.terminal.records().back().data.front(), 0xF3);
  EXPECT_EQ(hall.view("T002").screen, "24x80");
}

TEST(Dynamic, ATerminalThatAnswersGetsItsOwnSize) {
  FakeHall hall(kPrinters);
  ScriptedTerminal::Manners manners = terminal("T002");
  manners.device = "IBM-DYNAMIC";
  manners.query_reply = {0x88, 0x00, 0x11, 0x81, 0xA6, 0x00, 0x00, 0x0B, 0x01,
                         0x00, 0x00, 0x50, 0x00, 0x18, 0x00, 0xA0, 0x00, 0x3C};
  hall.connect(manners);
  EXPECT_EQ(hall.view("T002").screen, "24x80/60x160");
}

}  // namespace
}  // namespace conversation
