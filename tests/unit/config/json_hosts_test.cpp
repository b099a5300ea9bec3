#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/unit/config/json_reading.h"

// Applications that are other hosts: what their settings mean, and what is wrong with them.
namespace config {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string application(const std::string& keys) {
  return R"({"applications": [{"name": "FAR", "type": "host", )" + keys + "}]}";
}

HostSettings host_of(const std::string& keys) {
  const Draft draft = read(application(keys));
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return *draft.config.applications.at(0).host;
}

TEST(JsonHosts, HaveDefaults) {
  const HostSettings host = host_of(R"("host": "192.0.2.1")");
  ASSERT_THAT(host.hosts, SizeIs(1));
  EXPECT_EQ(host.hosts[0].host, "192.0.2.1");
  EXPECT_EQ(host.hosts[0].port, 23);
  EXPECT_EQ(host.hosts[0].tls, HostTls::None);
  EXPECT_TRUE(host.hosts[0].verify);
  EXPECT_EQ(host.order, HostOrder::Failover);
  EXPECT_THAT(host.lus, IsEmpty());
  EXPECT_FALSE(host.lu_from_client);
  EXPECT_EQ(host.device, "");
  EXPECT_TRUE(host.tn3270e);
  EXPECT_EQ(host.connect_inflight, 16U);
  EXPECT_EQ(host.connect_rate, 0U);
  EXPECT_EQ(host.connect, seconds(15));
  EXPECT_EQ(host.failures, 3U);
  EXPECT_EQ(host.retry, seconds(5));
  EXPECT_EQ(host.key, 0x6B);
}

TEST(JsonHosts, SayAllTheyCan) {
  const HostSettings host = host_of(R"("host": "far.example", "port": 3992, "tls": "negotiated",
      "verify": false, "ca": "ca.pem", "verify_name": "host.example", "identity": "own.pem",
      "lu": ["A1", "A2"], "device": "IBM-3278-2", "tn3270e": false, "connect_inflight": 1,
      "connect_rate": 60, "connect_timeout": 2.5, "failures": 7, "retry": 0.5,
      "key": "PF24")");
  EXPECT_EQ(host.hosts[0].port, 3992);
  EXPECT_EQ(host.hosts[0].tls, HostTls::Negotiated);
  EXPECT_FALSE(host.hosts[0].verify);
  EXPECT_EQ(host.hosts[0].ca, "site/ca.pem");
  EXPECT_EQ(host.hosts[0].verify_name, "host.example");
  EXPECT_EQ(host.hosts[0].identity, "site/own.pem");
  EXPECT_THAT(host.lus, SizeIs(2));
  EXPECT_EQ(host.device, "IBM-3278-2");
  EXPECT_FALSE(host.tn3270e);
  EXPECT_EQ(host.connect_inflight, 1U);
  EXPECT_EQ(host.connect_rate, 60U);
  EXPECT_EQ(host.connect, milliseconds(2'500));
  EXPECT_EQ(host.failures, 7U);
  EXPECT_EQ(host.retry, milliseconds(500));
  EXPECT_EQ(host.key, 0x4C);
}

TEST(JsonHosts, HaveSeveralAddresses) {
  const HostSettings host = host_of(R"("hosts": [{"host": "a"}, {"host": "b", "port": 5}],
      "order": "round robin", "tls": "immediate", "lu": "from client", "device": "from client",
      "key": "none")");
  ASSERT_THAT(host.hosts, SizeIs(2));
  EXPECT_EQ(host.hosts[0].port, 992);
  EXPECT_EQ(host.hosts[1].port, 5);
  EXPECT_EQ(host.hosts[1].tls, HostTls::Immediate);
  EXPECT_EQ(host.order, HostOrder::RoundRobin);
  EXPECT_TRUE(host.lu_from_client);
  EXPECT_EQ(host.device, "");
  EXPECT_EQ(host.key, 0);
}

// Hercules knows its terminals by device number.
TEST(JsonHosts, NameLusAsTheHostDoes) {
  EXPECT_THAT(host_of(R"("host": "a", "lu": "0102")").lus, ElementsAre("0102"));
  EXPECT_THAT(
      findings(application(R"("host": "a", "lu": "TOO LONG")")),
      ElementsAre(HasSubstr("'TOO LONG' is no name of a LU there: 1 to 8 letters, digits")));
  EXPECT_THAT(findings(application(R"("host": "a", "lu": "LONGERNAME")")), SizeIs(1));
  EXPECT_THAT(findings(application(R"("host": "a", "lu": "")")), SizeIs(1));
}

TEST(JsonHosts, SayWhatIsMissing) {
  EXPECT_THAT(
      findings(application(R"("port": 1)")),
      ElementsAre(HasSubstr("this application has no 'host', which says where it answers")));
  EXPECT_THAT(findings(application(R"("hosts": [])")), ElementsAre(HasSubstr("'hosts' is empty")));
  EXPECT_THAT(findings(application(R"("hosts": [{"port": 1}])")),
              testing::Contains(HasSubstr("this address has no 'host'")));
  EXPECT_THAT(findings(application(R"("host": "a", "hosts": [{"host": "b"}])")),
              ElementsAre(HasSubstr("both 'host' and 'hosts'")));
}

TEST(JsonHosts, SayWhatDoesNotBelong) {
  EXPECT_THAT(findings(R"({"applications": [{"name": "D", "type": "demo", "key": "PA1"}]})"),
              ElementsAre(HasSubstr("'key' is about another host, and this application is of type "
                                    "'demo'")));
  EXPECT_THAT(findings(application(R"("host": "a", "ca": "ca.pem")")),
              ElementsAre(HasSubstr("'ca' is about TLS, and this host is spoken to in clear")));
  EXPECT_THAT(findings(application(R"("host": "a", "key": "PF3")")), SizeIs(1));
}

TEST(JsonHosts, SayHowOftenADeadOneIsCalled) {
  EXPECT_EQ(host_of(R"("host": "a", "failures": 0)").failures, 0U);
  EXPECT_THAT(findings(application(R"("host": "a", "failures": -1)")), SizeIs(1));
  EXPECT_THAT(findings(application(R"("host": "a", "retry": 0)")), SizeIs(1));
  EXPECT_THAT(
      findings(application(R"("host": "a", "failures": 0, "retry": 5)")),
      ElementsAre(HasSubstr("'retry' says when an address is called again after 'failures', "
                            "which is 0")));
}

TEST(JsonHosts, AreChecked) {
  const auto check = [](const std::string& keys) {
    const Draft draft = read(R"({"listeners": [{"port": 1}], "lus": [{"names": "T1"}],
"applications": [{"name": "FAR", "description": "D", "type": "host", )" +
                             keys + "}]}");
    EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
    return check_findings(draft.config);
  };
  EXPECT_THAT(check(R"("host": "a")"), IsEmpty());
  EXPECT_THAT(check(R"("hosts": [{"host": "a", "port": 2}, {"host": "a", "port": 2}])"),
              ElementsAre(HasSubstr("error: a port 2 is said twice for FAR, first at "
                                    "site/a.json:2:")));
  EXPECT_THAT(check(R"("host": "a", "tls": "immediate", "verify": false)"),
              ElementsAre(HasSubstr("warning: the way to a port 992 is not verified")));
}

}  // namespace
}  // namespace config
