#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/unit/server/proxy/own_network.h"
#include "tests/unit/server/proxy/proxy_shop.h"

// Which clients of a proxy are let in.
namespace server {
namespace {

using End = Line::End;

TEST(ProxyAdmission, TurnsAwayWhoIsOneTooMany) {
  ProxyShop shop({}, [](auto& proxy, auto&) {
    proxy.clients = 1;
    proxy.ftp_reply = true;
  });
  auto pair = shop.connect();
  Line second = shop.client();
  const Line::Heard heard = second.hear();
  EXPECT_EQ(heard.text, "421 Service not available, closing control connection.\r\n");
  EXPECT_EQ(heard.end, End::All);
  EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.refused == 1; }));
  pair.client.say("text");
  EXPECT_EQ(pair.target.hear(4), "text");
}

TEST(ProxyAdmission, AdmitsWhomItsRulesAllow) {
  EXPECT_TRUE(in_own_network([] {
    ProxyShop shop({}, [](auto& proxy, auto&) {
      proxy.listen.address = "0.0.0.0";
      proxy.access = {{false, "10.1.2.3"}, {true, "10.1.2.0/24"}};
      proxy.ftp_reply = true;
    });
    Line denied = Line::to(shop.port(), "10.1.2.4", "10.1.2.3");
    EXPECT_EQ(denied.hear().text, "421 Service not available, closing control connection.\r\n");
    EXPECT_TRUE(shop.door().stays_closed(std::chrono::milliseconds(20)));
    for (const char* admitted : {"10.1.2.4", "127.0.0.1"}) {
      Line client = Line::to(shop.port(), "127.0.0.1", admitted);
      Line target = shop.target();
      client.say("text");
      EXPECT_EQ(target.hear(4), "text");
    }
    EXPECT_EQ(shop.view().refused, 1U);
  }));
}

TEST(ProxyAdmission, AnAddressHasNoMoreClientsThanItMay) {
  EXPECT_TRUE(in_own_network([] {
    config::AdmissionSettings admission;
    admission.per_address = 1;
    ProxyShop shop(
        {}, [](auto& proxy, auto&) { proxy.listen.address = "0.0.0.0"; }, admission);
    {
      Line first = Line::to(shop.port(), "10.1.2.4", "10.1.2.3");
      Line target = shop.target();
      Line second = Line::to(shop.port(), "10.1.2.4", "10.1.2.3");
      EXPECT_NE(second.hear().end, End::Silence);
      Line other = Line::to(shop.port(), "10.1.2.4", "10.1.2.4");
      Line its_target = shop.target();
      other.say("text");
      EXPECT_EQ(its_target.hear(4), "text") << "of another address";
      for (int count = 0; count < 2; ++count) {
        static_cast<void>(Line::to(shop.port(), "127.0.0.1"));
        EXPECT_NE(shop.target().hear().end, End::Silence) << "of this machine";
      }
      EXPECT_EQ(shop.view().refused, 1U);
      first.say("text");
      EXPECT_EQ(target.hear(4), "text");
    }
    EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.clients == 0; }));
    Line again = Line::to(shop.port(), "10.1.2.4", "10.1.2.3");
    Line target = shop.target();
    again.say("text");
    EXPECT_EQ(target.hear(4), "text") << "the first has gone";
  }));
}

TEST(ProxyAdmission, AllTogetherHaveNoMoreClientsThanTheyMay) {
  config::AdmissionSettings admission;
  admission.clients = 1;
  ProxyShop shop({}, {}, admission);
  auto pair = shop.connect();
  EXPECT_NE(shop.client().hear().end, End::Silence);
  EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.refused == 1; }));
  pair.client.say("text");
  EXPECT_EQ(pair.target.hear(4), "text");
}

TEST(ProxyAdmission, ClientsThatComeTooFastWaitUntilTheNextSecond) {
  config::AdmissionSettings admission;
  admission.accepts = 1;
  ProxyShop shop({}, {}, admission);
  const auto begin = std::chrono::steady_clock::now();
  auto first = shop.connect();
  auto second = shop.connect();
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(900))
      << "nobody has waited";
  second.client.say("text");
  EXPECT_EQ(second.target.hear(4), "text");
  EXPECT_EQ(shop.view().refused, 0U);
}

// A handshake that waits for its client is no work, and counts for nothing.
TEST(ProxyAdmission, SilentClientsKeepNobodyOut) {
  config::AdmissionSettings admission;
  admission.handshakes = 1;
  ProxyShop shop({true, false}, {}, admission);
  const Line silent = Line::to(shop.port());
  Line half = Line::to(shop.port());
  half.say(kHello);
  EXPECT_TRUE(shop.soon([](const ProxyView& view) { return view.clients == 2; }));
  auto [client, target] = shop.connect();
  client.say("text");
  EXPECT_EQ(target.hear(4), "text");
}

}  // namespace
}  // namespace server
