#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>

#include "tests/conversation/crowd_application.h"
#include "tests/conversation/crowd_host.h"
#include "tests/conversation/crowd_user.h"

// Some users with several applications each, who are lost and come back, with this screen or that
// one, in time or too late; applications that hear of it or do not, and a host that goes on all the
// while: whatever happens, each sees what has been written for him last, and nobody hears of what
// is another's.
namespace conversation {
namespace {

using doubles::ScriptedTerminal;

constexpr int kUsers = 3;
constexpr int kSteps = 280;

std::string kept_shop(bool tell) {
  return R"({
  "name": "TEST", "title": "*** Welcome ***",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T[001-003]", "type": "terminal"} ],
  "sessions": {"several": {"most": 4},
               "keep": {"seconds": 60, "takeover": "address", "tell": )" +
         std::string(tell ? "true" : "false") + R"(}},
  "menu": ["PAYROLL", "ORDERS", "HERC"],
  "applications": [ {"name": "PAYROLL", "description": "WAGES", "type": "socket"},
                    {"name": "ORDERS", "description": "ORDERS", "type": "socket"},
                    {"name": "HERC", "description": "FAR AWAY", "type": "host",
                     "host": "192.0.2.1", "port": 23} ]
})";
}

class KeptCrowd : public testing::TestWithParam<unsigned> {
 protected:
  KeptCrowd() {
    hall_.table(0).serve_hosts(&host_);
    hall_.table(1).serve_hosts(&host_);
    for (const char* const name : {"PAYROLL", "ORDERS"}) {
      applications_.push_back(std::make_unique<CrowdApplication>(hall_, name, told_));
    }
  }
  static std::string lu_of(std::size_t who) { return "T00" + std::to_string(who + 1); }
  // One in `many`.
  [[nodiscard]] bool once_in(unsigned many) { return random_() % many == 0; }

  void step() {
    const std::size_t who = random_() % users_.size();
    auto& user = users_[who];
    CrowdApplication& one = *applications_[random_() % applications_.size()];
    CrowdApplication& other = *applications_[random_() % applications_.size()];
    const std::string to = &one == &other ? host_.name() : other.name();
    if (user != nullptr && !user->client().open) {
      user.reset();
    }
    switch (random_() % 32) {
      case 0:
        if (once_in(3)) {
          hall_.kill(lu_of(who));
        }
        return;
      case 1:
        if (once_in(3)) {
          hall_.react(lu_of(who));
        }
        return;
      case 2:
        if (one.is_open() && once_in(2)) {
          one.close(once_in(2) ? vtam::AcbEnd::Closed : vtam::AcbEnd::Lost);
        }
        return;
      case 3: {
        const std::string name = once_in(3) ? host_.name() : one.name();
        hall_.vary("V NET,INACT,ID=" + name + (once_in(2) ? ",I" : ",F"));
        one.hear();
        hall_.vary("V NET,ACT,ID=" + name);
        return;
      }
      case 4:
        stranger(lu_of(who));
        return;
      case 5:
      case 6:
      case 7:
        one.work(random_, 8, to);
        return;
      case 8:
      case 9:
      case 10:
        host_.work(hall_, random_);
        return;
      case 11:
        hall_.pass(std::chrono::seconds(once_in(4) ? 61 : 3));
        return;
      case 12:
      case 13:
        connect(who);  // takes over what he has himself
        return;
      default:
        break;
    }
    if (user == nullptr) {
      connect(who);
      return;
    }
    const std::string name = once_in(3) ? host_.name() : one.name();
    if (user->owes() && once_in(4)) {
      answer_late(*user, lu_of(who));
    } else if (on_menu(*user) && !once_in(4)) {
      user->choose(name);
    } else {
      act(*user, lu_of(who), name);
    }
  }

