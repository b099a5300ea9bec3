#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "tests/e2e/counterpart.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/loopback.h"
#include "tests/e2e/process.h"
#include "tests/e2e/s3270.h"

// A real HAProxy before the server.
namespace e2e {
namespace {

using testing::HasSubstr;

// HAProxy connects by IPv4 for a client that comes by IPv6: the server must see the latter.
TEST(HaProxy, SaysForWhomItConnects) {
  Daemon daemon(R"({"name": "TEST", "listeners": [{"name": "clear", "port": @PORT@,
      "proxy_protocol": ["127.0.0.1"]}], "lus": [{"names": "T001", "type": "terminal"},
      {"names": "S001", "type": "terminal", "group": "SALES"}],
      "mapping": [{"client": "::1", "group": "SALES"}], @ADMIN@})");
  const std::uint16_t number = free_port();
  const std::string port = std::to_string(number);
  const TemporaryFolder folder;
  const auto file = folder.write("haproxy.cfg",
                                 "defaults\n mode tcp\n timeout connect 5s\n"
                                 " timeout client 30s\n timeout server 30s\n"
                                 "listen tn3270\n bind [::1]:" +
                                     port + "\n bind 127.0.0.1:" + port + "\n server one " +
                                     daemon.host() + " send-proxy-v2\n");
  const Process haproxy({counterpart("usr/sbin/haproxy"), "-db", "-f", file.string()},
                        Process::ErrorOutput::WithOutput, {counterpart_libraries()});
  wait_until_open(number);
  S3270 client("[::1]:" + port);
  ASSERT_TRUE(client.wait_for_field()) << daemon.log();
  EXPECT_EQ(client.lu(), "S001");
  EXPECT_THAT(daemon.ctl({"show", "S001"}).output, HasSubstr("client         ::1 port "));
}

}  // namespace
}  // namespace e2e
