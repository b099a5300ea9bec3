#include "tn3270/server/resolver.h"

#include <gtest/gtest.h>

#include "config/load_address.h"

namespace server {
namespace {

TEST(SystemResolver, KnowsThisMachineAndSaysItsLiteralAddress) {
  const auto address = system_resolver()("localhost");
  ASSERT_TRUE(address.has_value());
  EXPECT_TRUE(config::is_literal_address(*address)) << *address;
}

TEST(SystemResolver, DoesNotKnowANameThatNobodyMayHave) {
  // RFC 6761 6.4
  EXPECT_FALSE(system_resolver()("host.invalid").has_value());
}

}  // namespace
}  // namespace server
