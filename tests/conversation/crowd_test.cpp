#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "tests/conversation/several_user.h"

// Some users with several applications each, who do what they like, applications and operators that
// do the same: whatever happens, each sees what his application has written, and every session ends
// once.
namespace conversation {
namespace {

constexpr int kUsers = 3;
constexpr int kSteps = 600;

// One application of all users, at the socket.
class Counter {
 public:
  Counter(FakeHall& hall, std::string name) : hall_(&hall), name_(std::move(name)) { open(); }

  [[nodiscard]] bool is_open() const { return acb_ != 0; }
  void open() { acb_ = hall_->open_acb(name_); }
  void close(vtam::AcbEnd how) {
    hear();
    hall_->close_acb(std::exchange(acb_, 0), how);
    for (const auto& [key, session] : sessions_) {
      ended_.insert(key);
    }
    sessions_.clear();
  }
  // What it hears; what it is offered it takes.
  void hear() {
    if (acb_ == 0) {
      return;
    }
    for (bool more = true; more;) {
      more = false;
      for (const vtam::AcbEvent& event : hall_->heard(acb_)) {
        more = true;
        const Key key = key_of(event.key);
        if (const auto* begun = std::get_if<vtam::SessionBegun>(&event.heard)) {
          EXPECT_TRUE(sessions_.count(key) == 0 && ended_.count(key) == 0) << "begins once";
          sessions_[key] = {event.key, begun->lu.text()};
          hall_->say(event.key, vtam::AcceptLogon{});
          write(sessions_[key]);
        } else if (std::holds_alternative<vtam::SessionLost>(event.heard)) {
          ASSERT_EQ(sessions_.count(key), 1U) << "is lost once";
          EXPECT_FALSE(std::exchange(sessions_[key].lost, true)) << "is lost once";
        } else if (std::holds_alternative<vtam::SessionClosed>(event.heard)) {
          ADD_FAILURE() << "the end of a session that has been taken for ended";
        } else {
          EXPECT_EQ(ended_.count(key), 0U) << "nothing follows its end";
        }
      }
    }
  }
  // To all its sessions: those that are lost are let go, and of the others one in `one_of` ends.
  void work(std::mt19937& random, unsigned one_of) {
    hear();
    for (auto session = sessions_.begin(); session != sessions_.end();) {
      if (session->second.lost || random() % one_of == 0) {
        hall_->say(session->second.key, vtam::CloseSession{});
        ended_.insert(session->first);
        session = sessions_.erase(session);
        swallow_closed();
      } else {
        write(session->second);
        ++session;
      }
    }
  }
  // What it has written last to that LU; empty: it has no session with it, or has lost it.
  [[nodiscard]] std::string shown_at(const std::string& lu) const {
    for (const auto& [key, session] : sessions_) {
      if (session.lu == lu && !session.lost) {
        return session.text;
      }
    }
    return "";
  }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::size_t sessions() const { return sessions_.size(); }
  [[nodiscard]] std::size_t ended() const { return ended_.size(); }

 private:
  using Key = std::tuple<std::uint16_t, std::uint32_t, std::uint32_t, std::uint32_t>;
  struct Session {
    vtam::SessionKey key;
    std::string lu;
    std::string text{};
    bool lost = false;
  };
  static Key key_of(const vtam::SessionKey& key) {
    return {key.session.reactor, key.session.slot, key.session.generation, key.turn};
  }
  void write(Session& session) {
    const std::string text = name_ + " WRITES " + std::to_string(++written_) + ".";
    vtam::SendScreen send;
    send.screen.fields.push_back({.place = {1, 2}, .text = text});
    send.screen.fields.push_back({.place = {3, 10}, .name = "name", .length = 8});
    send.response = written_ % 3 == 0;
    send.id = "1";
    if (!session.lost) {
      session.text = text;
      hall_->say(session.key, std::move(send));
    }
  }
  // The answer to its own close.
  void swallow_closed() {
    std::vector<vtam::AcbEvent> others;
    for (vtam::AcbEvent& event : hall_->heard(acb_)) {
      if (std::holds_alternative<vtam::SessionBegun>(event.heard) ||
          std::holds_alternative<vtam::SessionLost>(event.heard)) {
        ADD_FAILURE() << "a close begins and loses nothing here";
      }
    }
  }

