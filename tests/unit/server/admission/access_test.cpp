#include "tn3270/server/access.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/server/admission/peers.h"

namespace server {
namespace {

AccessList list(const std::vector<std::pair<bool, std::string>>& rules) {
  std::vector<config::AccessRule> settings;
  for (const auto& [allow, client] : rules) {
    settings.push_back({allow, client, {}});
  }
  return AccessList(settings);
}

TEST(AccessList, WithoutRulesEverybodyMayConnect) {
  EXPECT_TRUE(AccessList().admits(peer_at("192.0.2.1")));
  EXPECT_FALSE(AccessList().names(peer_at("192.0.2.1")));
}

TEST(AccessList, TheFirstRuleThatFitsDecides) {
  const AccessList some = list({{false, "10.1.2.0/24"}, {true, "10.1.0.0/16"}});
  EXPECT_FALSE(some.admits(peer_at("10.1.2.3")));
  EXPECT_TRUE(some.admits(peer_at("10.1.3.3")));
}

TEST(AccessList, WhomNoRuleFitsMayNot) {
  EXPECT_FALSE(list({{true, "10.1.0.0/16"}}).admits(peer_at("10.2.0.1")));
}

TEST(AccessList, ARuleWithoutAddressIsForEverybody) {
  const AccessList some = list({{false, "192.0.2.9"}, {true, ""}});
  EXPECT_FALSE(some.admits(peer_at("192.0.2.9")));
  EXPECT_TRUE(some.admits(peer_at("192.0.2.8")));
  EXPECT_TRUE(some.admits(peer_at("2001:db8::1")));
}

TEST(AccessList, ClientsOfThisMachineAlwaysMay) {
  const AccessList nobody = list({{false, ""}});
  EXPECT_TRUE(nobody.admits(peer_at("127.0.0.1")));
  EXPECT_TRUE(nobody.admits(peer_at("::1")));
  EXPECT_FALSE(nobody.admits(peer_at("128.0.0.1")));
}

TEST(AccessList, FamiliesAreApart) {
  const AccessList six = list({{true, "::/0"}});
  EXPECT_TRUE(six.admits(peer_at("2001:db8::1")));
  EXPECT_FALSE(six.admits(peer_at("192.0.2.1")));
  const AccessList four = list({{true, "0.0.0.0/0"}});
  EXPECT_TRUE(four.admits(peer_at("192.0.2.1")));
  EXPECT_FALSE(four.admits(peer_at("2001:db8::1")));
}

TEST(AccessList, AnIpv4ClientOfAListenerForBothFamiliesIsAnIpv4Client) {
  EXPECT_TRUE(list({{true, "192.0.2.0/24"}}).admits(peer_at("::ffff:192.0.2.1")));
}

TEST(AccessList, NamesClientsOfThisMachineOnlyByARule) {
  EXPECT_TRUE(list({{true, "127.0.0.1"}}).names(peer_at("127.0.0.1")));
  EXPECT_FALSE(list({{true, "192.0.2.1"}}).names(peer_at("127.0.0.1")));
}

}  // namespace
}  // namespace server
