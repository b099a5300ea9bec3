#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The findings of the checks on a partition with these listeners (in line 2) and these other parts
// (from line 3 on).
std::vector<std::string> check(const std::string& listeners, const std::string& rest = "") {
  const Draft draft = read(R"({"applications": [{"name": "D", "type": "demo"}], "menu": ["D"],
"listeners": [)" + listeners +
                           R"(], "lus": [{"names": "T1"}, {"names": "F1", "type": "ftp",
"host": "192.0.2.71", "user": "u"}, {"names": "R1", "type": "direct", "host": "192.0.2.72"}])" +
                           (rest.empty() ? "" : ",\n" + rest) + "}");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return check_findings(draft.config);
}

std::string tls_listener(const std::string& port, const std::string& settings) {
  return R"({"name": "l)" + port + R"(", "port": )" + port +
         R"(, "tls": "immediate", "certificate": "a.pem", "tls_settings": {)" + settings + "}}";
}

std::vector<std::string> check_proxy(const std::string& proxy) {
  return check(R"({"port": 23})", R"("proxies": [)" + proxy + "]");
}

TEST(TlsChecks, LegacyTlsIsWarnedOfAndOneListenerHasIt) {
  EXPECT_THAT(check(tls_listener("1", R"("minimum": "legacy")")),
              ElementsAre("site/a.json:2:85: warning: listener 'l1' (port 1) speaks TLS 1.0 with "
                          "ciphers that can be broken: it is for emulators that know nothing "
                          "newer, like PCOMM 6.0; everybody else belongs to another port"));
  EXPECT_THAT(check(tls_listener("1", R"("minimum": "legacy")") + ",\n" +
                    tls_listener("2", R"("minimum": "legacy")")),
              ElementsAre(HasSubstr("2:85: warning: listener 'l1'"),
                          HasSubstr("3:71: error: listener 'l2' (port 2) speaks legacy TLS like "
                                    "the one at site/a.json:2:85, and only one may")));
  EXPECT_THAT(check(tls_listener("1", R"("minimum": "legacy")"),
                    R"("proxies": [{"listen": {"port": 9, "tls": true}, "certificate": "a.pem",
                       "to": {"host": "127.0.0.1", "port": 8},
                       "tls_settings": {"minimum": "legacy"}}])"),
              ElementsAre(HasSubstr("warning: listener 'l1'"),
                          HasSubstr("error: proxy 'proxy 9' speaks legacy TLS like the one at")));
}

TEST(TlsChecks, WhatIsForClientCertificatesNeedsThem) {
  for (const std::string setting :
       {R"("client_ca": "ca.pem")", R"("client_crl": "crl.pem")", R"("allow_unverified": true)"}) {
    EXPECT_THAT(check(tls_listener("1", setting)),
                ElementsAre(HasSubstr("of listener 'l1' (port 1) does nothing, because it asks for "
                                      "no client certificate")))
        << setting;
    EXPECT_THAT(check(tls_listener("1", R"("client_certificate": "optional", )" + setting)),
                setting.find("unverified") == std::string::npos
                    ? testing::Matcher<std::vector<std::string>>(IsEmpty())
                    : ElementsAre(HasSubstr("client certificates that nobody has verified")));
  }
}

TEST(TlsChecks, SettingsOfTlsNeedTls) {
  EXPECT_THAT(
      check(R"({"name": "l", "port": 1, "tls_settings": {}})"),
      ElementsAre("site/a.json:2:40: warning: listener 'l' (port 1) has settings of TLS but "
                  "no TLS; say which with \"tls\", or take out \"tls_settings\""));
}

