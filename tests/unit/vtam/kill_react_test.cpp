#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/seat.h"
#include "vtam/directory.h"
#include "vtam/operator_text.h"

// MODEL 3, row by row: what KILL and REACT do to the LU's row, its session and its application.
namespace vtam {
namespace {

using test::appl;
using test::book;
using test::device;
using test::lu_name;
using test::Seat;
using test::Words;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The directory and the session side by side, as the hall keeps them.
struct Hall {
  Seat seat;
  std::unique_ptr<Directory> directory;
  SessionId life{.reactor = 0, .slot = 4, .generation = 1};

  // A client holds T001 and is still negotiating.
  Hall& connect() {
    seat.sit();
    directory = std::make_unique<Directory>(seat.network);
    EXPECT_TRUE(std::holds_alternative<LuGrant>(ask(life)));
    return *this;
  }
  Hall& on_menu() {
    connect().seat.start();
    return *this;
  }
  Hall& in_demo() {
    on_menu().seat.choose("DEMO");
    return *this;
  }
  // The application takes note of the loss and lets go of nothing.
  Hall& hung() {
    in_demo().seat.fakes.demo->lost = [](LossReason, ProgramOutcomes&) {};
    return *this;
  }
  LuAnswer ask(SessionId who) const {
    return directory->request(
        {.partition = 0, .client = {.device = device("IBM-3278-2")}, .name = lu_name("T001")}, who,
        {});
  }
  [[nodiscard]] LuEntry row() const { return directory->find(lu_name("T001")).value(); }

  std::string kill() {
    if (const auto refused = refuse_kill(row())) {
      return refused->rule;
    }
    return settle(seat.lose(LossReason::Kill));
  }
  std::string react() {
    if (const auto refused = refuse_react(row())) {
      return refused->rule;
    }
    return row().holder ? settle(seat.react()) : "cycled";
  }

