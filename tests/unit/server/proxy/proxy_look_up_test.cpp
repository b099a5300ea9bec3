#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "config/load_address.h"
#include "tests/unit/server/proxy/proxy_shop.h"
#include "tn3270/server/guarded.h"

// Where a proxy goes whose target is a name, when the name leads elsewhere.
namespace server {
namespace {

using End = Line::End;

// A resolver that is told what to say.
class Names {
 public:
  void lead_to(const std::vector<std::string>& literals) {
    std::vector<config::Address> addresses;
    for (const std::string& literal : literals) {
      addresses.push_back(*config::parse_address(literal));
    }
    addresses_.with([&](auto& all) { all = std::move(addresses); });
  }
  [[nodiscard]] HostLookUp look_up() {
    return [this](const std::string& name) {
      return name == "target.example" ? addresses_.with([](auto& all) { return all; })
                                      : std::vector<config::Address>{};
    };
  }

 private:
  Guarded<std::vector<config::Address>> addresses_;
};

void name_the_target(config::ProxySettings& proxy, config::TimingSettings& /*timing*/) {
  proxy.to.address = "target.example";
}

TEST(ProxyLookUp, GoesWhereANameLeadsNow) {
  Names names;
  names.lead_to({"127.0.0.1"});
  ProxyShop shop({}, name_the_target, {}, names.look_up());
  auto before = shop.connect();
  const Door moved(shop.target_port(), "127.0.0.2");
  names.lead_to({"127.0.0.2"});
  auto unasked = shop.connect();
  unasked.client.say("text");
  EXPECT_EQ(unasked.target.hear(4), "text") << "nobody has looked it up again yet";
  const std::vector<ReloadView> told = shop.look_up_again();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told.at(0).who, "proxy 'shop'");
  EXPECT_EQ(told.at(0).outcome, "renewed");
  EXPECT_EQ(told.at(0).text, "new connections to target.example go to 127.0.0.2");
  Line client = shop.client();
  Line target = moved.accept();
  client.say("moved");
  EXPECT_EQ(target.hear(5), "moved");
  before.client.say("stays");
  EXPECT_EQ(before.target.hear(5), "stays");
}

TEST(ProxyLookUp, KeepsTheAddressesOfANameThatHasNoneAnyMore) {
  Names names;
  names.lead_to({"127.0.0.1", "::1"});
  ProxyShop shop({}, name_the_target, {}, names.look_up());
  names.lead_to({"::1", "127.0.0.1"});
  EXPECT_EQ(shop.look_up_again().at(0).outcome, "same") << "in another order";
  names.lead_to({});
  const ReloadView told = shop.look_up_again().at(0);
  EXPECT_EQ(told.outcome, "kept");
  EXPECT_EQ(told.text,
            "the host target.example has no address now: new connections go to 127.0.0.1, ::1 as "
            "before");
  auto [client, target] = shop.connect();
  client.say("text");
  EXPECT_EQ(target.hear(4), "text");
}

TEST(ProxyLookUp, ServesOnceANameHasAnAddress) {
  Names names;
  ProxyShop shop({}, name_the_target, {}, names.look_up());
  EXPECT_EQ(shop.client().hear().end, End::Reset);
  EXPECT_EQ(shop.look_up_again().at(0).text,
            "the host target.example has no address now: clients are turned away as before");
  names.lead_to({"127.0.0.1"});
  EXPECT_EQ(shop.look_up_again().at(0).outcome, "renewed");
  auto [client, target] = shop.connect();
  client.say("text");
  EXPECT_EQ(target.hear(4), "text");
}

TEST(ProxyLookUp, HasNothingToLookUpWhereTargetsAreAddresses) {
  ProxyShop shop;
  EXPECT_TRUE(shop.look_up_again().empty());
}

}  // namespace
}  // namespace server
