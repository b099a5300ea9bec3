#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

#include "config/draft.h"
#include "tn3270/server/current_network.h"

namespace server {
namespace {

config::ApplId appl(const char* text) {
  return config::ApplId::parse(text).value();
}

class CurrentNetworks : public testing::Test {
 protected:
  CurrentNetworks() {
    const auto none = [](const vtam::Logon&) { return std::unique_ptr<vtam::Program>(); };
    catalog_.add("menu", none);
    catalog_.add("demo", none);
    config::Draft draft;
    draft.config.files = {"c.json"};
    config::read_json(R"({"listeners": [{"port": 1}], "lus": [{"names": "T1"}],
      "applications": [{"name": "ONE", "type": "demo"}, {"name": "TWO", "type": "demo"}]})",
                      0, "c.json", draft);
    first_ = std::make_shared<const vtam::Network>(
        std::make_shared<const config::Config>(std::move(draft.config)), catalog_);
    directory_ = std::make_unique<Guarded<vtam::Directory>>(first_);
    current_ =
        std::make_unique<CurrentNetwork>(first_, *directory_, [this](const MessageToAll& told) {
          if (const auto* changed = std::get_if<NetworkChanged>(&told)) {
            told_.push_back(changed->network);
          } else {
            closed_.push_back(std::get<AcbClosed>(told).acb);
            told_before_closed_.push_back(told_.size());
          }
        });
  }

  // One row goes inactive and comes back, again and again; it ends inactive.
  void vary_many_times(const char* name) {
    for (int round = 0; round < 101; ++round) {
      current_->change([&](const vtam::NetworkPtr& network) -> std::optional<NetworkStep> {
        vtam::NetworkChange change;
        change.row = appl(name);
        change.to = round % 2 == 0 ? vtam::Activation::Inactive : vtam::Activation::Active;
        return NetworkStep{std::make_shared<const vtam::Network>(*network, change), {}, {}, {}};
      });
    }
  }
  [[nodiscard]] bool active(const vtam::NetworkPtr& network, const char* name) const {
    return network->find(appl(name))->activation == vtam::Activation::Active;
  }

  vtam::ProgramCatalog catalog_;
  vtam::NetworkPtr first_;
  std::unique_ptr<Guarded<vtam::Directory>> directory_;
  std::unique_ptr<CurrentNetwork> current_;
  std::vector<vtam::NetworkPtr> told_;  // by change(), one at a time
  std::vector<vtam::AcbId> closed_;
  std::vector<std::size_t> told_before_closed_;
};

TEST_F(CurrentNetworks, TwoThreadsDoNotLoseEachOthersChanges) {
  std::thread other([this] { vary_many_times("TWO"); });
  vary_many_times("ONE");
  other.join();
  EXPECT_FALSE(active(current_->current(), "ONE"));
  EXPECT_FALSE(active(current_->current(), "TWO"));
  ASSERT_EQ(told_.size(), 202U);
  EXPECT_EQ(told_.back(), current_->current());
  // Each step changes one row: whoever came between was seen.
  vtam::NetworkPtr before = first_;
  for (const vtam::NetworkPtr& network : told_) {
    EXPECT_NE(active(before, "ONE") != active(network, "ONE"),
              active(before, "TWO") != active(network, "TWO"));
    before = network;
  }
}

TEST_F(CurrentNetworks, ClosedAcbsAreToldAfterTheNetworkWithoutThem) {
  current_->change([](const vtam::NetworkPtr& network) -> std::optional<NetworkStep> {
    return NetworkStep{network, {}, {}, {{7, vtam::AcbEnd::Lost}, {9, vtam::AcbEnd::Closed}}};
  });
  EXPECT_THAT(closed_, testing::ElementsAre(7U, 9U));
  EXPECT_THAT(told_before_closed_, testing::ElementsAre(1U, 1U));
}

TEST_F(CurrentNetworks, APlanThatComesToNothingTellsNobody) {
  current_->change([](const vtam::NetworkPtr&) { return std::optional<NetworkStep>(); });
  EXPECT_THAT(told_, testing::IsEmpty());
  EXPECT_EQ(current_->current(), first_);
}

}  // namespace
}  // namespace server
