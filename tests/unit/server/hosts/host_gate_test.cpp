#include "tn3270/server/hosts/host_gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "config/limits.h"

namespace server {
namespace {

using config::HostOrder;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

vtam::SessionKey key(std::uint32_t number) {
  return {{0, number, 1}, 1};
}

// A host with as many addresses as wanted, 192.0.2.1 and so on, and lines that enter its gate.
class Gate {
 public:
  explicit Gate(config::HostSettings settings = {}, std::size_t addresses = 1) {
    for (std::size_t index = 1; index <= addresses; ++index) {
      settings.hosts.push_back({.host = "192.0.2." + std::to_string(index), .port = 23});
    }
    gate_ = std::make_unique<HostGate>(
        *config::ApplId::parse("FAR"),
        std::make_shared<const config::HostSettings>(std::move(settings)),
        [](const std::string&) { return std::vector<config::Address>{}; },
        [this](const vtam::SessionKey& woken) { woken_.push_back(woken.session.slot); });
  }
  // "at 0": the way to the first address; "later", "at once later", or why there is none.
  std::string enter(std::uint32_t line, HostGate::Tried tried = {}) {
    const HostGate::Entry entry = gate_->enter(key(line), tried, now_);
    if (const auto* way = std::get_if<HostGate::Way>(&entry)) {
      return "at " + std::to_string(way->address);
    }
    if (const auto* later = std::get_if<HostGate::Later>(&entry)) {
      return later->at ? "in " + std::to_string((*later->at - now_).count()) : "later";
    }
    return std::get<HostGate::Nowhere>(entry).why;
  }
  void up(std::size_t address = 0) { gate_->up(address, now_); }
  void fail(std::size_t address = 0) { gate_->failed(address, "Connection refused", now_); }
  void pass(config::Ticks time) { now_ += time; }
  HostGate& operator*() { return *gate_; }
  HostGate* operator->() { return gate_.get(); }
  [[nodiscard]] HostView view(std::size_t address = 0) const {
    return gate_->views(now_).at(address);
  }
  std::vector<std::uint32_t> woken() { return std::exchange(woken_, {}); }
  [[nodiscard]] config::Instant now() const { return now_; }

