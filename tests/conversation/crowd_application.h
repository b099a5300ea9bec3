#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/conversation/fake_hall.h"

namespace conversation {

// What a user of a crowd types: nobody but the session whose screen he has before him may have it.
inline std::string typed_for(const std::string& application, const std::string& lu) {
  return application.substr(0, 2) + lu.substr(1);
}

// One application of all users, at the socket. It writes, reads, closes and passes, and holds what
// must be so for each of its sessions.
class CrowdApplication {
 public:
  CrowdApplication(FakeHall& hall, std::string name, bool told)
      : hall_(&hall), name_(std::move(name)), told_(told) {
    open();
  }

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] bool is_open() const { return acb_ != 0; }
  [[nodiscard]] std::size_t sessions() const { return sessions_.size(); }
  [[nodiscard]] std::size_t ended() const { return ended_.size(); }
  [[nodiscard]] std::size_t inputs() const { return inputs_; }

  void open() { acb_ = hall_->open_acb(name_); }
  void close(vtam::AcbEnd how) {
    hear();
    hall_->close_acb(std::exchange(acb_, 0), how);
    for (const auto& [key, session] : sessions_) {
      ended_.insert(key);
    }
    sessions_.clear();
  }
  // What it hears. What it is offered it takes, and a lost screen it writes again.
  void hear() {
    while (acb_ != 0) {
      const std::vector<vtam::AcbEvent> events = hall_->heard(acb_);
      if (events.empty()) {
        return;
      }
      for (const vtam::AcbEvent& event : events) {
        hear(event);
      }
    }
  }
  // To all its sessions: those that are lost are let go, and of the others one in `one_of` ends, or
  // is passed to `other`.
  void work(std::mt19937& random, unsigned one_of, const std::string& other) {
    hear();
    std::vector<std::string> all;
    std::transform(sessions_.begin(), sessions_.end(), std::back_inserter(all),
                   [](const auto& session) { return session.first; });
    for (const std::string& key : all) {
      const auto found = sessions_.find(key);
      if (found == sessions_.end()) {
        continue;
      }
      if (found->second.lost || random() % one_of == 0) {
        vtam::CloseSession close;
        if (!other.empty() && random() % 3 == 0) {
          close.pass_to = config::ApplId::parse(other);
        }
        const vtam::SessionKey its = found->second.key;
        sessions_.erase(found);
        ended_.insert(key);
        hall_->say(its, std::move(close));
      } else {
        write(found->second);
      }
      hear();
    }
  }
  // What it has written last to that LU; empty: it has no session with it, or has lost it.
  [[nodiscard]] std::string shown_at(const std::string& lu) const {
    const Session* const session = with(lu);
    return session == nullptr ? "" : session->text;
  }
  // Nobody's answer is awaited where VTAM answers in the terminal's place.
  [[nodiscard]] std::size_t awaited(const std::string& lu) const {
    const Session* const session = with(lu);
    return session == nullptr ? 0 : session->awaited.size();
  }
  // Whether it knows of its client what is so.
  [[nodiscard]] bool knows_client(const std::string& lu, bool there) const {
    const Session* const session = with(lu);
    return !told_ || session == nullptr || session->there == there;
  }

 private:
  struct Session {
    vtam::SessionKey key;
    std::string lu;
    std::string text{};
    bool there = true;
    bool lost = false;
    std::deque<std::string> awaited{};  // ids
  };

  [[nodiscard]] const Session* with(const std::string& lu) const {
    const Session* found = nullptr;
    for (const auto& [key, session] : sessions_) {
      if (session.lu == lu && !session.lost) {
        EXPECT_EQ(found, nullptr) << name_ << " has " << lu << " twice";
        found = &session;
      }
    }
    return found;
  }
  void hear(const vtam::AcbEvent& event) {
    const std::string key = event.key.text();
    if (const auto* begun = std::get_if<vtam::SessionBegun>(&event.heard)) {
      EXPECT_TRUE(sessions_.count(key) == 0 && ended_.count(key) == 0) << "begins once";
      Session& session = sessions_[key] = {event.key, begun->lu.text()};
      session.there = hall_->view(session.lu).client.has_value();
      hall_->say(event.key, vtam::AcceptLogon{});
      write(session);
      return;
    }
    if (std::holds_alternative<vtam::SessionClosed>(event.heard)) {
      EXPECT_TRUE(ended_.count(key) == 1 && closed_.insert(key).second) << "is closed once";
      return;
    }
    const auto found = sessions_.find(key);
    if (found == sessions_.end()) {
      EXPECT_TRUE(std::holds_alternative<vtam::CreditBack>(event.heard) ||
                  std::holds_alternative<vtam::Responded>(event.heard))
          << "what follows the end of a session";
      return;
    }
    Session& session = found->second;
    if (std::holds_alternative<vtam::SessionLost>(event.heard)) {
      EXPECT_FALSE(std::exchange(session.lost, true)) << "is lost once";
      return;
    }
    EXPECT_TRUE(!session.lost || std::holds_alternative<vtam::CreditBack>(event.heard))
        << "nothing but its end follows a loss";
    if (const auto* answered = std::get_if<vtam::Responded>(&event.heard)) {
      settle(session, answered->id);
    } else if (const auto* refused = std::get_if<vtam::SendRefused>(&event.heard)) {
      EXPECT_EQ(refused->rule, "SUSPENDED");
      forget(session, refused->id);
    } else if (const auto* seen = std::get_if<vtam::ClientSeen>(&event.heard)) {
      const bool there = seen->news == vtam::ClientNews::Back;
      EXPECT_TRUE(told_);
      EXPECT_NE(std::exchange(session.there, there), there) << "goes and comes in turn";
    } else if (std::holds_alternative<vtam::RepaintWanted>(event.heard)) {
      write(session);
    } else if (const auto* input = std::get_if<vtam::UserInput>(&event.heard)) {
      read(session, *input);
    }
  }
  void read(const Session& session, const vtam::UserInput& input) {
    for (const auto& [field, value] : input.fields) {
      EXPECT_EQ(value.substr(0, value.find(' ')), typed_for(name_, session.lu)) << field;
      ++inputs_;
    }
  }
  static void settle(Session& session, const std::string& id) {
    ASSERT_FALSE(session.awaited.empty()) << "an answer to nothing";
    EXPECT_EQ(session.awaited.front(), id) << "answers in order";
    session.awaited.pop_front();
  }
  static void forget(Session& session, const std::string& id) {
    const auto found = std::find(session.awaited.begin(), session.awaited.end(), id);
    if (found != session.awaited.end()) {
      session.awaited.erase(found);
    }
  }
  void write(Session& session) {
    if (session.lost) {
      return;
    }
    const std::string number = std::to_string(++written_);
    vtam::SendScreen send;
    session.text = name_ + " WRITES " + number + ".";
    send.screen.fields.push_back({.place = {1, 2}, .text = session.text});
    send.screen.fields.push_back({.place = {3, 10}, .name = "name", .length = 8});
    send.response = written_ % 3 == 0;
    send.id = number;
    if (send.response) {
      session.awaited.push_back(number);
    }
    hall_->say(session.key, std::move(send));
  }

  FakeHall* hall_;
  std::string name_;
  bool told_;
  vtam::AcbId acb_ = 0;
  int written_ = 0;
  std::size_t inputs_ = 0;
  std::map<std::string, Session> sessions_{};
  std::set<std::string> ended_{};
  std::set<std::string> closed_{};
};

}  // namespace conversation
