#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "config/convert/convert.h"
#include "tests/unit/config/load_fixture.h"

namespace config {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kPartition =
    "ID 44\nOPEN 10.0.0.1 23\nAPPLID A A\nTERMINAL T001 A\nATTACH TN3270E\n";
constexpr const char* kKeys = "KEYRING A.B\nKEYFILE KEYS\nSECTYPE TLSV1.2\n";

// The partition with these cards of BSTTATLS or BSTTPRXY, which begin in line 5, and this JSON.
Loaded load_tls(const std::string& cards, const std::string& json = "",
                const std::string& partition = kPartition) {
  TestFiles files;
  files.add("deck", partition)
      .add("tls", "ID 44\n" + std::string(kKeys) + cards)
      .add("keys/KEYS.pem", "-----BEGIN EC PRIVATE KEY-----\n")
      .add("keys/other.pem", "-----BEGIN CERTIFICATE-----\n")
      .add("c.json", R"({"libraries": {"a.b": "keys"})" + json + "}");
  return files.load({"tls", "deck", "c.json"});
}

std::string shown(const ListenerSettings& listener) {
  return listener.name + ": " + listener.address + " " + std::to_string(listener.port) + " " +
         listener.certificate;
}

std::vector<std::string> listeners_of(const Loaded& loaded) {
  std::vector<std::string> texts;
  for (const ServerSettings& server : loaded.config->servers) {
    for (const ListenerSettings& listener : server.listeners) {
      texts.push_back(shown(listener));
    }
  }
  return texts;
}

std::vector<std::string> proxies_of(const Loaded& loaded) {
  std::vector<std::string> texts;
  for (const ProxySettings& proxy : loaded.config->proxies) {
    const auto side = [](const ProxySide& one) {
      return one.address + " " + std::to_string(one.port) + (one.tls ? " TLS" : "");
    };
    texts.push_back(proxy.name + ": " + side(proxy.listen) + " -> " + side(proxy.to));
  }
  return texts;
}

TEST(LoadTls, AnAttlsInFrontOfOurPortIsAListenerBesideIt) {
  const Loaded loaded = load_tls("OPTION SERVER\nATTLS 23 AS 992 SSL\nATTLS 23 AS 993 SSL OTHER\n");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(listeners_of(loaded),
              ElementsAre("OPEN: 10.0.0.1 23 ", "ATTLS 992: 10.0.0.1 992 keys/KEYS.pem",
                          "ATTLS 993: 10.0.0.1 993 keys/other.pem"));
  EXPECT_THAT(loaded.config->proxies, IsEmpty());
  const ListenerSettings& added = loaded.config->servers.at(0).listeners.at(1);
  EXPECT_EQ(added.tls, ListenerTls::Immediate);
  EXPECT_EQ(added.at, (Position{0, 6, 1}));
  EXPECT_EQ(loaded.config->servers.at(0).listeners.at(0).tls, ListenerTls::None);
}

TEST(LoadTls, TheOrderOfTheFilesDoesNotMatter) {
  TestFiles files;
  files.add("deck", kPartition)
      .add("tls", "ID 44\n" + std::string(kKeys) + "OPTION SERVER\nATTLS 23 AS 992 SSL\n")
      .add("keys/keys.pem", "")
      .add("c.json", R"({"libraries": {"A.B": "keys"}})");
  for (const auto& order : std::vector<std::vector<std::filesystem::path>>{
           {"deck", "c.json", "tls"}, {"c.json", "tls", "deck"}}) {
    EXPECT_THAT(listeners_of(files.load(order)), SizeIs(2));
  }
}

TEST(LoadTls, AProxyToOurPortIsAListenerToo) {
  EXPECT_THAT(
      listeners_of(load_tls("OPTION SERVER\nPROXY TCP V4 992 SSL * TO V4 23 TXT * 127.0.0.1\n"
                            "PROXY TCP V6 993 SSL OTHER TO V4 23 TXT * 10.0.0.1\n")),
      ElementsAre("OPEN: 10.0.0.1 23 ", "PROXY 992: 10.0.0.1 992 keys/KEYS.pem",
                  "PROXY 993: :: 993 keys/other.pem"));
}

TEST(LoadTls, PortsAndAddressesOfTheStackHold) {
  const Loaded loaded = load_tls(
      "OPTION SERVER\nATTLS 23 AS 992 SSL\nATTLS 80 AS 443 SSL\n"
      "PROXY TCP V6 993 SSL * TO V4 23 TXT * 127.0.0.1\n",
      R"(, "stacks": {"44": {"address": "127.0.0.1",
                             "port_map": {"23": 3270, "992": 3992, "80": 8080, "443": 8443}}})");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(listeners_of(loaded),
              ElementsAre("OPEN: 127.0.0.1 3270 ", "ATTLS 992: 127.0.0.1 3992 keys/KEYS.pem",
                          "PROXY 993: ::1 993 keys/KEYS.pem"));
  EXPECT_THAT(proxies_of(loaded), ElementsAre("ATTLS 443: 127.0.0.1 8443 TLS -> 127.0.0.1 8080"));
}

