#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(JsonTls, AListenerSaysWhatItsTlsOffers) {
  const Draft draft = read(R"({"listeners": [ {"port": 992, "tls": "immediate",
    "certificate": "a.pem", "tls_settings": {
      "minimum": "1.3", "ciphers": "ECDHE", "suites": "TLS_AES_128_GCM_SHA256", "groups": "X25519",
      "certificates": ["b.pem", "../c.p12"], "password_file": "password",
      "client_certificate": "required", "client_ca": "ca.pem", "client_crl": "crl.pem",
      "allow_unverified": true, "ocsp": "ocsp.der", "tickets": false}} ]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  const TlsSettings& tls = draft.config.servers.at(0).listeners.at(0).tls_settings;
  EXPECT_EQ(tls.minimum, TlsFloor::Tls13);
  EXPECT_EQ(tls.ciphers, "ECDHE");
  EXPECT_EQ(tls.suites, "TLS_AES_128_GCM_SHA256");
  EXPECT_EQ(tls.groups, "X25519");
  EXPECT_THAT(tls.certificates, ElementsAre("site/b.pem", "c.p12"));
  EXPECT_EQ(tls.password_file, "site/password");
  EXPECT_EQ(tls.client, ClientCertificate::Required);
  EXPECT_EQ(tls.client_ca, "site/ca.pem");
  EXPECT_EQ(tls.client_crl, "site/crl.pem");
  EXPECT_TRUE(tls.allow_unverified);
  EXPECT_EQ(tls.ocsp, "site/ocsp.der");
  EXPECT_FALSE(tls.tickets);
  EXPECT_EQ(tls.at, (Position{0, 2, 29}));
}

TEST(JsonTls, WithoutSettingsTlsOffersWhatIsUsual) {
  const Draft draft = read(R"({"listeners": [ {"port": 992} ]})");
  const TlsSettings& tls = draft.config.servers.at(0).listeners.at(0).tls_settings;
  EXPECT_EQ(tls.minimum, TlsFloor::Tls12);
  EXPECT_EQ(tls.client, ClientCertificate::None);
  EXPECT_TRUE(tls.tickets);
  EXPECT_EQ(tls.at.line, 0U);
}

TEST(JsonTls, WrongWordsAreSaidWithTheirColumn) {
  EXPECT_THAT(findings(R"({"listeners": [{"port": 1, "tls_settings": {"minimum": "1.1"}}]})"),
              ElementsAre("site/a.json:1:56: error: 'minimum' must be one of 1.2, 1.3, legacy, not "
                          "'1.1'; did you mean '1.2'?"));
  EXPECT_THAT(
      findings(R"({"listeners": [{"port": 1, "tls_settings": {"client_cert": "required"}}]})"),
      ElementsAre("site/a.json:1:45: error: there is no setting 'client_cert' here; did you mean "
                  "'client_crl'?"));
}

TEST(JsonTls, AccessIsAListInItsOrder) {
  const Draft draft = read(R"({"listeners": [ {"port": 23, "access": [
    {"deny": "10.1.2.3"}, {"allow": "10.0.0.0/8"}, {"deny": "any"} ],
    "clients": 100, "clients_per_address": 5, "proxy_protocol": ["10.9.9.9", "fd00::/8"]} ]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  const ListenerSettings& listener = draft.config.servers.at(0).listeners.at(0);
  ASSERT_EQ(listener.access.size(), 3U);
  EXPECT_FALSE(listener.access[0].allow);
  EXPECT_EQ(listener.access[0].client, "10.1.2.3");
  EXPECT_TRUE(listener.access[1].allow);
  EXPECT_EQ(listener.access[1].client, "10.0.0.0/8");
  EXPECT_FALSE(listener.access[2].allow);
  EXPECT_EQ(listener.access[2].client, "");
  EXPECT_EQ(listener.access[2].at, (Position{0, 2, 52}));
  EXPECT_EQ(listener.clients, 100U);
  EXPECT_EQ(listener.clients_per_address, 5U);
  EXPECT_THAT(listener.proxy_protocol, ElementsAre("10.9.9.9", "fd00::/8"));
}