  [[nodiscard]] static bool on_menu(const CrowdUser& user) {
    return user.screen().find("*** Welcome ***") != std::string::npos;
  }
  // What a user does at his terminal.
  void act(CrowdUser& user, const std::string& lu, const std::string& name) {
    switch (random_() % 16) {
      case 0:
      case 1:
        hall_.hang_up(user.client());
        return;
      case 2:
        user.answers = static_cast<CrowdUser::Answers>(random_() % 3);
        return;
      case 3:
        leave_without_a_word(user, lu);
        return;
      case 4:
        suspend(user);
        return;
      case 5:
        user.choose(once_in(3) ? "LOGOFF ALL" : "LOGOFF " + name);
        return;
      case 6:
      case 7:
      case 8:
      case 9:
        type(user, lu);
        if (!once_in(3)) {
          user.enter();
        }
        return;
      case 10:
      case 11:
        user.press(kNextKey);
        return;
      case 12:
      case 13:
        user.press(kMenuKey);
        return;
      default:
        user.choose(name);
        return;
    }
  }
  // His terminal is asked what he has typed, and is not waited for.
  void leave_without_a_word(CrowdUser& user, const std::string& lu) {
    type(user, lu);
    user.answers = CrowdUser::Answers::Late;
    user.press(once_in(2) ? kMenuKey : kNextKey);
    hall_.pass(std::chrono::seconds(4));
    user.go_on();
  }
  // What nobody waits for any more leads nowhere.
  void answer_late(CrowdUser& user, const std::string& lu) {
    const bool too_late = once_in(2);
    if (too_late) {
      hall_.pass(std::chrono::seconds(4));
      user.go_on();
    }
    const std::string front = hall_.view(lu).application;
    user.answer_late();
    EXPECT_TRUE(!too_late || hall_.view(lu).application == front) << front;
  }
  // SYSREQ and back, and all write meanwhile.
  void suspend(CrowdUser& user) {
    user.client().terminal.press_sysreq();
    user.go_on();
    const bool suspended = user.with_sscp();
    for (const auto& one : applications_) {
      one->work(random_, 1'000, "");
    }
    user.go_on();
    if (!suspended || user.with_sscp()) {
      user.client().terminal.press_sysreq();
      user.go_on();
    }
  }
  // Something for whoever has written the screen that he has before him.
  void type(CrowdUser& user, const std::string& lu) {
    const std::string screen = user.screen();
    for (const std::string& name : {std::string("PAYROLL"), std::string("ORDERS"), host_.name()}) {
      if (screen.find(name + " WRITES") != std::string::npos) {
        user.type(typed_for(name, lu) + " " + std::to_string(random_() % 10));
      }
    }
  }
  void connect(std::size_t who) {
    const std::string lu = lu_of(who);
    ScriptedTerminal::Manners manners;
    manners.lus = {lu};
    const bool large = once_in(2);
    manners.device = large ? "IBM-3278-4-E" : "IBM-3278-2-E";
    manners.answers_records = once_in(2);
    const bool kept = hall_.view(lu).state == "ACT/S";
    Client& client = hall_.connect(manners, 0, "127.0.0." + std::to_string(who + 2));
    if (!client.terminal.ready()) {
      EXPECT_FALSE(kept && large) << "the largest screen can be given any session";
      hall_.hang_up(client);
      return;
    }
    tn3270::ScreenSizes sizes{tn3270::kModel2, tn3270::kModel2};
    sizes.alternate.rows = large ? 43 : sizes.primary.rows;
    if (users_[who] != nullptr) {
      EXPECT_FALSE(users_[who]->client().open) << "one client at a time";
    }
    users_[who] = std::make_unique<CrowdUser>(hall_, client, sizes);
    returned_ += kept ? 1 : 0;
  }
  // It asks for what is another's.
  void stranger(const std::string& lu) {
    if (hall_.entry(lu).holder) {
      ScriptedTerminal::Manners manners;
      manners.lus = {lu};
      Client& client = hall_.connect(manners, 0, "127.9.9.9");
      EXPECT_FALSE(client.terminal.ready());
      hall_.hang_up(client);
    }
  }

  void check() {
    for (const auto& one : applications_) {
      one->hear();
    }
    for (std::size_t who = 0; who < users_.size(); ++who) {
      CrowdUser* user = users_[who].get();
      if (user != nullptr && user->client().open) {
        user->go_on();
      } else {
        user = nullptr;
      }
      ASSERT_NO_FATAL_FAILURE(check(user, lu_of(who)));
    }
    ASSERT_EQ(hall_.table(0).counters().broken + hall_.table(1).counters().broken, 0U);
    ASSERT_EQ(hall_.table(0).counters().violations + hall_.table(1).counters().violations, 0U);
  }
  // Of all sessions with the LU one is in front, and the others are suspended; `user`: whom it has,
  // if it has one.
  void check(CrowdUser* user, const std::string& lu) {
    const server::LuView view = hall_.view(lu);
    const bool held = view.state == "ACT/S";
    ASSERT_EQ(user != nullptr, held && view.client) << view.state;
    ASSERT_EQ(held && !view.client, !view.kept_until.empty());
    for (const auto& one : applications_) {
      const std::string text = one->shown_at(lu);
      check(user, view, one->name(), text, !text.empty(), one->awaited(lu));
      ASSERT_TRUE(one->knows_client(lu, view.client.has_value())) << one->name();
    }
    check(user, view, host_.name(), host_.shown_at(lu), host_.has_line(lu), host_.awaited(lu));
    if (user != nullptr && view.application == "BSTTUSST" && view.queued.empty()) {
      ASSERT_THAT(user->screen(), testing::HasSubstr("*** Welcome ***"));
    }
  }
  void check(const CrowdUser* user, const server::LuView& view, const std::string& name,
             const std::string& text, bool live, std::size_t awaited) {
    const auto behind =
        std::count_if(view.suspended.begin(), view.suspended.end(),
                      [&](const auto& s) { return s.application == name && !s.ending; });
    const bool front = view.state == "ACT/S" && view.application == name && view.queued.empty();
    ASSERT_EQ(behind + (front ? 1 : 0), live ? 1 : 0) << name;
    if (front && user != nullptr) {
      ASSERT_THAT(user->screen(), testing::HasSubstr(text));
      if (text.find("WRITES") != std::string::npos && !user->typed().empty()) {
        ASSERT_EQ(user->typed(), typed_for(name, view.name.text())) << "typed for another";
        ++seen_;
      }
    } else {
      ASSERT_EQ(awaited, 0U) << name << ": VTAM answers for a terminal that does not see it";
    }
  }

  const bool told_ = GetParam() % 2 == 0;
  CrowdHost host_{"HERC"};
  FakeHall hall_{kept_shop(told_)};
  std::mt19937 random_{GetParam()};
  std::vector<std::unique_ptr<CrowdApplication>> applications_;
  std::vector<std::unique_ptr<CrowdUser>> users_{kUsers};
  int returned_ = 0;
  int seen_ = 0;  // texts on screens
};

TEST_P(KeptCrowd, SeesWhatIsWrittenWhenItComesBack) {
  for (int i = 0; i < kSteps; ++i) {
    step();
    for (const auto& one : applications_) {
      if (!one->is_open() && once_in(4)) {
        one->open();
      }
    }
    ASSERT_NO_FATAL_FAILURE(check()) << "step " << i;
    ASSERT_FALSE(HasFailure()) << "step " << i;
  }
  std::size_t ended = host_.ended();
  std::size_t inputs = host_.inputs();
  for (std::size_t who = 0; who < kUsers; ++who) {
    hall_.kill(lu_of(who));
  }
  for (const auto& one : applications_) {
    one->work(random_, 1, "");
    EXPECT_EQ(one->sessions(), 0U);
    ended += one->ended();
    inputs += one->inputs();
  }
  for (std::size_t who = 0; who < kUsers; ++who) {
    EXPECT_EQ(hall_.state(lu_of(who)), "CONCT");
  }
  EXPECT_EQ(host_.lines(), 0U);
  EXPECT_EQ(hall_.table(0).used() + hall_.table(1).used(), 0U);
  EXPECT_GT(ended, 10U) << "too little has happened";
  EXPECT_GT(inputs, 1U);
  EXPECT_GT(seen_, 5);
  EXPECT_GT(returned_, 5);
}

INSTANTIATE_TEST_SUITE_P(Seeds, KeptCrowd, testing::Range(1U, 9U));

}  // namespace
}  // namespace conversation
