#include "vtam/default_application.h"

#include <gtest/gtest.h>

#include <string>

namespace vtam {
namespace {

config::ApplId appl(const char* name) {
  return *config::ApplId::parse(name);
}

// Each of the four says another application.
class DefaultApplications : public ::testing::Test {
 protected:
  DefaultApplications() {
    config::GroupSettings group{.name = *config::GroupName::parse("SALES")};
    group.application = appl("GROUPS");
    server_.groups.push_back(group);
    listener_.application = appl("LISTENS");
    lu_.group = group.name;
    lu_.application = appl("LUS");
    rule_ = appl("RULES");
  }

  [[nodiscard]] std::string found() const {
    const auto found = default_application(server_, lu_, rule_, &listener_);
    return found ? found->name.text() + " of " + text(found->by) : "none";
  }

  config::ServerSettings server_;
  config::ListenerSettings listener_;
  config::LuSettings lu_{.name = *config::LuName::parse("T1")};
  std::optional<config::ApplId> rule_;
};

TEST_F(DefaultApplications, WhatIsNearestToTheLuCounts) {
  EXPECT_EQ(found(), "LUS of the LU");
  lu_.application.reset();
  EXPECT_EQ(found(), "RULES of the rule");
  rule_.reset();
  EXPECT_EQ(found(), "GROUPS of its group");
  lu_.group.reset();
  EXPECT_EQ(found(), "LISTENS of the listener");
  listener_.application.reset();
  EXPECT_EQ(found(), "none");
  EXPECT_FALSE(default_application(server_, lu_, rule_, nullptr).has_value());
}

TEST_F(DefaultApplications, GroupsAndListenersSpeakOfTerminals) {
  lu_.type = config::LuType::Printer;
  EXPECT_EQ(found(), "LUS of the LU");
  lu_.application.reset();
  EXPECT_EQ(found(), "RULES of the rule");
  rule_.reset();
  EXPECT_EQ(found(), "none");
}

}  // namespace
}  // namespace vtam
