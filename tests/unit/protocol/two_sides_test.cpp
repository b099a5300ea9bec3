// A link and a client that was written without it: what one says the other understands.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/doubles/scripted_terminal.h"
#include "tests/unit/protocol/link_driver.h"

namespace tn3270 {
namespace {

using doubles::ScriptedTerminal;
using test::from_hex;
using test::functions_from;

class Conversation {
 public:
  explicit Conversation(ScriptedTerminal::Manners manners, StartTls starttls = StartTls::No)
      : client_(std::move(manners)) {
    link_.start(starttls, out_);
    go_on();
  }

  // Until neither has anything to say; every request for a LU is granted.
  void go_on() {
    while (!out_.empty()) {
      client_.feed(std::exchange(out_, {}));
      events_.clear();
      link_.feed(client_.take_output(), events_, out_);
      bool asked = false;
      for (const LinkEvent& event : events_) {
        said_.push_back(test::describe(event, link_));
        asked = asked || std::holds_alternative<DeviceRequested>(event);
      }
      if (asked) {
        std::vector<LinkEvent> granted;
        link_.grant(config::LuName::parse("LU01").value(), offer, granted, out_);
        for (const LinkEvent& event : granted) {
          said_.push_back(test::describe(event, link_));
        }
      }
    }
  }
  std::string said() {
    std::string all;
    for (const std::string& line : std::exchange(said_, {})) {
      all += (all.empty() ? "" : " | ") + line;
    }
    return all;
  }
  ScriptedTerminal& client() { return client_; }
  TerminalLink& link() { return link_; }
  ByteBuffer& out() { return out_; }
  // What the client has to say by itself.
  void listen() {
    out_ = from_hex("FF F1");
    go_on();
  }

  FunctionOffer offer{functions_from("00,01,02,03,04,05"), {}};

 private:
  ScriptedTerminal client_;
  TerminalLink link_;
  std::vector<LinkEvent> events_;
  std::vector<std::string> said_;
  ByteBuffer out_;
};

ScriptedTerminal::Manners a_printer() {
  ScriptedTerminal::Manners manners;
  manners.device = "IBM-3287-1";
  manners.lus = {"P001"};
  manners.functions = {0, 1, 2, 3, 4};
  manners.answers_records = true;
  return manners;
}

TEST(TwoSides, PrintInTn3270e) {
  Conversation talk(a_printer());
  EXPECT_EQ(talk.said(), "DeviceRequested IBM-3287-1 CONNECT P001 | LinkReady 00,01,02,03,04");
  EXPECT_EQ(talk.client().lu(), "LU01");
  talk.client().answer_next(ScriptedTerminal::Trouble::InterventionRequired);
  for (const char* data : {"C1", "C2"}) {
    talk.link().send_scs(from_hex(data), ResponseWanted::Always, talk.out());
  }
  talk.link().send_print_eoj(talk.out());
  talk.go_on();
  EXPECT_EQ(talk.said(), "Response 0 definite negative 08020000 | Response 1 definite positive");
  EXPECT_EQ(talk.client().jobs_ended(), 1U);
  EXPECT_EQ(talk.client().records().size(), 3U);
  for (const auto how :
       {ScriptedTerminal::Clears::AsTheRfcSays, ScriptedTerminal::Clears::AsPr3287Does}) {
    talk.client().answer_next(ScriptedTerminal::Trouble::Disconnected);
    talk.link().send_scs(from_hex("C1"), ResponseWanted::Always, talk.out());
    talk.go_on();
    talk.said();
    talk.client().clear_condition(how);
    talk.listen();
    EXPECT_EQ(talk.said(), "ConditionCleared");
  }
}

TEST(TwoSides, PrintInClassic) {
  ScriptedTerminal::Manners manners = a_printer();
  manners.tn3270e = false;
  Conversation talk(manners);
  EXPECT_EQ(talk.said(), "DeviceRequested classic IBM-3287-1 @P001 | LinkReady none");
  talk.client().answer_next(ScriptedTerminal::Trouble::InterventionRequired);
  talk.link().send_3270(from_hex("F5 C8 C1"), ResponseWanted::Always, HostTurn::Ends, talk.out());
  talk.go_on();
  EXPECT_EQ(talk.said(), "Response 0 definite negative 08020000");
  talk.client().clear_condition();
  talk.listen();
  EXPECT_EQ(talk.said(), "ConditionCleared");
  talk.link().send_scs(from_hex("C1"), ResponseWanted::Always, talk.out());
  talk.link().send_print_eoj(talk.out());
  talk.go_on();
  EXPECT_EQ(talk.said(), "Response 0 definite positive");
  EXPECT_EQ(talk.client().records().back().data, from_hex("00 C1"));
  EXPECT_EQ(talk.client().jobs_ended(), 1U);
}

TEST(TwoSides, AssociateAPrinter) {
  ScriptedTerminal::Manners manners = a_printer();
  manners.associate = true;
  manners.lus = {"T001"};
  manners.eager_functions = true;
  Conversation talk(manners);
  EXPECT_EQ(talk.said(), "DeviceRequested IBM-3287-1 ASSOCIATE T001 | LinkReady 00,01,02,03,04");
}

TEST(TwoSides, AgreeOnStartTlsAndStartAgainInside) {
  ScriptedTerminal::Manners manners;
  manners.starttls = true;
  manners.behind_follows = from_hex("16 03 01");
  Conversation talk(manners, StartTls::Required);
  EXPECT_EQ(talk.said(), "TlsFollows behind 9");
  EXPECT_TRUE(talk.client().secured());
  talk.client().start_inside_tls();
  TerminalLink inside;
  ByteBuffer out;
  inside.start(StartTls::No, out);
  talk.client().feed(out);
  EXPECT_EQ(talk.client().take_output(), from_hex("FF FB 28"));
}

TEST(TwoSides, GoOnInClearWhereStartTlsIsRefused) {
  Conversation talk({}, StartTls::Offered);
  EXPECT_EQ(talk.said(), "DeviceRequested IBM-3278-2-E generic | LinkReady 00,02,04");
}

TEST(TwoSides, AskAndAnswerAQuery) {
  ScriptedTerminal::Manners manners;
  manners.device = "IBM-DYNAMIC";
  manners.query_reply = from_hex("88 00 04 81 FF");
  Conversation talk(manners);
  talk.said();
  talk.link().send_3270(from_hex("F3 00 05 01 FF 02"), ResponseWanted::No, HostTurn::Ends,
                        talk.out());
  talk.go_on();
  EXPECT_EQ(talk.said(), "Record 3270 0: 88 00 04 81 FF");
}

TEST(TwoSides, BidForTheTurn) {
  for (const bool refuses : {false, true}) {
    ScriptedTerminal::Manners manners;
    manners.functions = {0, 2, 4, 5};
    manners.refuses_bids = refuses;
    Conversation talk(manners);
    for (int i = 0; i < 2; ++i) {
      talk.link().send_3270(from_hex("F1 C3"), ResponseWanted::No, HostTurn::Ends, talk.out());
    }
    talk.go_on();
    EXPECT_EQ(talk.client().bids(), 1U);
    EXPECT_EQ(talk.client().records().size(), refuses ? 2U : 3U);  // the BID is one
    talk.client().send(from_hex("7D"));
    talk.listen();
    EXPECT_EQ(talk.client().records().size(), 3U);
  }
}

}  // namespace
}  // namespace tn3270
