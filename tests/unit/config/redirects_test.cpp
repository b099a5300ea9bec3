#include "config/redirects.h"

#include <gtest/gtest.h>

#include <memory>

namespace config {
namespace {

LuSettings lu(LuType type, const std::string& host, std::uint16_t port) {
  LuSettings settings{*LuName::parse("L1")};
  settings.type = type;
  DeliverySettings delivery;
  delivery.host = host;
  delivery.port = port;
  settings.delivery = std::make_shared<const DeliverySettings>(delivery);
  return settings;
}

const std::vector<RedirectSettings> kRedirects = {
    {"192.0.2.71", 21, 990, true, true, "ca.pem", "own.pem"}, {"Printer.example", 9100, 9101}};

TEST(Redirects, AreFoundByHostAndPort) {
  EXPECT_EQ(redirect_of(lu(LuType::Ftp, "192.0.2.71", 21), kRedirects), &kRedirects[0]);
  EXPECT_EQ(redirect_of(lu(LuType::Ftp, "::ffff:192.0.2.71", 21), kRedirects), &kRedirects[0]);
  EXPECT_EQ(redirect_of(lu(LuType::Direct, "printer.EXAMPLE", 9100), kRedirects), &kRedirects[1]);
  EXPECT_EQ(redirect_of(lu(LuType::Lpr, "printer.example", 9100), kRedirects), &kRedirects[1]);
  EXPECT_EQ(redirect_of(lu(LuType::Ftp, "192.0.2.71", 2121), kRedirects), nullptr);
  EXPECT_EQ(redirect_of(lu(LuType::Ftp, "192.0.2.72", 21), kRedirects), nullptr);
}

TEST(Redirects, LeadToHostApplicationsToo) {
  HostSettings host;
  host.hosts = {{.host = "192.0.2.71", .port = 21}, {.host = "192.0.2.71", .port = 23}};
  auto config = std::make_shared<Config>();
  config->redirects = kRedirects;
  config->applications.push_back(
      {.name = *ApplId::parse("FAR"), .description = "", .type = "host", .at = {}});
  config->applications.back().host = std::make_shared<const HostSettings>(host);
  const auto followed = follow_redirects(config);
  const auto& found = followed->applications.back().host->hosts;
  EXPECT_EQ(found[0].port, 990);
  EXPECT_EQ(found[0].tls, HostTls::Immediate);
  EXPECT_EQ(found[0].ca, "ca.pem");
  EXPECT_EQ(found[0].identity, "own.pem");
  EXPECT_EQ(found[1].port, 23);
  EXPECT_EQ(found[1].tls, HostTls::None);
  HostAddress secure = host.hosts[0];
  secure.tls = HostTls::Negotiated;
  EXPECT_EQ(redirect_of(secure, kRedirects), nullptr);
}

TEST(Redirects, LeaveAloneWhatSpeaksTlsOrGoesNowhere) {
  LuSettings secure = lu(LuType::Ftp, "192.0.2.71", 21);
  DeliverySettings delivery = *secure.delivery;
  delivery.tls = DeliveryTls::Explicit;
  secure.delivery = std::make_shared<const DeliverySettings>(delivery);
  EXPECT_EQ(redirect_of(secure, kRedirects), nullptr);
  EXPECT_EQ(redirect_of(lu(LuType::Ipp, "192.0.2.71", 21), kRedirects), nullptr);
  EXPECT_EQ(redirect_of(LuSettings{*LuName::parse("T1")}, kRedirects), nullptr);
}

TEST(Redirects, ChangeWhereADeliveryGoesAndNothingElse) {
  DeliverySettings delivery = *lu(LuType::Ftp, "192.0.2.71", 21).delivery;
  delivery.user = "u";
  delivery.verify = false;
  const DeliverySettings result = redirected(delivery, kRedirects[0]);
  EXPECT_EQ(result.host, "192.0.2.71");
  EXPECT_EQ(result.port, 990);
  EXPECT_EQ(result.tls, DeliveryTls::Implicit);
  EXPECT_TRUE(result.verify);
  EXPECT_EQ(result.ca, "ca.pem");
  EXPECT_EQ(result.identity, "own.pem");
  EXPECT_EQ(result.user, "u");
  EXPECT_TRUE(result.passive);
}

TEST(Redirects, AreFollowedByAllLusThatDeliverThere) {
  auto config = std::make_shared<Config>();
  EXPECT_EQ(follow_redirects(config), config);
  config->redirects = kRedirects;
  const LuSettings one = lu(LuType::Ftp, "192.0.2.71", 21);
  const LuSettings other = lu(LuType::Ftp, "192.0.2.72", 21);
  config->servers.push_back({});
  config->servers[0].lus = {one, one, lu(LuType::Direct, "printer.example", 9100),
                            lu(LuType::Lpr, "printer.example", 9100), other};
  const auto followed = follow_redirects(config);
  const auto& lus = followed->servers.at(0).lus;
  EXPECT_EQ(lus[0].delivery->port, 990);
  EXPECT_EQ(lus[0].delivery, lus[1].delivery) << "shared as before";
  for (const std::size_t raw : {2U, 3U}) {
    EXPECT_EQ(lus[raw].delivery->port, 9101);
    EXPECT_EQ(lus[raw].delivery->tls, DeliveryTls::Implicit);
    EXPECT_EQ(lus[raw].delivery->host, "printer.example");
  }
  EXPECT_EQ(lus[4].delivery, other.delivery);
  EXPECT_EQ(config->servers[0].lus[0].delivery->port, 21);
}

}  // namespace
}  // namespace config