TEST(JsonTls, AnAccessRuleAllowsOrDeniesOneNetwork) {
  const auto said = [](const std::string& rule) {
    return findings(R"({"listeners": [{"port": 1, "access": [)" + rule + "]}]}");
  };
  EXPECT_THAT(said("{}"), ElementsAre(HasSubstr("this rule needs 'allow' or 'deny'")));
  EXPECT_THAT(said(R"({"allow": "any", "deny": "any"})"),
              ElementsAre(HasSubstr("this rule needs 'allow' or 'deny', one of the two")));
  EXPECT_THAT(said(R"({"allow": "host.example"})"),
              ElementsAre(HasSubstr("'allow' must be an address, a network or \"any\", not "
                                    "'host.example'; write it like")));
  EXPECT_THAT(said(R"({"deny": "10.1.2.3/8"})"),
              ElementsAre(HasSubstr("'deny' must be an address, a network")));
  EXPECT_THAT(findings(R"({"listeners": [{"port": 1, "proxy_protocol": ["balancer"]}]})"),
              ElementsAre(HasSubstr("'balancer' is neither an address nor a network")));
}

TEST(JsonTls, AProxyHasTwoSides) {
  const Draft draft = read(R"({"proxies": [
    {"name": "web", "listen": {"address": "::1", "port": 8443, "tls": true},
     "to": {"host": "web.example", "port": 8444, "tls": true}, "certificate": "a.pem",
     "tls_settings": {"minimum": "1.3"}, "verify": false, "ca": "ca.pem",
     "verify_name": "inner.example", "identity": "me.pem",
     "access": [{"allow": "::/0"}], "ftp_reply": true, "clients": 7},
    {"listen": {"port": 9000}, "to": {"address": "192.0.2.1", "port": 80}} ]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  EXPECT_THAT(draft.config.servers, IsEmpty());
  ASSERT_EQ(draft.config.proxies.size(), 2U);
  const ProxySettings& web = draft.config.proxies[0];
  EXPECT_EQ(web.name, "web");
  EXPECT_EQ(web.listen.address, "::1");
  EXPECT_EQ(web.listen.port, 8443);
  EXPECT_TRUE(web.listen.tls && web.to.tls);
  EXPECT_EQ(web.to.address, "web.example");
  EXPECT_EQ(web.to.port, 8444);
  EXPECT_EQ(web.certificate, "site/a.pem");
  EXPECT_EQ(web.tls_settings.minimum, TlsFloor::Tls13);
  EXPECT_FALSE(web.verify);
  EXPECT_EQ(web.ca, "site/ca.pem");
  EXPECT_EQ(web.verify_name, "inner.example");
  EXPECT_EQ(web.identity, "site/me.pem");
  EXPECT_EQ(web.access.size(), 1U);
  EXPECT_TRUE(web.ftp_reply);
  EXPECT_EQ(web.clients, 7U);
  EXPECT_EQ(web.at, (Position{0, 2, 5}));
  const ProxySettings& plain = draft.config.proxies[1];
  EXPECT_EQ(plain.name, "proxy 9000");
  EXPECT_EQ(plain.listen.address, "127.0.0.1");
  EXPECT_EQ(plain.to.address, "192.0.2.1");
  EXPECT_FALSE(plain.listen.tls || plain.to.tls);
  EXPECT_TRUE(plain.verify);
}

