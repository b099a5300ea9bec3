#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/unit/vtam/seat.h"

// States of waiting, and what comes from outside a session: every state, every event, as one table.
namespace vtam {
namespace {

using test::screen;
using test::Seat;
using test::Words;

// T001 is generic; LATER has a queue and is not open yet. P001 belongs to LATER.
struct Stage : Seat {
  Stage() {
    config::LuSettings printer = test::printer("P001");
    printer.application = test::appl("LATER");
    shop.config.servers[0].lus.push_back(printer);
    shop.application("LATER", "");
    shop.config.applications.back().queue = true;
    fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
      made.push_back(screen(0x03));
    };
  }
};

struct State {
  const char* name;
  std::function<void(Stage&)> reach;
};
struct Event {
  const char* name;
  std::function<Words(Stage&)> happen;
};

Terminal dynamic() {
  return test::full_terminal("IBM-DYNAMIC");
}

const std::vector<State>& states() {
  static const std::vector<State> kStates{
      {"new", [](Stage& stage) { stage.sit(); }},
      {"querying", [](Stage& stage) { stage.sit().start(dynamic()); }},
      {"menu", [](Stage& stage) { stage.sit().start(); }},
      {"queued",
       [](Stage& stage) {
         stage.sit().start();
         stage.choose("LATER");
       }},
      {"application",
       [](Stage& stage) {
         stage.sit().start();
         stage.choose("DEMO");
       }},
      {"suspended",
       [](Stage& stage) {
         stage.sit().start();
         stage.choose("DEMO");
         stage.sysreq();
       }},
      {"hanging",
       [](Stage& stage) {
         stage.sit().start();
         stage.choose("DEMO");
         stage.fakes.demo->lost = [](LossReason, ProgramOutcomes&) {};
       }},
      {"terminating",
       [](Stage& stage) {
         stage.sit().start();
         stage.choose("DEMO");
         stage.fakes.demo->lost = [](LossReason, ProgramOutcomes&) {};
         stage.lose(LossReason::Kill);
       }},
      {"printer waits",
       [](Stage& stage) {
         Terminal printer = test::full_terminal("IBM-3287-1");
         stage.sit(2).start(printer);
       }},
      {"free",
       [](Stage& stage) {
         stage.sit().start();
         stage.lose(LossReason::Kill);
       }},
  };
  return kStates;
}

const std::vector<Event>& events() {
  static const std::vector<Event> kEvents{
      {"PF3",
       [](Stage& stage) {
         return stage.type({0xF3, 0x40, 0x40});
       }},
      {"SYSREQ", [](Stage& stage) { return stage.sysreq(); }},
      {"LOGOFF under SYSREQ", [](Stage& stage) { return stage.sscp("LOGOFF"); }},
      {"ATTN", [](Stage& stage) { return stage.attn(); }},
      {"time is up", [](Stage& stage) { return stage.give_up(); }},
      {"idle", [](Stage& stage) { return stage.lose(LossReason::Inactive); }},
      {"KILL", [](Stage& stage) { return stage.lose(LossReason::Kill); }},
      {"lost", [](Stage& stage) { return stage.lose(LossReason::ClientLost); }},
      {"REACT", [](Stage& stage) { return stage.react(); }},
      {"INACT,I", [](Stage& stage) { return stage.break_application(Wait::Yes); }},
      {"INACT,F", [](Stage& stage) { return stage.break_application(Wait::No); }},
      {"nothing opens", [](Stage& stage) { return stage.change(); }},
      {"LATER opens",
       [](Stage& stage) {
         stage.shop.config.applications.back().type = "demo";
         return stage.change();
       }},
      {"LATER can't open",
       [](Stage& stage) {
         stage.shop.config.applications.back().type = "host";
         return stage.change();
       }},
  };
  return kEvents;
}

// What each state answers to each event, in the order of events(), and the state afterwards.
const std::vector<std::vector<std::string>>& answers() {
  static const std::vector<std::vector<std::string>> kAnswers{
      // new
      {"=ACTIV", "=ACTIV", "=ACTIV", "=ACTIV", "=ACTIV", "CLOSE RELEASED =CONCT",
       "CLOSE RELEASED =CONCT", "CLOSE RELEASED =CONCT", "CLOSE RELEASED =CONCT", "=ACTIV",
       "=ACTIV", "=ACTIV", "=ACTIV", "=ACTIV"},
      // querying
      {"=ACTIV", "SSCP 15 =ACTIV", "=ACTIV", "=ACTIV", "REPORT DATA 01 =ACT/S",
       "UNBIND 01 SSCP SESSION ENDED BECAUSE OF INACTIVITY15 CLOSE RELEASED =CONCT",
       "UNBIND 01 CLOSE RELEASED =CONCT", "UNBIND 0F CLOSE RELEASED =CONCT",
       "UNBIND 0F CLOSE RELEASED =CONCT", "=ACTIV", "=ACTIV", "=ACTIV", "=ACTIV", "=ACTIV"},
      // menu: the fake one answers nothing to PF3
      {"=ACT/S", "SSCP 15 =ACT/S", "=ACT/S", "=ACT/S", "=ACT/S",
       "UNBIND 01 SSCP SESSION ENDED BECAUSE OF INACTIVITY15 CLOSE RELEASED =CONCT",
       "UNBIND 01 CLOSE RELEASED =CONCT", "UNBIND 0F CLOSE RELEASED =CONCT",
       "UNBIND 0F CLOSE RELEASED =CONCT", "=ACT/S", "=ACT/S", "=ACT/S", "=ACT/S", "=ACT/S"},
      // queued: PF3 leads to the menu
      {"DATA 01 =ACT/S", "SSCP 15 =ACT/S", "=ACT/S", "SCREEN =ACT/S", "=ACT/S",
       "UNBIND 01 SSCP SESSION ENDED BECAUSE OF INACTIVITY15 CLOSE RELEASED =CONCT",
       "UNBIND 01 CLOSE RELEASED =CONCT", "UNBIND 0F CLOSE RELEASED =CONCT",
       "UNBIND 0F CLOSE RELEASED =CONCT", "=ACT/S", "=ACT/S", "=ACT/S",
       "UNBIND 01 BIND LATER DATA 01 =ACT/S", "DATA 01 =ACT/S"},
      // application
      {"DATA 03 =ACT/S", "SSCP 15 =ACT/S", "=ACT/S", "DATA 03 =ACT/S", "=ACT/S",
       "UNBIND 01 SSCP SESSION ENDED BECAUSE OF INACTIVITY15 CLOSE RELEASED =CONCT",
       "UNBIND 01 CLOSE RELEASED =CONCT", "UNBIND 0F CLOSE RELEASED =CONCT",
       "UNBIND 0F CLOSE RELEASED =CONCT", "UNBIND 01 BIND BSTTUSST DATA 01 =ACT/S",
       "UNBIND 0F BIND BSTTUSST DATA 01 =ACT/S", "=ACT/S", "=ACT/S", "=ACT/S"},
      // suspended
      {"=ACT/S", "DATA 02 =ACT/S", "UNBIND 01 BIND BSTTUSST DATA 01 =ACT/S", "=ACT/S", "=ACT/S",
       "UNBIND 01 SSCP SESSION ENDED BECAUSE OF INACTIVITY15 CLOSE RELEASED =CONCT",
       "UNBIND 01 CLOSE RELEASED =CONCT", "UNBIND 0F CLOSE RELEASED =CONCT",
       "UNBIND 0F CLOSE RELEASED =CONCT", "UNBIND 01 BIND BSTTUSST DATA 01 =ACT/S",
       "UNBIND 0F BIND BSTTUSST DATA 01 =ACT/S", "=ACT/S", "=ACT/S", "=ACT/S"},
      // hanging: only what does not wait for the application frees the LU
      {"DATA 03 =ACT/S", "SSCP 15 =ACT/S", "=ACT/S", "DATA 03 =ACT/S", "=ACT/S",
       "UNBIND 01 SSCP SESSION ENDED BECAUSE OF INACTIVITY15 CLOSE =TERMINATING",
       "UNBIND 01 CLOSE =TERMINATING", "UNBIND 0F CLOSE =TERMINATING",
       "UNBIND 0F CLOSE RELEASED =CONCT", "UNBIND 01 CLOSE =TERMINATING",
       "UNBIND 0F BIND BSTTUSST DATA 01 =ACT/S", "=ACT/S", "=ACT/S", "=ACT/S"},
      // terminating
      {"=TERMINATING", "=TERMINATING", "=TERMINATING", "=TERMINATING", "=TERMINATING",
       "=TERMINATING", "=TERMINATING", "=TERMINATING", "RELEASED =CONCT", "=TERMINATING",
       "=TERMINATING", "=TERMINATING", "=TERMINATING", "=TERMINATING"},
      // printer waits
      {"=ACTIV", "=ACTIV", "=ACTIV", "=ACTIV", "=ACTIV", "CLOSE RELEASED =CONCT",
       "CLOSE RELEASED =CONCT", "CLOSE RELEASED =CONCT", "CLOSE RELEASED =CONCT", "=ACTIV",
       "=ACTIV", "=ACTIV", "BIND LATER DATA 01 =ACT/S", "=ACTIV"},
      // free
      {"=CONCT", "=CONCT", "=CONCT", "=CONCT", "=CONCT", "=CONCT", "=CONCT", "=CONCT", "=CONCT",
       "=CONCT", "=CONCT", "=CONCT", "=CONCT", "=CONCT"},
  };
  return kAnswers;
}

std::string in_one_line(const Words& words, LuState state) {
  std::string line;
  for (const std::string& word : words) {
    const bool fake = word == "DATA 01" || word == "DATA 02" || word == "DATA 03";
    line += (word.starts_with("DATA") && !fake ? "SCREEN" : word) + " ";
  }
  return line + "=" + text(state);
}

TEST(SessionTable, EveryStateAnswersEveryEvent) {
  ASSERT_EQ(answers().size(), states().size());
  auto row = answers().begin();
  for (const State& state : states()) {
    ASSERT_EQ(row->size(), events().size()) << state.name;
    auto expected = row->begin();
    for (const Event& event : events()) {
      Stage stage;
      state.reach(stage);
      const Words words = event.happen(stage);
      EXPECT_EQ(in_one_line(words, stage.session->state()), *expected)
          << state.name << ", " << event.name;
      ++expected;
    }
    ++row;
  }
}

}  // namespace
}  // namespace vtam
