#include "tn3270/server/activation/socket_place.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kNobody = std::nullopt;

WantedSocket wanted(const std::string& name, const std::string& address, std::uint16_t port) {
  return {"listener " + name, name, place_of(address, port).value()};
}

OfferedSocket offered(const std::string& address, std::uint16_t port,
                      const std::string& name = "tn3270d.socket") {
  return {name, place_of(address, port).value()};
}

TEST(SocketPlace, IsTheSameHoweverItIsSpelled) {
  EXPECT_EQ(place_of("127.0.0.1", 23), place_of("::ffff:127.0.0.1", 23));
  EXPECT_EQ(place_of("2001:DB8:0:0::1", 23), place_of("2001:db8::1", 23));
  EXPECT_EQ(place_of("localhost", 8270), place_of("127.0.0.1", 8270));
  EXPECT_NE(place_of("127.0.0.1", 23), place_of("127.0.0.1", 24));
  EXPECT_NE(place_of("127.0.0.1", 23), place_of("::1", 23));
  EXPECT_EQ(place_of("host.example.com", 23), std::nullopt);
  EXPECT_EQ(text(*place_of("::ffff:192.0.2.1", 23)), "192.0.2.1 port 23");
  EXPECT_EQ(text(SocketPlace("/run/acb.sock")), "/run/acb.sock");
}

TEST(WantedSockets, AreAllOfTheConfiguration) {
  config::Config config;
  config.servers.resize(2);
  config.servers[0].listeners.push_back({.name = "clear", .address = "::", .port = 23, .at = {}});
  config.servers[1].listeners.push_back(
      {.name = "secure", .address = "192.0.2.1", .port = 992, .at = {}});
  config.servers[1].listeners.push_back(
      {.name = "nowhere", .address = "$HOST", .port = 992, .at = {}});
  config::ProxySettings proxy;
  proxy.name = "web";
  proxy.listen = {"0.0.0.0", 443, true};
  config.proxies.push_back(proxy);
  config.application_socket = config::ApplicationSocketSettings{.path = "/run/acb.sock", .at = {}};
  config.application_socket->tcp = config::ApplicationTcpSettings{};
  config.application_socket->tcp->port = 3271;
  std::vector<std::string> all;
  for (const WantedSocket& one : wanted_sockets(config)) {
    all.push_back(one.who + ", " + one.name + ", " + text(one.place));
  }
  EXPECT_THAT(all, ElementsAre("listener clear, clear, :: port 23",
                               "listener secure, secure, 192.0.2.1 port 992",
                               "proxy 'web', web, 0.0.0.0 port 443",
                               "the admin API, admin, 127.0.0.1 port 8270",
                               "the application socket, application_socket, /run/acb.sock",
                               "the application socket, application_socket, 127.0.0.1 port 3271"));
  config.admin.enabled = false;
  config.application_socket.reset();
  EXPECT_EQ(wanted_sockets(config).size(), 3U);
}

TEST(MatchSockets, ByAddressAndPort) {
  EXPECT_THAT(match_sockets({wanted("a", "127.0.0.1", 23), wanted("b", "127.0.0.2", 23),
                             wanted("c", "127.0.0.1", 24)},
                            {offered("127.0.0.1", 24), offered("127.0.0.1", 23),
                             offered("127.0.0.3", 23), offered("127.0.0.2", 24)}),
              ElementsAre(2U, 0U, kNobody, kNobody));
  EXPECT_THAT(match_sockets({wanted("a", "127.0.0.1", 23)}, {}), IsEmpty());
  EXPECT_THAT(match_sockets({}, {offered("127.0.0.1", 23)}), ElementsAre(kNobody));
}

// ListenStream=23 is [::]:23, which the configuration may write "0.0.0.0".
TEST(MatchSockets, EverywhereIsEverywhere) {
  EXPECT_THAT(match_sockets({wanted("a", "0.0.0.0", 23)}, {offered("::", 23)}), ElementsAre(0U));
  EXPECT_THAT(match_sockets({wanted("a", "::", 23)}, {offered("0.0.0.0", 23)}), ElementsAre(0U));
  EXPECT_THAT(match_sockets({wanted("a", "::", 23)}, {offered("::", 24)}), ElementsAre(kNobody));
  EXPECT_THAT(match_sockets({wanted("a", "127.0.0.1", 23)}, {offered("::", 23)}),
              ElementsAre(kNobody));
}

TEST(MatchSockets, TheVeryPlaceComesBeforeEverywhere) {
  EXPECT_THAT(match_sockets({wanted("a", "::", 23)}, {offered("0.0.0.0", 23), offered("::", 23)}),
              ElementsAre(kNobody, 0U));
}

// BindIPv6Only=ipv6-only: no client of IPv4 would come.
TEST(MatchSockets, ASocketOfIPv6AloneIsNotEverywhereOfIPv4) {
  OfferedSocket six = offered("::", 23);
  six.v6_only = true;
  EXPECT_THAT(match_sockets({wanted("a", "0.0.0.0", 23)}, {six}), ElementsAre(kNobody));
  EXPECT_THAT(match_sockets({wanted("a", "::", 23)}, {six}), ElementsAre(0U));
  EXPECT_THAT(match_sockets({wanted("a", "0.0.0.0", 23)}, {six, offered("0.0.0.0", 23)}),
              ElementsAre(kNobody, 0U));
}

TEST(MatchSockets, ByNameWhereThePlaceFitsNobody) {
  EXPECT_THAT(match_sockets({wanted("a", "127.0.0.1", 3270), wanted("b", "127.0.0.1", 3271)},
                            {offered("::", 23, "b"), offered("127.0.0.1", 3270, "b")}),
              ElementsAre(1U, 0U));
  EXPECT_THAT(match_sockets({wanted("", "127.0.0.1", 3270)}, {offered("::", 23, "")}),
              ElementsAre(kNobody));
}

TEST(MatchSockets, ANameOfSeveralSaysNothing) {
  EXPECT_THAT(match_sockets({wanted("OPEN", "127.0.0.1", 3270), wanted("OPEN", "127.0.0.2", 3270)},
                            {offered("::", 23, "OPEN")}),
              ElementsAre(kNobody));
  // The first of them has what it wants.
  EXPECT_THAT(match_sockets({wanted("OPEN", "127.0.0.1", 3270), wanted("OPEN", "127.0.0.2", 3270)},
                            {offered("::", 23, "OPEN"), offered("127.0.0.1", 3270, "x")}),
              ElementsAre(1U, 0U));
}

// All sockets of one unit have one name.
TEST(MatchSockets, OfSocketsWithOneNameTheFirstIsTaken) {
  EXPECT_THAT(match_sockets({wanted("a", "127.0.0.1", 3270)},
                            {offered("::", 23, "a"), offered("::", 24, "a")}),
              ElementsAre(0U, kNobody));
}

TEST(MatchSockets, AFileIsNoPort) {
  const WantedSocket file{"the application socket", "application_socket", "/run/acb.sock"};
  const OfferedSocket same{"tn3270d.socket", "/run/acb.sock"};
  const OfferedSocket elsewhere{"application_socket", "/run/other.sock"};
  EXPECT_THAT(match_sockets({file}, {same}), ElementsAre(0U));
  EXPECT_THAT(match_sockets({file}, {elsewhere}), ElementsAre(0U));
  EXPECT_THAT(match_sockets({file}, {offered("::", 23, "application_socket")}),
              ElementsAre(kNobody));
  EXPECT_THAT(match_sockets({wanted("application_socket", "::", 23)}, {elsewhere}),
              ElementsAre(kNobody));
}

}  // namespace
}  // namespace server
