#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/draft.h"
#include "config/load_address.h"
#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The findings of the checks on one JSON file that reads without any.
std::vector<std::string> check(std::string_view text) {
  const Draft draft = read(text);
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return check_findings(draft.config);
}

// A partition with these listeners and nothing else that is wrong.
std::string with(const std::string& listeners) {
  return R"({"menu": ["X"], "applications": [{"name": "X", "type": "demo"}], "lus": [{"names": "T"}],
"listeners": [)" +
         listeners + "]}";
}

TEST(Checks, ListenersOfOnePortOverlapAlsoThroughWildcards) {
  const auto found = check(R"({"menu": ["X"], "applications": [{"name": "X", "type": "demo"}],
  "lus": [{"names": "T1"}], "listeners": [
  {"name": "a", "address": "127.0.0.1", "port": 1},
  {"name": "b", "address": "127.0.0.2", "port": 1},
  {"name": "c", "address": "127.0.0.1", "port": 1},
  {"name": "d", "address": "0.0.0.0", "port": 1},
  {"name": "e", "address": "::1", "port": 1},
  {"name": "f", "address": "::", "port": 1},
  {"name": "g", "address": "::", "port": 2},
  {"name": "h", "address": "10.0.0.1", "port": 2}]})");
  EXPECT_THAT(found,
              ElementsAre("site/a.json:5:3: error: port 1 at 127.0.0.1 is already taken by port 1 "
                          "at 127.0.0.1 of listener 'a' (site/a.json:3:3); choose another port",
                          "site/a.json:6:3: error: port 1 at 0.0.0.0 is already taken by port 1 at "
                          "127.0.0.1 of listener 'a' (site/a.json:3:3); choose another port",
                          "site/a.json:8:3: error: port 1 at :: is already taken by port 1 at "
                          "127.0.0.1 of listener 'a' (site/a.json:3:3); choose another port",
                          "site/a.json:10:3: error: port 2 at 10.0.0.1 is already taken by port 2 "
                          "at :: of listener 'g' (site/a.json:9:3); choose another port"));
}

TEST(Checks, ApplicationsHaveAPortOfTheirOwn) {
  const auto findings_with = [](const std::string& port) {
    return check(R"({"menu": ["X"], "applications": [{"name": "X", "type": "demo"}],
"lus": [{"names": "T"}], "listeners": [{"address": "0.0.0.0", "port": 3270}],
"application_socket": {"path": "a", "tcp": {"certificate": "c", "token_file": "t", "port": )" +
                 port + "}}}");
  };
  EXPECT_THAT(findings_with("3271"), IsEmpty());
  EXPECT_THAT(findings_with("3270"),
              ElementsAre("site/a.json:3:37: error: port 3270 at 127.0.0.1 is already taken by "
                          "port 3270 at 0.0.0.0 (site/a.json:2:40); choose another port for "
                          "applications"));
  EXPECT_THAT(findings_with("8270"),
              ElementsAre("site/a.json:3:37: error: port 8270 at 127.0.0.1 is already taken by "
                          "port 8270 at 127.0.0.1 (the admin API's default); choose another port "
                          "for applications"));
}

TEST(Checks, SocketApplicationsNeedASocketWhosePathFits) {
  const std::string rest = R"("lus": [{"names": "T"}], "listeners": [{"port": 1}], "applications": [
  {"name": "D", "type": "demo", "description": "d"},
  {"name": "A", "type": "socket"}, {"name": "B", "type": "socket"}])";
  EXPECT_THAT(check("{" + rest + "}"),
              ElementsAre("site/a.json:3:3: warning: 2 applications (the first is A) have the type "
                          "'socket', and there is no application socket where a program could open "
                          "the ACB; add \"application_socket\": {\"path\": \"acb.sock\"}"));
  const auto with_path = [&rest](std::size_t characters) {
    return check("{" + rest + R"(, "application_socket": {"path": "/)" +
                 std::string(characters - 1, 'x') + "\"}}");
  };
  EXPECT_THAT(with_path(107), IsEmpty());
  EXPECT_THAT(with_path(108), ElementsAre(HasSubstr("has 108 characters, and those of sockets have "
                                                    "at most 107; choose a shorter one")));
}

TEST(Checks, AListenerIsNotOnThePortOfTheAdminApi) {
  const std::string rest = R"("menu": ["X"], "applications": [{"name": "X", "type": "demo"}],
  "lus": [{"names": "T1"}], "listeners": [{"address": "0.0.0.0", "port": 8270}]})";
  EXPECT_THAT(check("{" + rest),
              ElementsAre("site/a.json:2:43: error: port 8270 at 0.0.0.0 is also that of the admin "
                          "API (its default); choose another port, here or with \"admin\": "
                          "{\"port\": …}"));
  EXPECT_THAT(check("{\"admin\": {\"address\": \"10.0.0.1\"}, " + rest),
              ElementsAre(HasSubstr("also that of the admin API (site/a.json:1:2)")));
  EXPECT_THAT(check("{\"admin\": {\"enabled\": false}, " + rest), IsEmpty());
  EXPECT_THAT(check("{\"admin\": {\"address\": \"::1\"}, " + rest), IsEmpty());
}

