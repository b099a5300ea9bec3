#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/doubles/scripted_terminal.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/line_client.h"
#include "tests/e2e/open_socket.h"
#include "tests/e2e/raw_client.h"
#include "tests/e2e/s3270.h"

// Sockets that are open before the server is: the test has them, as systemd does, and passes them.
namespace e2e {
namespace {

using std::chrono::seconds;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

std::string listener(const std::string& address, std::uint16_t port) {
  return R"({"name": "terminals", "address": ")" + address + R"(", "port": )" +
         std::to_string(port) + "}";
}

std::string json(const std::string& listeners, const std::string& more = "@ADMIN@") {
  return R"({"name": "TEST", "listeners": [)" + listeners + R"(],
    "lus": [{"names": "T[001-020]", "type": "terminal"}],
    "applications": [{"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"}],
    )" + more +
         "}";
}

class Activated : public Daemon {
 public:
  Activated(const std::string& text, const std::vector<int>& passed,
            const std::vector<std::string>& environment = {})
      : Daemon(text, Binary::Product, {}, 0, passed, environment) {}
};

std::string host(std::uint16_t port) {
  return "127.0.0.1:" + std::to_string(port);
}

bool serves(const std::string& where) {
  S3270 client(where);
  return client.wait_for_field();
}

bool has_open(pid_t process, const std::string& what) {
  const std::filesystem::path folder = "/proc/" + std::to_string(process) + "/fd";
  for (const auto& one : std::filesystem::directory_iterator(folder)) {
    std::error_code gone;
    if (std::filesystem::read_symlink(one.path(), gone) == what) {
      return true;
    }
  }
  return false;
}

TEST(SocketActivation, OneSocketServesBothFamilies) {
  const OpenSocket socket = OpenSocket::everywhere();
  const std::uint16_t port = socket.port();
  Activated daemon(json(listener("0.0.0.0", port)), {socket.number()},
                   {"LISTEN_FDNAMES=tn3270d.socket"});
  EXPECT_THAT(daemon.log(),
              HasSubstr("TND030I listener terminals takes :: port " + std::to_string(port) +
                        ", which is open already (descriptor 3 'tn3270d.socket')"));
  EXPECT_TRUE(serves(host(port))) << daemon.log();
  EXPECT_TRUE(serves("[::1]:" + std::to_string(port))) << daemon.log();
}

TEST(SocketActivation, EverybodyWhoListensTakesTheirs) {
  const TemporaryFolder folder;
  const OpenSocket terminals = OpenSocket::loopback();
  const OpenSocket proxy = OpenSocket::loopback();
  const OpenSocket admin = OpenSocket::loopback();
  const OpenSocket programs = OpenSocket::file(folder.path() / "acb.sock");
  const std::string token = (folder.path() / "token").string();
  Activated daemon(
      json(listener("127.0.0.1", terminals.port()),
           R"("proxies": [{"name": "front", "listen": {"address": "127.0.0.1", "port": )" +
               std::to_string(proxy.port()) + R"(}, "to": {"address": "127.0.0.1", "port": )" +
               std::to_string(terminals.port()) + R"(}}],
          "application_socket": {"path": ")" +
               (folder.path() / "acb.sock").string() + R"("},
          "admin": {"port": )" +
               std::to_string(admin.port()) + R"(, "token_file": ")" + token + R"("})"),
      {admin.number(), programs.number(), proxy.number(), terminals.number()});
  EXPECT_THAT(daemon.log(), Not(ContainsRegex("TND03[123]W")));
  EXPECT_TRUE(serves(host(terminals.port()))) << daemon.log();
  EXPECT_TRUE(serves(host(proxy.port()))) << daemon.log();
  LineClient program((folder.path() / "acb.sock").string());
  program.introduce("a program");
  const Finished lus = run(
      {tn3270ctl_binary(), "--url", "http://" + host(admin.port()), "--token-file", token, "lus"});
  EXPECT_THAT(lus.output, HasSubstr("T001")) << lus.errors;
  daemon.process().signal(SIGTERM);
  ASSERT_TRUE(daemon.process().finish(seconds(10)));
  // The file is not the server's to remove.
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "acb.sock"));
}