  FakeHall* hall_;
  std::string name_;
  vtam::AcbId acb_ = 0;
  int written_ = 0;
  std::map<Key, Session> sessions_;
  std::set<Key> ended_;
};

class Crowd : public testing::TestWithParam<unsigned> {
 protected:
  void step() {
    const std::size_t who = random_() % users_.size();
    auto& user = users_[who];
    const std::string lu = "T00" + std::to_string(who + 1);
    if (user == nullptr || !user->client().open) {
      user.reset();
      connect(who);
    }
    Counter& one = *applications_[random_() % applications_.size()];
    if (user == nullptr) {
      one.work(random_, 8);  // who has lost the LU lets it go
      return;
    }
    switch (random_() % 24) {
      case 0:
        hall_.kill(lu);
        return;
      case 1:
        hall_.hang_up(user->client());
        return;
      case 2:
        if (one.is_open()) {
          one.close(random_() % 2 == 0 ? vtam::AcbEnd::Closed : vtam::AcbEnd::Lost);
        }
        return;
      case 3:
        hall_.vary("V NET,INACT,ID=" + one.name() + (random_() % 2 == 0 ? ",I" : ",F"));
        one.hear();
        hall_.vary("V NET,ACT,ID=" + one.name());
        return;
      case 4:
        hall_.react(lu);
        return;
      case 5:
      case 6:
        user->client().terminal.press_sysreq();
        user->go_on();
        user->client().terminal.press_sysreq();
        user->go_on();
        return;
      case 7:
      case 8:
      case 9:
        one.work(random_, 8);
        return;
      case 10:
        hall_.pass(std::chrono::seconds(3));
        return;
      case 11:
        user->mute = !user->mute;
        return;
      case 12:
        user->choose("LOGOFF " + one.name());
        return;
      case 13:
        user->choose("LOGOFF ALL");
        return;
      case 14:
      case 15:
      case 16:
        user->press(kNextKey);
        return;
      case 17:
      case 18:
      case 19:
        user->press(kMenuKey);
        return;
      default:
        user->choose(one.name());
        return;
    }
  }
  void connect(std::size_t who) {
    doubles::ScriptedTerminal::Manners manners;
    manners.lus = {"T00" + std::to_string(who + 1)};
    manners.answers_records = random_() % 2 == 0;
    Client& client = hall_.connect(manners);
    if (client.terminal.ready()) {
      users_[who] = std::make_unique<SeveralUser>(hall_, client);
    } else {
      hall_.hang_up(client);  // it is TERMINATING
    }
  }
  void check() {
    for (const auto& one : applications_) {
      one->hear();
    }
    for (std::size_t who = 0; who < users_.size(); ++who) {
      if (users_[who] != nullptr && users_[who]->client().open) {
        check(*users_[who], "T00" + std::to_string(who + 1));
      }
    }
    ASSERT_EQ(hall_.table(0).counters().broken + hall_.table(1).counters().broken, 0U);
  }
  // Of all sessions with the LU one is in front, and the others are suspended.
  void check(SeveralUser& user, const std::string& lu) {
    user.go_on();
    const server::LuView view = hall_.view(lu);
    for (const auto& one : applications_) {
      const std::string text = one->shown_at(lu);
      const auto behind =
          std::count_if(view.suspended.begin(), view.suspended.end(),
                        [&](const auto& s) { return s.application == one->name() && !s.ending; });
      const bool front = view.application == one->name() && view.queued.empty();
      ASSERT_EQ(behind + (front ? 1 : 0), text.empty() ? 0 : 1) << lu << " " << one->name();
      if (front) {
        ASSERT_THAT(user.screen(), testing::HasSubstr(text));
      }
    }
    if (view.application == "BSTTUSST" && view.queued.empty()) {
      ASSERT_TRUE(user.on_menu()) << user.screen();
    }
  }

  FakeHall hall_{several_shop()};
  std::mt19937 random_{GetParam()};
  std::vector<std::unique_ptr<Counter>> applications_;
  std::vector<std::unique_ptr<SeveralUser>> users_{kUsers};
};

TEST_P(Crowd, SeesWhatItsApplicationsHaveWritten) {
  for (const char* const name : {"PAYROLL", "ORDERS", "STOCK"}) {
    applications_.push_back(std::make_unique<Counter>(hall_, name));
  }
  for (int i = 0; i < kSteps; ++i) {
    step();
    for (const auto& one : applications_) {
      if (!one->is_open() && random_() % 4 == 0) {
        one->open();
      }
    }
    ASSERT_NO_FATAL_FAILURE(check()) << "step " << i;
  }
  std::size_t ended = 0;
  for (int who = 1; who <= kUsers; ++who) {
    hall_.kill("T00" + std::to_string(who));
  }
  for (const auto& one : applications_) {
    one->work(random_, 1);
    EXPECT_EQ(one->sessions(), 0U);
    ended += one->ended();
  }
  for (int who = 1; who <= kUsers; ++who) {
    EXPECT_EQ(hall_.state("T00" + std::to_string(who)), "CONCT");
  }
  EXPECT_EQ(hall_.table(0).used() + hall_.table(1).used(), 0U);
  EXPECT_GT(ended, 30U) << "too little has happened";
}

INSTANTIATE_TEST_SUITE_P(Seeds, Crowd, testing::Range(1U, 13U));

}  // namespace
}  // namespace conversation