 private:
  std::string settle(const Words& words) {
    std::string all;
    for (const std::string& word : words) {
      all += (all.empty() ? "" : ", ") + word;
    }
    const bool freed = !words.empty() && words.back() == "RELEASED";
    EXPECT_TRUE(freed ? directory->release(lu_name("T001"), life, {})
                      : directory->terminate(lu_name("T001"), life));
    life.generation += freed ? 1 : 0;
    return all;
  }
};

TEST(Kill, OfAnIdleMenuFreesTheLu) {
  Hall hall;
  EXPECT_EQ(hall.on_menu().kill(), "UNBIND 01, CLOSE, RELEASED");
  EXPECT_EQ(hall.row().state, LuState::Conct);
  EXPECT_THAT(hall.seat.fakes.menu->told, ElementsAre("logon T001 BSTTUSST", "lost KILL", "gone"));
}

TEST(Kill, OfAnApplicationTellsItAndFreesTheLu) {
  Hall hall;
  EXPECT_EQ(hall.in_demo().kill(), "UNBIND 01, CLOSE, RELEASED");
  EXPECT_EQ(hall.row().state, LuState::Conct);
  EXPECT_THAT(hall.seat.fakes.demo->told, ElementsAre("logon T001 DEMO", "lost KILL", "gone"));
}

TEST(Kill, OfAHungApplicationDoesNotFreeTheLu) {
  Hall hall;
  EXPECT_EQ(hall.hung().kill(), "UNBIND 01, CLOSE");
  EXPECT_EQ(hall.row().state, LuState::Terminating);
  EXPECT_EQ(hall.seat.session->state(), LuState::Terminating);
  EXPECT_EQ(hall.seat.session->application(), appl("DEMO"));
  const LuAnswer next = hall.ask({.reactor = 0, .slot = 9, .generation = 0});
  EXPECT_EQ(std::get<LuRefusal>(next).kind, RefusalKind::InUse);
  EXPECT_TRUE(std::get<LuRefusal>(next).terminating);
  EXPECT_EQ(hall.kill(), "TERMINATING");  // a second KILL: use REACT
}

TEST(Kill, ByALaterReleaseTheLuIsFree) {
  Hall hall;
  hall.hung().kill();
  hall.seat.fakes.demo->lost = nullptr;
  EXPECT_THAT(hall.seat.lose(LossReason::Shutdown), ElementsAre("RELEASED"));
  EXPECT_THAT(hall.seat.lose(LossReason::Shutdown), IsEmpty());
}

TEST(Kill, InMidNegotiationClosesTheConnection) {
  Hall hall;
  EXPECT_EQ(hall.connect().kill(), "CLOSE, RELEASED");
  EXPECT_EQ(hall.row().state, LuState::Conct);
  EXPECT_THAT(hall.seat.start(), IsEmpty());  // negotiation that ends after that starts nothing
}

TEST(Kill, WithNothingInSessionIsRefused) {
  Hall hall;
  hall.on_menu().kill();
  EXPECT_EQ(hall.kill(), "NOT-IN-SESSION");
}

TEST(React, FreesTheLuWhateverTheApplicationDoes) {
  for (const auto set : {&Hall::on_menu, &Hall::in_demo, &Hall::hung}) {
    Hall hall;
    EXPECT_EQ((hall.*set)().react(), "UNBIND 0F, CLOSE, RELEASED");
    EXPECT_EQ(hall.row().state, LuState::Conct);
    EXPECT_EQ(hall.seat.session->state(), LuState::Conct);
    EXPECT_EQ(hall.life.generation, 2U);
  }
}

TEST(React, TellsTheApplicationOnceAndHearsNothingMore) {
  Hall hall;
  hall.in_demo();
  hall.seat.fakes.demo->lost = [](LossReason, ProgramOutcomes& made) {
    made.push_back(test::screen(0x09));
    made.push_back(PassTo{appl("OTHER"), std::nullopt, ""});
  };
  EXPECT_EQ(hall.react(), "UNBIND 0F, CLOSE, RELEASED");
  EXPECT_THAT(hall.seat.fakes.demo->told, ElementsAre("logon T001 DEMO", "lost REACT", "gone"));
}

TEST(React, FreesWhatKillLeftTerminating) {
  Hall hall;
  hall.hung().kill();
  EXPECT_EQ(hall.react(), "RELEASED");
  EXPECT_EQ(hall.row().state, LuState::Conct);
  EXPECT_THAT(hall.seat.fakes.demo->told, ElementsAre("logon T001 DEMO", "lost KILL", "gone"));
  EXPECT_TRUE(
      std::holds_alternative<LuGrant>(hall.ask({.reactor = 0, .slot = 9, .generation = 0})));
}

TEST(React, InMidNegotiationFreesTheLu) {
  Hall hall;
  EXPECT_EQ(hall.connect().react(), "CLOSE, RELEASED");
  EXPECT_EQ(hall.row().state, LuState::Conct);
}

TEST(React, WithNothingInSessionCyclesTheAcb) {
  Hall hall;
  hall.on_menu().kill();
  EXPECT_EQ(hall.react(), "cycled");
}

TEST(React, IsRefusedWhereTheNodeIsNotActive) {
  Hall hall;
  hall.seat.shop.config.nodes.push_back(book());
  hall.seat.shop.config.start_list = config::StartList{.nodes = {}, .name = "ATCCON00", .at = {}};
  hall.seat.sit();
  hall.directory = std::make_unique<Directory>(hall.seat.network);
  EXPECT_EQ(hall.react(), "BSTT075E");
  EXPECT_THAT(refuse_react(hall.row())->text, HasSubstr("node VNETAPPL is not in ATCCON00"));
  EXPECT_EQ(hall.kill(), "NOT-IN-SESSION");
}

TEST(Life, NothingFollowsReleasedAndOldHoldersAreStale) {
  Hall hall;
  const SessionId old = hall.in_demo().life;
  hall.react();
  EXPECT_THAT(hall.seat.type(), IsEmpty());
  EXPECT_THAT(hall.seat.sysreq(), IsEmpty());
  EXPECT_THAT(hall.seat.negative(0x10050000), IsEmpty());
  EXPECT_THAT(hall.seat.lose(LossReason::ClientLost), IsEmpty());
  EXPECT_THAT(hall.seat.react(), IsEmpty());
  EXPECT_FALSE(hall.directory->release(lu_name("T001"), old, {}));
}

}  // namespace
}  // namespace vtam