TEST(TlsChecks, MappingByCertificateNeedsVerifiedOnes) {
  const std::string rule = R"("mapping": [{"certificate": "CN=JOE*", "lu": "T1"}])";
  EXPECT_THAT(check(tls_listener("1", R"("client_certificate": "optional")"), rule), IsEmpty());
  EXPECT_THAT(check(tls_listener("1", ""), rule),
              ElementsAre("site/a.json:4:13: warning: this rule is for a client certificate, and "
                          "no listener of partition 'a' asks for one; add \"tls_settings\": "
                          "{\"client_certificate\": \"required\"} there"));
  const std::string unverified =
      tls_listener("1", R"("client_certificate": "required", "allow_unverified": true)");
  EXPECT_THAT(check(unverified, rule),
              ElementsAre(HasSubstr("warning: listener 'l1'"),
                          "site/a.json:4:13: error: this rule is for a client certificate, and "
                          "those of listener 'l1' are taken unverified, so anybody could be "
                          "anybody; take \"allow_unverified\" out there, or the rule"));
  EXPECT_THAT(
      check(unverified + "," + tls_listener("2", R"("client_certificate": "required")"), rule),
      ElementsAre(HasSubstr("warning: listener 'l1'")));
  EXPECT_THAT(
      check(unverified + "," + tls_listener("2", R"("client_certificate": "required")"),
            R"("mapping": [{"listener": "l1", "certificate": "*", "lu": "T1"}])"),
      ElementsAre(HasSubstr("warning: listener 'l1'"), HasSubstr("error: this rule is for")));
  EXPECT_THAT(check(tls_listener("1", ""), R"("mapping": [{"listener": "l1", "user": "@"}])"),
              ElementsAre(HasSubstr("the user's name comes from a client certificate here, and "
                                    "listener 'l1' does not ask for one")));
}

TEST(TlsChecks, RulesForDifferentCertificatesAreDifferent) {
  const std::string listener = tls_listener("1", R"("client_certificate": "optional")");
  EXPECT_THAT(check(listener, R"("mapping": [{"certificate": "CN=A", "user": "A"},
                {"certificate": "CN=B", "user": "B"}, {"user": "guest"}])"),
              IsEmpty());
  EXPECT_THAT(check(listener, R"("mapping": [{"certificate": "CN=A", "user": "A"},
                {"certificate": "CN=A", "user": "B"}])"),
              ElementsAre(HasSubstr("this rule is for the same clients")));
}

TEST(TlsChecks, AccessRulesBehindWiderOnesNeverCount) {
  EXPECT_THAT(check(R"({"port": 1, "access": [{"deny": "10.1.2.3"}, {"allow": "10.0.0.0/8"},
{"deny": "10.1.0.0/16"}, {"allow": "any"}, {"deny": "::1"}]})"),
              ElementsAre("site/a.json:3:1: warning: this rule never counts: the one at "
                          "site/a.json:2:60 allows all these clients before it; put it above, or "
                          "take it out",
                          HasSubstr("3:44: warning: this rule never counts")));
  EXPECT_THAT(check(R"({"port": 1, "access": [{"deny": "10.0.0.0/8"}]})"),
              ElementsAre(HasSubstr("these rules allow nobody but clients of this machine")));
}

TEST(TlsChecks, AProxyNeedsWhatItsSidesSpeak) {
  EXPECT_THAT(
      check_proxy(R"({"listen": {"port": 9, "tls": true}, "to": {"host": "a", "port": 8}})"),
      ElementsAre("site/a.json:4:13: error: proxy 'proxy 9' has TLS and no certificate; "
                  "make one with 'tn3270d certificate' and name it with \"certificate\""));
  EXPECT_THAT(check_proxy(R"({"listen": {"port": 9}, "to": {"host": "a", "port": 8},
                              "certificate": "a.pem", "ca": "ca.pem"})"),
              ElementsAre(HasSubstr("its clients speak none"), HasSubstr("speaks no TLS to it"),
                          HasSubstr("note: proxy 'proxy 9' speaks TLS on neither side")));
  EXPECT_THAT(check_proxy(R"({"listen": {"port": 9}, "to": {"host": "a", "port": 8, "tls": true},
                              "verify": false})"),
              ElementsAre(HasSubstr("warning: proxy 'proxy 9' does not verify")));
}