TEST(Checks, ListenersAreComparedAsAddressesHoweverTheyAreSpelled) {
  EXPECT_THAT(
      check(with(R"({"address": "::1", "port": 1},
  {"address": "0:0:0:0:0:0:0:1", "port": 1})")),
      ElementsAre(HasSubstr("3:3: error: port 1 at 0:0:0:0:0:0:0:1 is already taken by port "
                            "1 at ::1 of listener 'port 1'")));
  EXPECT_THAT(check(with(R"({"address": "2001:DB8::0a", "port": 1},
  {"address": "2001:0db8:0::10", "port": 1}, {"address": "2001:db8::a", "port": 1})")),
              ElementsAre(HasSubstr("port 1 at 2001:db8::a is already taken")));
  EXPECT_THAT(check(with(R"({"address": "127.0.0.1", "port": 1},
  {"address": "::ffff:127.0.0.1", "port": 1})")),
              ElementsAre(HasSubstr("port 1 at ::ffff:127.0.0.1 is already taken")));
  EXPECT_THAT(check(with(R"({"address": "0::0", "port": 1}, {"address": "10.0.0.1", "port": 1})")),
              ElementsAre(HasSubstr("port 1 at 10.0.0.1 is already taken")));
  EXPECT_THAT(
      check(with(R"({"address": "fe80::1%a", "port": 1}, {"address": "fe80::1%b", "port": 1},
  {"address": "0.0.0.0", "port": 2}, {"address": "::2", "port": 2})")),
      IsEmpty());
}

TEST(Checks, AListenerWithTlsHasACertificate) {
  EXPECT_THAT(
      check(with(R"({"name": "l", "port": 1, "tls": "required"}, {"port": 2, "tls": "negotiated"},
 {"port": 3, "tls": "immediate"}, {"port": 4, "tls": "immediate", "certificate": "server.pem"})")),
      ElementsAre("site/a.json:2:15: error: listener 'l' (port 1) has TLS and no certificate; make "
                  "one with 'tn3270d certificate' and name it with \"certificate\"",
                  HasSubstr("2:60: error: listener 'port 2' (port 2) has TLS and no certificate"),
                  HasSubstr("3:2: error: listener 'port 3' (port 3) has TLS and no certificate")));
}

TEST(Checks, ACertificateWithoutTlsIsAWarning) {
  EXPECT_THAT(check(with(R"({"name": "l", "port": 1, "certificate": "/dev/null"})")),
              ElementsAre("site/a.json:2:15: warning: listener 'l' (port 1) has a certificate but "
                          "no TLS; say which with \"tls\""));
}

TEST(Checks, TlsAndClearTextOnOnePortNeedACertificateToo) {
  EXPECT_THAT(check(with(R"({"name": "l", "port": 1, "tls": "any", "certificate": "/dev/null"})")),
              IsEmpty());
  EXPECT_THAT(check(with(R"({"name": "l", "port": 1, "tls": "any"})")),
              ElementsAre(HasSubstr("listener 'l' (port 1) has TLS and no certificate")));
}

TEST(Checks, WhatIsExperimentalIsNoted) {
  EXPECT_THAT(
      check(with(R"({"port": 1, "experimental": ["contention-resolution"]})")),
      ElementsAre(HasSubstr("2:15: note: listener 'port 1' (port 1) agrees "
                            "CONTENTION-RESOLUTION and SNA-SENSE, which are experimental")));
}

TEST(Address, IsWhatItMeansHoweverItIsSpelled) {
  const auto same = [](const char* one, const char* other) {
    const auto first = parse_address(one);
    return first.has_value() && first == parse_address(other);
  };
  EXPECT_TRUE(same("::", "0:0:0:0:0:0:0:0"));
  EXPECT_TRUE(same("1::8", "1:0:0:0:0:0:0:8"));
  EXPECT_TRUE(same("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"));
  EXPECT_TRUE(same("::FFFF:10.1.2.3", "10.1.2.3"));
  EXPECT_TRUE(same("::ffff:a01:203", "10.1.2.3"));
  EXPECT_TRUE(same("64:ff9b::10.1.2.3", "64:ff9b::a01:203"));
  EXPECT_TRUE(same("FE80::1%eth0", "fe80:0::1%eth0"));
  EXPECT_FALSE(same("fe80::1%eth0", "fe80::1"));
  EXPECT_FALSE(same("::1", "::10"));
  EXPECT_FALSE(same("::10.1.2.3", "10.1.2.3"));  // IPv4-compatible, not mapped
  EXPECT_TRUE(is_ipv4(*parse_address("0.0.0.0")));
  EXPECT_FALSE(is_ipv4(*parse_address("::")));
}

}  // namespace
}  // namespace config