TEST(LoadTls, AClearPortForThisMachineAloneIsReachedByTlsFromEverywhere) {
  const Loaded loaded =
      load_tls("OPTION SERVER\nATTLS 23 AS 992 SSL\n", "",
               "ID 44\nOPEN 127.0.0.1 23\nAPPLID A A\nTERMINAL T001 A\nATTACH TN3270E\n");
  EXPECT_THAT(listeners_of(loaded),
              ElementsAre("OPEN: 127.0.0.1 23 ", "ATTLS 992: :: 992 keys/KEYS.pem"));
  EXPECT_THAT(notes_of(loaded), Contains(HasSubstr("the clear port 23 is for this machine alone")));
}

TEST(LoadTls, AnotherStacksPortIsSomebodyElses) {
  const Loaded loaded =
      load_tls("OPTION SERVER\nATTLS 23 AS 992 SSL\n", "",
               "ID 45\nOPEN 10.0.0.1 23\nAPPLID A A\nTERMINAL T001 A\nATTACH TN3270E\n");
  EXPECT_THAT(listeners_of(loaded), SizeIs(1));
  EXPECT_THAT(proxies_of(loaded), ElementsAre("ATTLS 992: :: 992 TLS -> 127.0.0.1 23"));
}

TEST(LoadTls, APortThatSpeaksTlsItselfNeedsNoOther) {
  const Loaded loaded = load_tls(
      "OPTION SERVER\nATTLS 992 AS 993 SSL\n",
      R"(, "stacks": {"44": {"listeners": [{"address": "::", "port": 992, "tls": "immediate",
                                            "certificate": "a.pem"}]}})");
  EXPECT_THAT(errors_of(loaded), ElementsAre(HasSubstr("tls:6:1: error: port 992 (c.json:")));
}

TEST(LoadTls, WhatAListenerOffersIsThatOfTheClearPort) {
  const Loaded loaded = load_tls(
      "OPTION SERVER\nHANDSHAKE_SERVER 2\nCA_AUTH_TYPE 3\nATTLS 992 AS 993 SSL\n"
      "OPTION SERVER\nATTLS 992 AS 994 SSL\n",
      R"(, "stacks": {"44": {"listeners": [{"port": 992, "code_page": "273", "sna": false,
                                            "clients": 5}]}})");
  const auto& listeners = loaded.config->servers.at(0).listeners;
  ASSERT_THAT(listeners, SizeIs(4));
  EXPECT_EQ(listeners[2].code_page, "273");
  EXPECT_FALSE(listeners[2].sna);
  EXPECT_EQ(listeners[2].clients, 5U);
  EXPECT_EQ(listeners[2].tls_settings.client, ClientCertificate::Required);
  EXPECT_TRUE(listeners[2].tls_settings.allow_unverified);
  EXPECT_EQ(listeners[3].tls_settings.client, ClientCertificate::None);
  EXPECT_THAT(warnings_of(loaded), Contains(HasSubstr("that nobody has verified")));
}

TEST(LoadTls, AClientAttlsIsARedirect) {
  const Loaded loaded = load_tls(
      "OPTION CLIENT\nOPTION FTP\nATTLS 21 TO FTPHOST AS 990 SSL\nOPTION CLIENT\n"
      "HANDSHAKE_CLIENT 3\nATTLS 515 TO 10.0.0.7 AS 1515 SSL OTHER\n",
      R"(, "stacks": {"44": {"hosts": {"ftphost": "10.0.0.8"}}})");
  const auto& redirects = loaded.config->redirects;
  ASSERT_THAT(redirects, SizeIs(2));
  EXPECT_EQ(redirects[0].host, "10.0.0.8");
  EXPECT_EQ(redirects[0].port, 21);
  EXPECT_EQ(redirects[0].tls_port, 990);
  EXPECT_TRUE(redirects[0].ftp && redirects[0].verify);
  EXPECT_EQ(redirects[0].ca, "keys/KEYS.pem");
  EXPECT_EQ(redirects[0].identity, redirects[0].ca);
  EXPECT_FALSE(redirects[1].ftp || redirects[1].verify);
  EXPECT_EQ(redirects[1].ca, "keys/other.pem");
  EXPECT_EQ(redirects[1].identity, "") << "it has no key";
}

TEST(LoadTls, SomebodyElsesFtpServerIsNotServedByAProxy) {
  for (const std::string cards :
       {"OPTION SERVER\nATTLS 21 AS 990 SSL\n",
        "OPTION SERVER\nOPTION FTP\nATTLS 2121 AS 990 SSL\n",
        "OPTION CLIENT\nPROXY TCP V4 21 TXT * TO V4 990 SSL * 10.0.0.8\n"}) {
    const Loaded loaded = load_tls(cards);
    EXPECT_THAT(errors_of(loaded), IsEmpty()) << cards;
    EXPECT_THAT(warnings_of(loaded),
                ElementsAre(HasSubstr("FTP through a proxy is not served yet")))
        << cards;
    EXPECT_THAT(loaded.config->proxies, IsEmpty()) << cards;
  }
}

