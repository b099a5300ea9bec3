#include <gtest/gtest.h>

#include "tests/unit/vtam/seat.h"

namespace vtam {
namespace {

using test::screen;
using test::Seat;

// Every state, every input: what the client is sent and what the state is afterwards.
enum class Put : std::uint8_t { New, Menu, Application, Suspended, Terminating, Free };
enum class Input : std::uint8_t { Record, Logoff, Other, Reject, Attn, Sysreq, Kill, Lost, React };
struct Case {
  Put state;
  Input input;
  test::Words answer;
  LuState after;
};

void put(Seat& seat, Put state) {
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(screen(0x03));
  };
  seat.sit();
  if (state == Put::New) {
    return;
  }
  seat.start();
  if (state == Put::Menu) {
    seat.fakes.menu->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
      made.push_back(screen(0x04));
    };
    return;
  }
  seat.choose("DEMO");
  if (state == Put::Suspended) {
    seat.sysreq();
  } else if (state == Put::Terminating) {
    seat.fakes.demo->lost = [](LossReason, ProgramOutcomes&) {};
    seat.lose(LossReason::Kill);
  } else if (state == Put::Free) {
    seat.lose(LossReason::Kill);
  }
}

test::Words give(Seat& seat, Input input) {
  switch (input) {
    case Input::Record:
      return seat.type();
    case Input::Logoff:
      return seat.sscp("LOGOFF");
    case Input::Other:
      return seat.sscp("WHO");
    case Input::Reject:
      return seat.negative(0x10050000);
    case Input::Attn:
      return seat.attn();
    case Input::Sysreq:
      return seat.sysreq();
    case Input::Kill:
      return seat.lose(LossReason::Kill);
    case Input::Lost:
      return seat.lose(LossReason::ClientLost);
    case Input::React:
      return seat.react();
  }
  return {};
}

class EveryState : public testing::TestWithParam<Case> {};

TEST_P(EveryState, AnswersEveryInput) {
  Seat seat;
  put(seat, GetParam().state);
  EXPECT_EQ(give(seat, GetParam().input), GetParam().answer);
  EXPECT_EQ(seat.session->state(), GetParam().after);
}

const test::Words kNothing;
const test::Words kKilled{"UNBIND 01", "CLOSE", "RELEASED"};
const test::Words kSwept{"UNBIND 0F", "CLOSE", "RELEASED"};
const test::Words kNever{"CLOSE", "RELEASED"};
const test::Words kReleased{"RELEASED"};

INSTANTIATE_TEST_SUITE_P(New, EveryState,
                         testing::Values(Case{Put::New, Input::Record, kNothing, LuState::Activ},
                                         Case{Put::New, Input::Logoff, kNothing, LuState::Activ},
                                         Case{Put::New, Input::Other, kNothing, LuState::Activ},
                                         Case{Put::New, Input::Reject, kNothing, LuState::Activ},
                                         Case{Put::New, Input::Attn, kNothing, LuState::Activ},
                                         Case{Put::New, Input::Sysreq, kNothing, LuState::Activ},
                                         Case{Put::New, Input::Kill, kNever, LuState::Conct},
                                         Case{Put::New, Input::Lost, kNever, LuState::Conct},
                                         Case{Put::New, Input::React, kNever, LuState::Conct}));

INSTANTIATE_TEST_SUITE_P(
    Menu, EveryState,
    testing::Values(Case{Put::Menu, Input::Record, {"DATA 04"}, LuState::ActS},
                    Case{Put::Menu, Input::Logoff, kNothing, LuState::ActS},
                    Case{Put::Menu, Input::Other, kNothing, LuState::ActS},
                    Case{Put::Menu, Input::Reject, {"REPORT", "DATA 02"}, LuState::ActS},
                    Case{Put::Menu, Input::Attn, {"DATA 04"}, LuState::ActS},
                    Case{Put::Menu, Input::Sysreq, {"SSCP 15"}, LuState::ActS},
                    Case{Put::Menu, Input::Kill, kKilled, LuState::Conct},
                    Case{Put::Menu, Input::Lost, kSwept, LuState::Conct},
                    Case{Put::Menu, Input::React, kSwept, LuState::Conct}));

