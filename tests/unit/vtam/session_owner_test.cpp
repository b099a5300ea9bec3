#include "vtam/session_owner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/load_address.h"
#include "vtam/client_sessions.h"

namespace vtam {
namespace {

using config::KeepSettings;
using config::Takeover;

ClientAddress at(const char* address) {
  return ClientAddress::of(config::parse_address(address).value());
}

const SessionOwner kClear{at("10.0.0.1"), "", false};
const SessionOwner kTls{at("10.0.0.1"), "", true};
const SessionOwner kJoe{at("10.0.0.1"), "CN=JOE", true};
const SessionOwner kJoeElsewhere{at("10.0.0.2"), "CN=JOE", true};
const SessionOwner kJim{at("10.0.0.1"), "CN=JIM", true};
const SessionOwner kElsewhere{at("10.0.0.2"), "", false};

bool same(const SessionOwner& held, const SessionOwner& asker, const KeepSettings& keep = {}) {
  return !not_the_same(held, asker, keep);
}

TEST(SessionOwner, IsKnownByItsCertificateFirst) {
  EXPECT_TRUE(same(kJoe, kJoeElsewhere));
  EXPECT_FALSE(same(kJoe, kJim)) << "the same address";
  EXPECT_FALSE(same(kJoe, kTls)) << "without its certificate";
  EXPECT_FALSE(same(kTls, kJoe)) << "somebody with one was not here before";
  EXPECT_TRUE(same(kTls, kTls));
  EXPECT_TRUE(same(kClear, kClear));
  EXPECT_FALSE(same(kClear, kElsewhere));
}

TEST(SessionOwner, InClearTextIsNobodyWithTls) {
  EXPECT_EQ(not_the_same(kTls, kClear, {}),
            "a client in clear text gets no session of a client with TLS");
  EXPECT_FALSE(same(kJoe, kClear));
  EXPECT_TRUE(same(kClear, kTls));
}

TEST(SessionOwner, IsKnownByWhatTheSettingsSay) {
  const KeepSettings certificate{.by_address = false};
  EXPECT_TRUE(same(kJoe, kJoeElsewhere, certificate));
  EXPECT_FALSE(same(kClear, kClear, certificate));
  const KeepSettings address{.by_certificate = false};
  EXPECT_FALSE(same(kJoe, kJoeElsewhere, address));
  EXPECT_TRUE(same(kJoe, kJoe, address));
  EXPECT_FALSE(same(kJoe, kJim, address)) << "another certificate is always another client";
}

TEST(SessionOwner, TakesALivingSessionByPolicyOnly) {
  for (const Takeover never : {Takeover::Never, Takeover::Dead}) {
    EXPECT_FALSE(takes_living(kJoe, kJoe, {.takeover = never}));
  }
  EXPECT_TRUE(takes_living(kJoe, kJoeElsewhere, {.takeover = Takeover::Certificate}));
  EXPECT_FALSE(takes_living(kClear, kClear, {.takeover = Takeover::Certificate}));
  EXPECT_TRUE(takes_living(kClear, kClear, {.takeover = Takeover::Address}));
  EXPECT_FALSE(takes_living(kClear, kElsewhere, {.takeover = Takeover::Address}));
  EXPECT_FALSE(takes_living(kTls, kClear, {.takeover = Takeover::Address}));
}

class Sessions : public testing::Test {
 protected:
  void put(std::uint32_t row, const SessionOwner& owner, bool lost, std::uint32_t pool = 1) {
    sessions_.put(row, ClientSessions::key_of(owner, keep_).value(), pool, lost);
  }
  std::optional<std::uint32_t> of(const SessionOwner& owner,
                                  const std::vector<std::uint32_t>& tried = {},
                                  std::uint32_t pool = 1) {
    return sessions_.of(ClientSessions::key_of(owner, keep_).value(), pool, tried);
  }

  KeepSettings keep_;
  ClientSessions sessions_;
};

TEST_F(Sessions, AreFoundByTheirClientThoseThatAreLostFirst) {
  put(4, kClear, false);
  put(7, kClear, true);
  put(5, kClear, true);
  put(2, kElsewhere, true);
  put(3, kClear, true, 2);
  EXPECT_EQ(of(kClear), 5U);
  EXPECT_EQ(of(kClear, {5}), 7U);
  EXPECT_EQ(of(kClear, {7, 5}), 4U);
  EXPECT_EQ(of(kClear, {7, 5, 4}), std::nullopt);
  EXPECT_EQ(of(kClear, {}, 2), 3U);
  sessions_.drop(5);
  put(7, kClear, false);
  EXPECT_EQ(of(kClear), 4U);
  sessions_.drop(5);
  EXPECT_EQ(sessions_.size(), 4U);
}

TEST_F(Sessions, OfTlsAreFoundInTlsOnly) {
  put(1, kTls, true);
  put(2, kClear, true);
  EXPECT_EQ(of(kClear), 2U);
  EXPECT_EQ(of(kTls), 1U);
  EXPECT_EQ(of(kTls, {1}), 2U);
  put(3, kJoe, true);
  EXPECT_EQ(of(kJoeElsewhere), 3U);
  EXPECT_EQ(of(kJim), std::nullopt);
  EXPECT_EQ(of(kTls), 1U);
}

TEST_F(Sessions, OfClientsThatNothingIsKnownOfAreNone) {
  keep_.by_address = false;
  EXPECT_EQ(ClientSessions::key_of(kClear, keep_), std::nullopt);
  EXPECT_NE(ClientSessions::key_of(kJoe, keep_), std::nullopt);
}

}  // namespace
}  // namespace vtam
