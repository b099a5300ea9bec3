#include "tn3270/server/admission.h"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include "config/limits.h"
#include "tests/unit/server/admission/peers.h"

namespace server {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

config::AdmissionSettings in_all(std::uint32_t clients, std::uint32_t per_address) {
  config::AdmissionSettings settings;
  settings.clients = clients;
  settings.per_address = per_address;
  return settings;
}

TEST(Admission, WithoutLimitsAVisitCountsForNothing) {
  Admission admission({});
  const std::uint32_t gate = admission.add_gate(0, 0);
  const auto outcome = admission.enter(gate, peer_at("192.0.2.1"));
  ASSERT_TRUE(outcome.visit);
  EXPECT_FALSE(outcome.visit->counts());
}

TEST(Admission, AListenerIsFullUntilSomebodyLeaves) {
  Admission admission({});
  const std::uint32_t gate = admission.add_gate(2, 0);
  const std::uint32_t other = admission.add_gate(0, 0);
  auto first = admission.enter(gate, peer_at("192.0.2.1"));
  const auto second = admission.enter(gate, peer_at("192.0.2.2"));
  const auto third = admission.enter(gate, peer_at("192.0.2.3"));
  EXPECT_TRUE(second.visit);
  EXPECT_FALSE(third.visit);
  EXPECT_EQ(third.why, "the listener has 2 clients already, as many as it may");
  EXPECT_TRUE(admission.enter(other, peer_at("192.0.2.3")).visit);
  first.visit.reset();
  EXPECT_TRUE(admission.enter(gate, peer_at("192.0.2.3")).visit);
}

TEST(Admission, AnAddressIsFullAtOneListener) {
  Admission admission({});
  const std::uint32_t gate = admission.add_gate(0, 1);
  const std::uint32_t other = admission.add_gate(0, 1);
  const auto first = admission.enter(gate, peer_at("192.0.2.1"));
  EXPECT_EQ(admission.enter(gate, peer_at("192.0.2.1")).why,
            "its address has 1 client already, as many as one may");
  EXPECT_TRUE(admission.enter(gate, peer_at("192.0.2.2")).visit);
  EXPECT_TRUE(admission.enter(other, peer_at("192.0.2.1")).visit);
}

TEST(Admission, AnAddressIsFullInAll) {
  Admission admission(in_all(0, 1));
  const std::uint32_t gate = admission.add_gate(0, 0);
  const std::uint32_t other = admission.add_gate(0, 0);
  auto first = admission.enter(gate, peer_at("192.0.2.1"));
  EXPECT_FALSE(admission.enter(other, peer_at("192.0.2.1")).visit);
  first.visit.reset();
  EXPECT_TRUE(admission.enter(other, peer_at("192.0.2.1")).visit);
}

TEST(Admission, TheServerIsFullForEverybodyAndAnAddressNotForThisMachine) {
  Admission admission(in_all(3, 1));
  const std::uint32_t gate = admission.add_gate(0, 0);
  std::vector<Admission::Outcome> inside;
  for (int count = 0; count < 3; ++count) {
    inside.push_back(admission.enter(gate, peer_at("127.0.0.1")));
    EXPECT_TRUE(inside.back().visit);
  }
  EXPECT_EQ(admission.enter(gate, peer_at("127.0.0.1")).why,
            "the server has 3 clients already, as many as it may");
}

TEST(Admission, SaysWhoseClientsAreTooMany) {
  Admission admission(in_all(1, 0), "the set of all proxies has");
  const std::uint32_t gate = admission.add_gate(0, 0);
  const auto first = admission.enter(gate, peer_at("192.0.2.1"));
  EXPECT_EQ(admission.enter(gate, peer_at("192.0.2.2")).why,
            "the set of all proxies has 1 client already, as many as it may");
}

TEST(Admission, ClientsThatComeTooFastWaitForTheNextSecond) {
  config::AdmissionSettings settings;
  settings.accepts = 2;
  Admission admission(settings);
  const config::Instant start{seconds(100)};
  for (int look = 0; look < 5; ++look) {
    EXPECT_FALSE(admission.hold(false, start));  // to look costs nothing
  }
  admission.accepted(start);
  EXPECT_FALSE(admission.hold(true, start + milliseconds(100)));
  admission.accepted(start + milliseconds(100));
  EXPECT_EQ(admission.hold(false, start + milliseconds(300)), milliseconds(700));
  EXPECT_FALSE(admission.hold(false, start + seconds(1)));
  admission.accepted(start + seconds(1));
  EXPECT_FALSE(admission.hold(false, start + seconds(1)));
}

TEST(Admission, NobodyBeginsAHandshakeWhileThereAreTooMany) {
  config::AdmissionSettings settings;
  settings.handshakes = 1;
  Admission admission(settings);
  const config::Instant now{seconds(100)};
  const auto outcome = admission.enter(admission.add_gate(0, 0), peer_at("192.0.2.1"));
  outcome.visit->handshake_begins();
  outcome.visit->handshake_begins();  // the same one
  EXPECT_EQ(admission.handshakes(), 1U);
  EXPECT_EQ(admission.hold(true, now), config::limits::kHandshakeWait);
  EXPECT_FALSE(admission.hold(false, now));
  outcome.visit->handshake_ends();
  EXPECT_FALSE(admission.hold(true, now));
  EXPECT_FALSE(outcome.visit->counts());
}

TEST(Admission, AClientThatLeavesInItsHandshakeIsNotCountedOn) {
  Admission admission({});
  auto outcome = admission.enter(admission.add_gate(0, 0), peer_at("192.0.2.1"));
  outcome.visit->handshake_begins();
  outcome.visit.reset();
  EXPECT_EQ(admission.handshakes(), 0U);
}

}  // namespace
}  // namespace server