TEST(JsonTls, WhatAProxyLacksIsSaid) {
  EXPECT_THAT(findings(R"({"proxies": [{}]})"), ElementsAre(HasSubstr("this proxy has no 'listen'"),
                                                            HasSubstr("this proxy has no 'to'")));
  EXPECT_THAT(findings(R"({"proxies": [{"listen": {}, "to": {"tls": true}}]})"),
              ElementsAre(HasSubstr("'listen' of this proxy has no 'port'"),
                          HasSubstr("'to' of this proxy has no 'host'"),
                          HasSubstr("'to' of this proxy has no 'port'")));
  EXPECT_THAT(findings(R"({"proxies": [{"listen": {"port": 1},
                           "to": {"host": "a", "address": "b", "port": 2}}]})"),
              ElementsAre(HasSubstr("'to' has both 'host' and 'address'")));
}

TEST(JsonTls, RedirectsNameAHostAndTwoPorts) {
  const Draft draft = read(R"({"redirects": [ {"host": "192.0.2.71", "port": 21, "tls_port": 990,
                                               "ftp": true, "verify": false, "ca": "ca.pem"} ]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  ASSERT_EQ(draft.config.redirects.size(), 1U);
  const RedirectSettings& redirect = draft.config.redirects[0];
  EXPECT_EQ(redirect.host, "192.0.2.71");
  EXPECT_EQ(redirect.port, 21);
  EXPECT_EQ(redirect.tls_port, 990);
  EXPECT_TRUE(redirect.ftp);
  EXPECT_FALSE(redirect.verify);
  EXPECT_EQ(redirect.ca, "site/ca.pem");
  EXPECT_THAT(
      findings(R"({"redirects": [{}]})"),
      ElementsAre(HasSubstr("no 'host'"), HasSubstr("no 'port'"), HasSubstr("no 'tls_port'")));
}

TEST(JsonTls, AdmissionAndProcessAreOfTheWholeProcess) {
  const Draft draft = read(R"({"admission": {"clients": 9, "per_address": 8, "accepts": 7,
    "handshakes": 0}, "process": {"user": "tn3270d", "group": "tls"}})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  EXPECT_EQ(draft.config.admission.clients, 9U);
  EXPECT_EQ(draft.config.admission.per_address, 8U);
  EXPECT_EQ(draft.config.admission.accepts, 7U);
  EXPECT_EQ(draft.config.admission.handshakes, 0U);
  EXPECT_EQ(draft.config.privilege.user, "tn3270d");
  EXPECT_EQ(draft.config.privilege.group, "tls");
  EXPECT_THAT(findings(R"({"process": {"group": "tls"}})"),
              ElementsAre(HasSubstr("'process' has a 'group' and no 'user'")));
}

TEST(JsonTls, EachOfThemIsSaidOnce) {
  for (const std::string part : {"proxies", "redirects"}) {
    Draft draft;
    draft.config.files = {"a.json", "b.json"};
    const std::string text = "{\"" + part + "\": []}";
    read_json(text, 0, "a.json", draft);
    read_json(text, 1, "b.json", draft);
    EXPECT_THAT(lines(draft.problems, draft.config.files),
                ElementsAre("b.json:1:2: error: '" + part +
                            "' holds for the whole process and was already said at a.json:1:2; "
                            "keep one of the two"));
  }
}

TEST(JsonTls, AMappingRuleKnowsCertificatesAndUsers) {
  const Draft draft = read(R"({"mapping": [
    {"certificate": "CN=JOE,O=BANK", "user": "JOE"}, {"certificate": "*", "user": "@"}]})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  const auto& rules = draft.config.servers.at(0).mapping;
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_EQ(rules[0].certificate, "CN=JOE,O=BANK");
  EXPECT_EQ(rules[0].user, "JOE");
  EXPECT_EQ(rules[1].certificate, "*");
  EXPECT_THAT(findings(R"({"mapping": [{"certificate": "JOE"}]})"),
              ElementsAre(HasSubstr("'certificate' must be the subject of a certificate")));
  EXPECT_THAT(findings("{\"mapping\": [{\"user\": \"A\\u0007\"}]}"),
              ElementsAre(HasSubstr("'user' must be a name without control characters")));
}

}  // namespace
}  // namespace config