INSTANTIATE_TEST_SUITE_P(
    Application, EveryState,
    testing::Values(Case{Put::Application, Input::Record, {"DATA 03"}, LuState::ActS},
                    Case{Put::Application, Input::Logoff, kNothing, LuState::ActS},
                    Case{Put::Application, Input::Other, kNothing, LuState::ActS},
                    Case{Put::Application, Input::Reject, {"REPORT", "DATA 02"}, LuState::ActS},
                    Case{Put::Application, Input::Attn, {"DATA 03"}, LuState::ActS},
                    Case{Put::Application, Input::Sysreq, {"SSCP 15"}, LuState::ActS},
                    Case{Put::Application, Input::Kill, kKilled, LuState::Conct},
                    Case{Put::Application, Input::Lost, kSwept, LuState::Conct},
                    Case{Put::Application, Input::React, kSwept, LuState::Conct}));

INSTANTIATE_TEST_SUITE_P(
    Suspended, EveryState,
    testing::Values(
        Case{Put::Suspended, Input::Record, kNothing, LuState::ActS},
        Case{Put::Suspended,
             Input::Logoff,
             {"UNBIND 01", "BIND BSTTUSST", "DATA 01"},
             LuState::ActS},
        Case{Put::Suspended, Input::Other, {"SSCP COMMAND UNRECOGNIZED15"}, LuState::ActS},
        Case{Put::Suspended, Input::Reject, {"REPORT"}, LuState::ActS},
        Case{Put::Suspended, Input::Attn, kNothing, LuState::ActS},
        Case{Put::Suspended, Input::Sysreq, {"DATA 02"}, LuState::ActS},
        Case{Put::Suspended, Input::Kill, kKilled, LuState::Conct},
        Case{Put::Suspended, Input::Lost, kSwept, LuState::Conct},
        Case{Put::Suspended, Input::React, kSwept, LuState::Conct}));

INSTANTIATE_TEST_SUITE_P(
    Terminating, EveryState,
    testing::Values(Case{Put::Terminating, Input::Record, kNothing, LuState::Terminating},
                    Case{Put::Terminating, Input::Logoff, kNothing, LuState::Terminating},
                    Case{Put::Terminating, Input::Other, kNothing, LuState::Terminating},
                    Case{Put::Terminating, Input::Reject, kNothing, LuState::Terminating},
                    Case{Put::Terminating, Input::Attn, kNothing, LuState::Terminating},
                    Case{Put::Terminating, Input::Sysreq, kNothing, LuState::Terminating},
                    Case{Put::Terminating, Input::Kill, kNothing, LuState::Terminating},
                    Case{Put::Terminating, Input::Lost, kNothing, LuState::Terminating},
                    Case{Put::Terminating, Input::React, kReleased, LuState::Conct}));

INSTANTIATE_TEST_SUITE_P(Free, EveryState,
                         testing::Values(Case{Put::Free, Input::Record, kNothing, LuState::Conct},
                                         Case{Put::Free, Input::Logoff, kNothing, LuState::Conct},
                                         Case{Put::Free, Input::Other, kNothing, LuState::Conct},
                                         Case{Put::Free, Input::Reject, kNothing, LuState::Conct},
                                         Case{Put::Free, Input::Attn, kNothing, LuState::Conct},
                                         Case{Put::Free, Input::Sysreq, kNothing, LuState::Conct},
                                         Case{Put::Free, Input::Kill, kNothing, LuState::Conct},
                                         Case{Put::Free, Input::Lost, kNothing, LuState::Conct},
                                         Case{Put::Free, Input::React, kNothing, LuState::Conct}));

}  // namespace
}  // namespace vtam