TEST(TlsChecks, AProxyHasAPortAndANameOfItsOwn) {
  const auto proxy = [](const std::string& address, const std::string& port,
                        const std::string& to) {
    return R"({"name": "p", "listen": {"address": ")" + address + R"(", "port": )" + port +
           R"(}, "to": {"tls": true, )" + to + "}}";
  };
  const std::string to = R"("host": "192.0.2.1", "port": 8)";
  EXPECT_THAT(check_proxy(proxy("127.0.0.1", "9", to)), IsEmpty());
  EXPECT_THAT(check_proxy(proxy("0.0.0.0", "23", to)),
              ElementsAre(HasSubstr("4:13: error: port 23 at 0.0.0.0 is already taken by port 23 "
                                    "at 127.0.0.1 of listener 'port 23'")));
  EXPECT_THAT(check_proxy(proxy("127.0.0.1", "8270", to)),
              ElementsAre(HasSubstr("also that of the admin API")));
  EXPECT_THAT(check_proxy(proxy("127.0.0.1", "9", to) + ", " + proxy("127.0.0.2", "9", to)),
              ElementsAre(HasSubstr("proxy 'p' is called like the one at site/a.json:4:13")));
}

TEST(TlsChecks, AProxyDoesNotLeadToItself) {
  const auto leads = [](const std::string& listen, const std::string& to) {
    return check_proxy(R"({"listen": {"port": 9, "address": ")" + listen +
                       R"("}, "to": {"tls": true, "port": 9, "host": ")" + to + "\"}}");
  };
  for (const auto& [listen, to] :
       {std::pair("127.0.0.1", "127.0.0.1"), std::pair("::", "127.0.0.1"), std::pair("::", "::1"),
        std::pair("0.0.0.0", "127.0.0.2"), std::pair("::1", "0:0::1")}) {
    EXPECT_THAT(leads(listen, to), ElementsAre(HasSubstr("to its own port 9, again and again")))
        << listen << to;
  }
  EXPECT_THAT(leads("0.0.0.0", "::1"), IsEmpty());
  EXPECT_THAT(leads("0.0.0.0", "192.0.2.1"), IsEmpty());
  EXPECT_THAT(leads("127.0.0.1", "127.0.0.2"), IsEmpty());
}

TEST(TlsChecks, RedirectsAreOfHostsToWhichWeDeliver) {
  const auto redirect = [](const std::string& rest) {
    return check(R"({"port": 23})", R"("redirects": [{"host": "192.0.2.71", "port": 21, )" + rest);
  };
  EXPECT_THAT(redirect(R"("tls_port": 990, "ftp": true}])"), IsEmpty());
  EXPECT_THAT(redirect(R"("tls_port": 990}])"),
              ElementsAre(HasSubstr("warning: LU F1 delivers to 192.0.2.71 port 21 by FTP, and "
                                    "this redirect does not say so")));
  EXPECT_THAT(redirect(R"("tls_port": 990, "ftp": true, "verify": false}])"),
              ElementsAre(HasSubstr("the way to 192.0.2.71 port 21 is not verified")));
  EXPECT_THAT(
      redirect(R"("tls_port": 990, "ftp": true},
                {"host": "192.0.2.71", "port": 21, "tls_port": 991, "ftp": true}])"),
      ElementsAre(HasSubstr("192.0.2.71 port 21 is already redirected at site/a.json:4:15"),
                  HasSubstr("none of our LUs or host applications goes to 192.0.2.71 port 21")));
  EXPECT_THAT(check(R"({"port": 23})",
                    R"("redirects": [{"host": "192.0.2.72", "port": 9100, "tls_port": 9101,
                       "ftp": true}])"),
              IsEmpty());
  EXPECT_THAT(check(R"({"port": 23})",
                    R"("redirects": [{"host": "192.0.2.99", "port": 80, "tls_port": 443}])"),
              ElementsAre(HasSubstr(
                  "note: none of our LUs or host applications goes to 192.0.2.99 port 80")));
}

TEST(TlsChecks, AProxyAloneIsSomethingToServe) {
  const Draft draft = read(
      R"({"proxies": [{"listen": {"port": 9}, "to": {"host": "a", "port": 8, "tls": true}}]})");
  EXPECT_THAT(check_findings(draft.config), IsEmpty());
}

}  // namespace
}  // namespace config