TEST(LoadTls, AProxyToSomebodyElseKeepsWhatItsSidesSay) {
  const Loaded loaded = load_tls(
      "OPTION SERVER\nHANDSHAKE_SERVER 2\nSECTYPE TLSV1.3\n"
      "PROXY TCP V6 443 SSL OTHER TO V4 80 TXT * 192.0.2.8\n"
      "OPTION CLIENT\nHANDSHAKE_CLIENT 0\nPROXY TCP V4 8080 TXT * TO V6 443 SSL * WEB\n",
      R"(, "stacks": {"44": {"hosts": {"WEB": "2001:db8::8"}}})");
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(proxies_of(loaded), ElementsAre("PROXY 443: :: 443 TLS -> 192.0.2.8 80",
                                              "PROXY 8080: 0.0.0.0 8080 -> 2001:db8::8 443 TLS"));
  const auto& proxies = loaded.config->proxies;
  EXPECT_EQ(proxies[0].certificate, "keys/other.pem");
  EXPECT_EQ(proxies[0].tls_settings.minimum, TlsFloor::Tls13);
  EXPECT_EQ(proxies[0].tls_settings.client, ClientCertificate::Required);
  EXPECT_EQ(proxies[0].ca, "");
  EXPECT_EQ(proxies[1].certificate, "");
  EXPECT_EQ(proxies[1].ca, "keys/KEYS.pem");
  EXPECT_EQ(proxies[1].identity, "keys/KEYS.pem");
  EXPECT_EQ(proxies[1].verify_name, "WEB");
  EXPECT_TRUE(proxies[1].verify);
}

TEST(LoadTls, TheFirewallOfTheStackLooksAtThePortsOfTheCards) {
  const std::string stack =
      "// EXEC BSTTINET\nID 44\nIN TCP DENY PORT 23\nIN TCP ALLOW PORT 0 10.0.0.0/8\n/*\n";
  const Loaded loaded = load_tls("OPTION SERVER\nATTLS 23 AS 992 SSL\nATTLS 80 AS 443 SSL\n",
                                 R"(, "stacks": {"44": {"port_map": {"23": 3270, "992": 23}}})",
                                 stack + "// EXEC BSTTVNET\n" + kPartition + "/*\n");
  const auto allowed = [](const std::vector<AccessRule>& access) {
    std::string text;
    for (const AccessRule& rule : access) {
      text += (rule.allow ? "+" : "-") + rule.client + " ";
    }
    return text;
  };
  const auto& listeners = loaded.config->servers.at(0).listeners;
  ASSERT_THAT(listeners, SizeIs(2));
  EXPECT_EQ(allowed(listeners[0].access), "- +10.0.0.0/8 ");
  EXPECT_EQ(allowed(listeners[1].access), "+10.0.0.0/8 - ");
  EXPECT_EQ(allowed(loaded.config->proxies.at(0).access), "+10.0.0.0/8 - ");
}

TEST(LoadTls, WithoutAFirewallJsonSaysForBothPortsWhoMayConnect) {
  const Loaded loaded = load_tls(
      "OPTION SERVER\nATTLS 1023 AS 993 SSL\n",
      R"(, "stacks": {"44": {"listeners": [{"port": 1023, "access": [{"allow": "10.0.0.0/8"}]}]}})");
  const auto& listeners = loaded.config->servers.at(0).listeners;
  ASSERT_THAT(listeners, SizeIs(3));
  ASSERT_THAT(listeners[2].access, SizeIs(1));
  EXPECT_EQ(listeners[2].access[0].client, "10.0.0.0/8");
}

TEST(LoadTls, WhatIsConvertedToJsonMeansTheSame) {
  const std::string json = R"(, "stacks": {"44": {"address": "127.0.0.1"}})";
  const Loaded loaded = load_tls(
      "OPTION SERVER\nHANDSHAKE_SERVER 2\nATTLS 23 AS 992 SSL\nATTLS 80 AS 443 SSL OTHER\n"
      "OPTION CLIENT\nOPTION FTP\nATTLS 21 TO 10.0.0.8 AS 990 SSL\nOPTION CLIENT\n"
      "HANDSHAKE_CLIENT 3\nPROXY TCP V4 8080 TXT * TO V4 443 SSL * 192.0.2.8\n",
      json);
  ASSERT_THAT(errors_of(loaded), IsEmpty());
  const auto settings = [](const Loaded& one) {
    nlohmann::json object =
        nlohmann::json::parse(to_json(*one.config, "").text, nullptr, true, true);
    return object;
  };
  const Loaded again = TestFiles().add("d.json", to_json(*loaded.config, "").text).load({"d.json"});
  EXPECT_THAT(errors_of(again), IsEmpty());
  EXPECT_EQ(listeners_of(again), listeners_of(loaded));
  EXPECT_EQ(proxies_of(again), proxies_of(loaded));
  EXPECT_EQ(settings(again), settings(loaded));
  EXPECT_THAT(again.config->redirects, SizeIs(1));
}

}  // namespace
}  // namespace config