TEST(SocketActivation, ByNameWhereTheAddressIsAnother) {
  const OpenSocket socket = OpenSocket::everywhere();
  Activated daemon(json(listener("127.0.0.1", free_port())), {socket.number()},
                   {"LISTEN_FDNAMES=terminals"});
  EXPECT_TRUE(serves(host(socket.port()))) << daemon.log();
}

TEST(SocketActivation, WhatNobodyWantsIsClosedAndSaidSo) {
  const OpenSocket wanted = OpenSocket::loopback();
  const OpenSocket unwanted = OpenSocket::loopback();
  const TemporaryFolder folder;
  const int no_socket = ::open(folder.write("a", "b").c_str(), O_RDONLY | O_CLOEXEC);
  const std::string file = (folder.path() / "a").string();
  Activated daemon(json(listener("127.0.0.1", wanted.port())),
                   {unwanted.number(), no_socket, wanted.number()});
  ::close(no_socket);
  EXPECT_THAT(daemon.log(), HasSubstr("TND033W nobody in the configuration listens on 127.0.0.1 "
                                      "port " +
                                      std::to_string(unwanted.port())));
  EXPECT_THAT(daemon.log(), HasSubstr("TND032W descriptor 4, which was passed to the server, is "
                                      "not a socket"));
  const pid_t process = daemon.process().pid();
  EXPECT_TRUE(has_open(process, wanted.inode()));
  EXPECT_FALSE(has_open(process, unwanted.inode()));
  EXPECT_FALSE(has_open(process, file));
  EXPECT_TRUE(serves(host(wanted.port()))) << daemon.log();
}

// A variable of somebody else's does not keep the server from opening its port.
TEST(SocketActivation, VariablesThatCannotBeAreSaid) {
  const OpenSocket socket = OpenSocket::loopback();
  for (const char* wrong : {"LISTEN_PID=1", "LISTEN_PID=x", "LISTEN_FDS=x"}) {
    Activated daemon(json(listener("127.0.0.1", free_port())), {socket.number()}, {wrong});
    EXPECT_TRUE(daemon.log_has("TND031W " + std::string(wrong).substr(0, 10))) << wrong;
    EXPECT_THAT(daemon.log(), Not(HasSubstr("TND030I")));
  }
}

TEST(SocketActivation, TheStartOfASocketThatIsNotTakenOverFailsInWords) {
  const TemporaryFolder folder;
  const OpenSocket socket = OpenSocket::loopback();
  const auto file = folder.write(
      "c.json", json(listener("127.0.0.1", socket.port()), R"("admin": {"enabled": false})"));
  Process server({tn3270d_binary(), "serve", file.string()}, Process::ErrorOutput::Separate,
                 {"LISTEN_PID=1"}, {socket.number()});
  EXPECT_EQ(server.finish(seconds(10)), 1);
  EXPECT_THAT(server.errors(), HasSubstr("TND031W LISTEN_PID is 1, but this is process"));
  EXPECT_THAT(server.errors(), HasSubstr("Address already in use"));
}

