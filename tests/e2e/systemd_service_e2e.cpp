#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/daemon.h"
#include "tests/e2e/open_socket.h"
#include "tests/e2e/s3270.h"

// The server as packaging/systemd and docs/access.md run it.
namespace e2e {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

// tn3270d as a user that is nobody, with no capability but `kept`: "" or "+net_bind_service".
std::vector<std::string> served_by_nobody(const std::string& kept,
                                          const std::filesystem::path& file) {
  std::vector<std::string> command{"setpriv",        "--reuid=65534",  "--regid=65534",
                                   "--clear-groups", "--no-new-privs", "--bounding-set=-all",
                                   "--inh-caps=-all"};
  if (!kept.empty()) {
    command.insert(command.end() - 2, {"--ambient-caps=" + kept});
    command[command.size() - 2] += "," + kept;
    command[command.size() - 1] += "," + kept;
  }
  command.insert(command.end(), {tn3270d_binary(), "serve", file.string()});
  return command;
}

// For everybody to read.
std::filesystem::path json(const TemporaryFolder& folder, std::uint16_t port) {
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
  return folder.write("c.json", R"({"name": "TEST",
    "listeners": [{"name": "terminals", "port": )" +
                                    std::to_string(port) + R"(}],
    "lus": [{"names": "T001", "type": "terminal"}], "admin": {"enabled": false}})");
}

// Its log has this, now or within ten seconds.
bool says(Process& server, const std::string& text) {
  for (int tries = 0; tries < 1000 && server.running(); ++tries) {
    if (server.errors().find(text) != std::string::npos) {
      return true;
    }
    std::this_thread::sleep_for(Milliseconds(10));
  }
  return false;
}

std::string host(std::uint16_t port) {
  return "127.0.0.1:" + std::to_string(port);
}

bool serves(const std::string& where) {
  S3270 client(where);
  return client.wait_for_field();
}

// What it is for: the server is nobody from its first instruction on, and serves a low port.
TEST(SystemdService, NeedsNoPrivilegeForALowPort) {
  if (::geteuid() != 0) {
    GTEST_SKIP() << "only root can open a low port";
  }
  const OpenSocket socket = OpenSocket::low();
  const TemporaryFolder folder;
  const std::vector<std::string> serve = served_by_nobody("", json(folder, socket.port()));
  const Finished alone = run(serve);
  EXPECT_EQ(alone.status, 1);
  EXPECT_THAT(alone.errors, HasSubstr("port " + std::to_string(socket.port()) +
                                      " needs a privilege that this process does not have; let "
                                      "systemd open it"));
  Process server(serve, Process::ErrorOutput::Separate, {}, {socket.number()});
  EXPECT_TRUE(serves(host(socket.port()))) << server.errors();
}

// AmbientCapabilities=CAP_NET_BIND_SERVICE, without a socket unit.
TEST(SystemdService, OneCapabilityIsEnoughForALowPort) {
  if (::geteuid() != 0) {
    GTEST_SKIP() << "only root can give a capability away";
  }
  const std::uint16_t port = OpenSocket::low().port();
  const TemporaryFolder folder;
  Process server(served_by_nobody("+net_bind_service", json(folder, port)));
  EXPECT_TRUE(says(server, "TND001I")) << server.errors();
  EXPECT_TRUE(serves(host(port))) << server.errors();
}

std::string content(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What a unit file says of a key, each time.
std::vector<std::string> values(const std::string& file, const std::string& key) {
  std::vector<std::string> found;
  std::istringstream in(content(std::string(PACKAGING_FOLDER "/systemd/") + file));
  for (std::string line; std::getline(in, line);) {
    if (line.rfind(key + "=", 0) == 0) {
      found.push_back(line.substr(key.size() + 1));
    }
  }
  return found;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

TEST(SystemdService, UnitsStartAndReloadTheServer) {
  const TemporaryFolder folder;
  const OpenSocket socket = OpenSocket::loopback();
  ASSERT_THAT(values("tn3270d.service", "ExecStart"), SizeIs(1));
  std::vector<std::string> start = words_of(values("tn3270d.service", "ExecStart").front());
  ASSERT_EQ(start.front(), "/usr/bin/tn3270d");
  ASSERT_EQ(start.back(), "/etc/tn3270d/tn3270d.json");
  start.front() = tn3270d_binary();
  start.back() = json(folder, socket.port()).string();
  Process server(start, Process::ErrorOutput::Separate, {"LISTEN_FDNAMES=tn3270d.socket"},
                 {socket.number()});
  EXPECT_TRUE(serves(host(socket.port()))) << server.errors();
  EXPECT_THAT(values("tn3270d.service", "ExecReload"), ElementsAre("/bin/kill -HUP $MAINPID"));
  server.signal(SIGHUP);
  EXPECT_TRUE(serves(host(socket.port()))) << server.errors();
  server.signal(SIGTERM);
  EXPECT_EQ(server.finish(seconds(10)), 0) << server.errors();
}

TEST(SystemdService, UnitsOpenThePortsThatTheDocumentConfigures) {
  const std::string document = content(PACKAGING_FOLDER "/../docs/access.md");
  const std::vector<std::string> ports = values("tn3270d.socket", "ListenStream");
  EXPECT_THAT(ports, SizeIs(2));
  for (const std::string& port : ports) {
    EXPECT_THAT(document, HasSubstr(R"("address": "::", "port": )" + port));
  }
  EXPECT_THAT(values("tn3270d.service", "Wants"), ElementsAre(HasSubstr("tn3270d.socket")));
}

}  // namespace
}  // namespace e2e