 private:
  std::unique_ptr<HostGate> gate_;
  std::vector<std::uint32_t> woken_;
  config::Instant now_{config::Ticks(1'000'000)};
};

config::HostSettings one_at_a_time() {
  config::HostSettings settings;
  settings.connect_inflight = 1;
  return settings;
}

TEST(HostGate, LetsLinesInOneAfterTheOther) {
  Gate gate(one_at_a_time());
  EXPECT_EQ(gate.enter(1), "at 0");
  EXPECT_EQ(gate.enter(2), "later");
  EXPECT_EQ(gate.enter(3), "later");
  EXPECT_EQ(gate.enter(3), "later");
  EXPECT_EQ(gate.view().waiting, 2U);
  EXPECT_EQ(gate.view().connecting, 1U);
  EXPECT_THAT(gate.woken(), IsEmpty());
  gate.up();
  EXPECT_THAT(gate.woken(), ElementsAre(2U));
  EXPECT_EQ(gate.enter(3), "later") << "2 comes first";
  EXPECT_EQ(gate.enter(2), "at 0");
  gate->refused(0, gate.now());
  EXPECT_THAT(gate.woken(), ElementsAre(3U));
  EXPECT_EQ(gate.enter(3), "at 0");
  gate->given_up(0);
  EXPECT_EQ(gate.view().waiting, 0U);
  EXPECT_EQ(gate.view().connecting, 0U);
  EXPECT_EQ(gate.view().sessions, 1U);
}

// A user who gives up while he is the next must not keep the others waiting for ever.
TEST(HostGate, AWaiterThatLeavesMakesRoom) {
  Gate gate(one_at_a_time());
  EXPECT_EQ(gate.enter(1), "at 0");
  EXPECT_EQ(gate.enter(2), "later");
  EXPECT_EQ(gate.enter(3), "later");
  gate.up();
  EXPECT_THAT(gate.woken(), ElementsAre(2U));
  gate->leave(key(2));
  EXPECT_THAT(gate.woken(), ElementsAre(3U));
  EXPECT_EQ(gate.enter(3), "at 0");
  gate->leave(key(9));
  EXPECT_THAT(gate.woken(), IsEmpty());
}

TEST(HostGate, BeginsNoMoreASecondThanItMay) {
  config::HostSettings settings;
  settings.connect_rate = 2;
  Gate gate(settings);
  EXPECT_EQ(gate.enter(1), "at 0");
  EXPECT_EQ(gate.enter(2), "at 0");
  EXPECT_EQ(gate.enter(3), "in 1000");
  EXPECT_EQ(gate.enter(4), "later");
  gate.pass(milliseconds(400));
  EXPECT_EQ(gate.enter(3), "in 600");
  gate.pass(milliseconds(600));
  EXPECT_EQ(gate.enter(3), "at 0");
  EXPECT_THAT(gate.woken(), ElementsAre(4U));
  EXPECT_EQ(gate.enter(4), "at 0");
}

TEST(HostGate, TriesTheNextAddress) {
  Gate gate({}, 2);
  EXPECT_EQ(gate.enter(1), "at 0");
  gate.fail(0);
  EXPECT_EQ(gate.enter(1, 0b01), "at 1");
  gate.fail(1);
  EXPECT_EQ(gate.enter(1, 0b11),
            "192.0.2.1 port 23: Connection refused; 192.0.2.2 port 23: Connection refused");
}

TEST(HostGate, GoesRound) {
  config::HostSettings settings;
  settings.order = HostOrder::RoundRobin;
  Gate gate(settings, 3);
  EXPECT_EQ(gate.enter(1), "at 0");
  EXPECT_EQ(gate.enter(2), "at 1");
  EXPECT_EQ(gate.enter(3), "at 2");
  EXPECT_EQ(gate.enter(4), "at 0");
}

TEST(HostGate, GivesAnAddressARestThatHasFailedAgainAndAgain) {
  Gate gate;
  EXPECT_EQ(gate.view().state, HostState::Untried);
  for (std::uint32_t tries = 0; tries < config::limits::kHostFailures; ++tries) {
    EXPECT_EQ(gate.enter(tries), "at 0");
    gate.fail();
  }
  EXPECT_EQ(gate.view().state, HostState::Down);
  EXPECT_EQ(gate.enter(9), "192.0.2.1 port 23: Connection refused (tried again in 5 s)");
  gate.pass(seconds(3));
  EXPECT_THAT(gate.enter(9), HasSubstr("(tried again in 2 s)"));
  gate.pass(seconds(2));
  EXPECT_EQ(gate.view().state, HostState::Failing);
  EXPECT_EQ(gate.enter(9), "at 0");
  EXPECT_EQ(gate.enter(10), "192.0.2.1 port 23: Connection refused") << "one tries it at a time";
  gate.fail();
  EXPECT_THAT(gate.enter(11), HasSubstr("(tried again in 5 s)"));
  gate.pass(seconds(5));
  EXPECT_EQ(gate.enter(12), "at 0");
  gate.up();
  EXPECT_EQ(gate.view().state, HostState::Up);
  EXPECT_EQ(gate.view().failures, 0U);
  EXPECT_EQ(gate.enter(13), "at 0");
}

TEST(HostGate, RestsAsItsSettingsSay) {
  config::HostSettings settings;
  settings.failures = 1;
  settings.retry = seconds(60);
  Gate gate(settings);
  EXPECT_EQ(gate.enter(1), "at 0");
  gate.fail();
  EXPECT_EQ(gate.view().state, HostState::Down);
  EXPECT_THAT(gate.enter(2), HasSubstr("(tried again in 60 s)"));
  gate.pass(seconds(59));
  EXPECT_EQ(gate.view().state, HostState::Down);
  gate.pass(seconds(1));
  EXPECT_EQ(gate.view().state, HostState::Failing);
  EXPECT_EQ(gate.enter(3), "at 0");
}

TEST(HostGate, NeverRestsWithoutALimit) {
  config::HostSettings settings;
  settings.failures = 0;
  Gate gate(settings);
  for (std::uint32_t tries = 0; tries < 100; ++tries) {
    EXPECT_EQ(gate.enter(tries), "at 0");
    gate.fail();
  }
  EXPECT_EQ(gate.view().state, HostState::Failing);
  EXPECT_EQ(gate.view().failures, 100U);
}

TEST(HostGate, PassesOverAnAddressThatRests) {
  Gate gate({}, 2);
  for (std::uint32_t tries = 0; tries < config::limits::kHostFailures; ++tries) {
    EXPECT_EQ(gate.enter(tries), "at 0");
    gate.fail(0);
  }
  EXPECT_EQ(gate.enter(9), "at 1");
  gate.pass(seconds(5));
  EXPECT_EQ(gate.enter(10), "at 0");
}

// Those who waited for a host that is down hear it at once, each.
TEST(HostGate, WhoWaitedForADeadHostIsSentAway) {
  Gate gate(one_at_a_time());
  for (std::uint32_t tries = 1; tries < config::limits::kHostFailures; ++tries) {
    EXPECT_EQ(gate.enter(0), "at 0");
    gate.fail();
  }
  EXPECT_EQ(gate.enter(1), "at 0");
  EXPECT_EQ(gate.enter(2), "later");
  EXPECT_EQ(gate.enter(3), "later");
  gate.fail();
  EXPECT_THAT(gate.woken(), ElementsAre(2U));
  EXPECT_THAT(gate.enter(2), HasSubstr("Connection refused"));
  EXPECT_THAT(gate.woken(), ElementsAre(3U));
  EXPECT_THAT(gate.enter(3), HasSubstr("Connection refused"));
}

TEST(HostGate, LooksNamesUpAgain) {
  config::HostSettings settings;
  settings.hosts = {{.host = "far.example", .port = 23}};
  std::vector<config::Address> found = {*config::parse_address("192.0.2.7")};
  const HostLookUp look_up = [&](const std::string&) { return found; };
  HostGate gate(*config::ApplId::parse("FAR"),
                std::make_shared<const config::HostSettings>(settings), look_up,
                [](const vtam::SessionKey&) {});
  const auto goes_to = [&](std::uint32_t line) {
    const auto entry = gate.enter(key(line), {}, config::Instant(seconds(9)));
    return std::get<HostGate::Way>(entry).endpoints->front().address().to_string();
  };
  EXPECT_EQ(goes_to(1), "192.0.2.7");
  EXPECT_EQ(gate.look_up_again(look_up).at(0).outcome, "same");
  found = {*config::parse_address("192.0.2.8")};
  const auto renewed = gate.look_up_again(look_up).at(0);
  EXPECT_EQ(renewed.who, "application FAR");
  EXPECT_EQ(renewed.text, "new connections to far.example go to 192.0.2.8");
  EXPECT_EQ(goes_to(2), "192.0.2.8");
  found.clear();
  EXPECT_EQ(gate.look_up_again(look_up).at(0).outcome, "kept");
  EXPECT_EQ(goes_to(3), "192.0.2.8");
}

}  // namespace
}  // namespace server