// A printer's program finds neither the variables nor the sockets.
TEST(SocketActivation, ChildrenAreNotToldOfIt) {
  const TemporaryFolder folder;
  const OpenSocket socket = OpenSocket::loopback();
  const std::string out = (folder.path() / "out").string();
  Activated daemon(json_of(R"({"name": "ENV", "type": "command", "application": "BSTTVNET",
      "command": ["/bin/sh", "-c", "cat; (env; ls -l /proc/self/fd) > )" +
                           out + ".new; mv " + out + ".new " + out + R"("]})"),
                   {socket.number()}, {"LISTEN_FDNAMES=terminals", "KEPT=yes"});
  EXPECT_TRUE(daemon.log_has("TND030I listener terminals takes"));
  const Finished printed =
      run({tn3270ctl_binary(), "--url", "http://" + host(daemon.admin_port()), "--token-file",
           (daemon.folder() / "admin.token").string(), "print", "ENV", "-"},
          "a line\n");
  ASSERT_EQ(printed.status, 0) << printed.errors;
  ASSERT_TRUE(daemon.log_has("TND502I")) << daemon.log();
  std::ifstream in(out);
  const std::string seen{std::istreambuf_iterator<char>(in), {}};
  EXPECT_THAT(seen, HasSubstr("KEPT=yes"));
  EXPECT_THAT(seen, Not(HasSubstr("LISTEN_")));
  EXPECT_THAT(seen, HasSubstr("0 -> "));
  EXPECT_THAT(seen, Not(HasSubstr(socket.inode())));
}

void expect_to_come_back(const OpenSocket& socket) {
  const std::string port = std::to_string(socket.port());
  Activated daemon(json(listener("::", socket.port())), {socket.number()});
  S3270 client("127.0.0.1:" + port);
  ASSERT_TRUE(client.wait_for_field());
  for (int times = 0; times < 2; ++times) {
    EXPECT_THAT(daemon.ctl({"command", "PORT " + port + " SUSPEND"}).output,
                HasSubstr("terminals :: port " + port + " is suspended"));
    for (const std::string where : {"127.0.0.1:", "[::1]:"}) {
      EXPECT_THAT(run({"openssl", "s_client", "-connect", where + port}).errors,
                  HasSubstr("Connection refused"));
    }
    EXPECT_THAT(daemon.ctl({"command", "PORT " + port + " RESUME"}).output,
                HasSubstr("takes clients again"));
    EXPECT_TRUE(serves("[::1]:" + port)) << daemon.log();
    EXPECT_TRUE(serves("127.0.0.1:" + port)) << daemon.log();
  }
  ASSERT_TRUE(client.enter("DEMO"));
  EXPECT_TRUE(client.wait_for_text("A demonstration"));
}

TEST(SocketActivation, ASuspendedSocketRefusesAndComesBack) {
  expect_to_come_back(OpenSocket::everywhere(free_port()));
}

// Its port is lost when it does not listen any more, unless somebody asks for it again.
TEST(SocketActivation, ASuspendedSocketWhosePortTheKernelHasChosenComesBackThere) {
  expect_to_come_back(OpenSocket::everywhere());
}

// systemd stops a socket unit whose socket does not listen any more.
TEST(SocketActivation, ASuspendedSocketListensWhenTheServerHasEnded) {
  const OpenSocket socket = OpenSocket::loopback(free_port());
  Activated daemon(json(listener("127.0.0.1", socket.port())), {socket.number()});
  EXPECT_THAT(daemon.ctl({"command", "PORT " + std::to_string(socket.port()) + " SUSPEND"}).output,
              HasSubstr("is suspended"));
  daemon.process().signal(SIGTERM);
  ASSERT_EQ(daemon.process().finish(seconds(10)), 0) << daemon.log();
  const RawClient waits(socket.port());
  const Activated next(json(listener("127.0.0.1", socket.port())), {socket.number()});
  doubles::ScriptedTerminal terminal({});
  EXPECT_TRUE(waits.log_on(terminal));
}

TEST(SocketActivation, WhoComesBetweenTwoServersIsServedByTheNext) {
  const OpenSocket socket = OpenSocket::everywhere();
  const std::string text = json(listener("::", socket.port()));
  {
    const Activated first(text, {socket.number()});
    EXPECT_TRUE(serves(host(socket.port())));
  }
  const RawClient between(socket.port());
  const Activated second(text, {socket.number()});
  doubles::ScriptedTerminal terminal({});
  EXPECT_TRUE(between.log_on(terminal));
}

}  // namespace
}  // namespace e2e
