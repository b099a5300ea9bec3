// TCP proxies between real clients and real servers of other people.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/hercules.h"
#include "tests/e2e/loopback.h"
#include "tests/e2e/s3270.h"
#include "tests/unit/server/proxy/line.h"
#include "tests/unit/server/proxy/own_network.h"

namespace e2e {
namespace {

constexpr std::size_t kLarge = 300'000'000;
constexpr std::size_t kMuch = 50'000'000;
constexpr Milliseconds kStart = std::chrono::seconds(10);

// Python's HTTP server on the files of a folder.
class WebServer {
 public:
  explicit WebServer(const std::filesystem::path& folder, const std::string& address = "127.0.0.1",
                     std::uint16_t port = free_port())
      : port_(port),
        process_({"python3", "-u", "-c", R"(
import functools, http.server, socket, sys
class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 512
    address_family = socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET
files = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[3])
server = Server((sys.argv[1], int(sys.argv[2])), files)
print('ready', flush=True)
server.serve_forever()
)",
                  address, std::to_string(port), folder.string()}) {
    EXPECT_TRUE(process_.read_line(kStart).has_value()) << process_.errors();
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  std::uint16_t port_;
  Process process_;
};

// OpenSSL's own, with TLS. It speaks HTTP and closes at the end of each file.
class TlsWebServer {
 public:
  TlsWebServer(const std::filesystem::path& folder, const std::string& certificate)
      : process_(
            {"sh", "-c",
             R"(cd "$1" && exec openssl s_server -WWW -accept 127.0.0.1:$2 -cert "$3" -key "$3")",
             "sh", folder.string(), std::to_string(port_), certificate}) {
    EXPECT_TRUE(process_.read_line(kStart).has_value()) << process_.errors();
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  std::uint16_t port_ = free_port();
  Process process_;
};

struct Files {
  explicit Files(std::size_t size = kMuch) {
    folder.write("empty", "");
    folder.write("small", "a small file\n");
    // Different in every place, and compared with what arrives.
    std::ofstream large(folder.path() / "large", std::ios::binary);
    std::string block(1'000'000, '\0');
    for (std::size_t number = 0; number < size / block.size(); ++number) {
      for (std::size_t at = 0; at < block.size(); at += 4'099) {
        block[at] = static_cast<char>(number * 7 + at);
      }
      large << block;
    }
  }
  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder.path() / name).string();
  }
  TemporaryFolder folder;
};

std::string proxy_json(const std::vector<std::string>& proxies, const std::string& more = "") {
  std::string list;
  for (const std::string& proxy : proxies) {
    list += (list.empty() ? "" : ", ") + proxy;
  }
  return json_of(R"({"name": "T001", "type": "terminal"})",
                 more + R"("proxies": [)" + list + "], ");
}

std::string side(const std::string& address, std::uint16_t port, bool tls) {
  return R"({"address": ")" + address + R"(", "port": )" + std::to_string(port) + R"(, "tls": )" +
         (tls ? "true" : "false") + "}";
}

struct Way {
  bool tls_in = false;
  bool tls_out = false;
};

class Proxied {
 public:
  Proxied(Way way, std::uint16_t to, const Certificates& certificates, const std::string& more = "")
      : way_(way),
        ca_(certificates.ca()),
        daemon_(proxy_json({R"({"name": "web", "listen": )" + side("127.0.0.1", port_, way.tls_in) +
                            R"(, "to": )" + side("127.0.0.1", to, way.tls_out) +
                            R"(, "certificate": ")" + certificates.server() + R"(", "ca": ")" +
                            certificates.ca() + R"(", "verify_name": "localhost")" + more + "}"}),
                Daemon::Binary::Product, {"--debug"}) {}

  [[nodiscard]] Finished curl(const std::string& file,
                              std::vector<std::string> options = {}) const {
    std::vector<std::string> command{
        "curl",       "--silent",  "--show-error",
        "--max-time", "20",        "--cacert",
        ca_,          "--resolve", "localhost:" + std::to_string(port_) + ":127.0.0.1"};
    command.insert(command.end(), options.begin(), options.end());
    command.push_back((way_.tls_in ? "https://localhost:" : "http://localhost:") +
                      std::to_string(port_) + "/" + file);
    return run(command, "", std::chrono::seconds(30));
  }
  // The file arrives as it is.
  [[nodiscard]] bool brings(const Files& files, const std::string& file) const {
    const TemporaryFolder folder;
    const std::string copy = (folder.path() / "copy").string();
    return curl(file, {"--output", copy, "--fail"}).status == 0 &&
           run({"cmp", files.path(file), copy}).status == 0;
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] Daemon& daemon() { return daemon_; }

 private:
  Way way_;
  std::string ca_;
  std::uint16_t port_ = free_port();
  Daemon daemon_;
};

TEST(Proxy, BringsFilesOfNoBytesAndOfThreeHundredMegabytesByTls) {
  const Certificates certificates;
  const Files files(kLarge);
  const WebServer web(files.folder.path());
  Proxied proxied({true, false}, web.port(), certificates);
  EXPECT_TRUE(proxied.daemon().log_has(
      "BSTT719I 1: 1 Listening on port " + std::to_string(proxied.port()) +
      " SSL IP 127.0.0.1 to 127.0.0.1 port " + std::to_string(web.port()) + " TXT"));
  for (const char* file : {"small", "empty", "large"}) {
    EXPECT_TRUE(proxied.brings(files, file)) << file;
  }
  EXPECT_TRUE(proxied.daemon().log_has("TND654I proxy 'web': 127.0.0.1 port "));
  EXPECT_TRUE(proxied.daemon().log_has(" 300000")) << "bytes of the large one";
}

TEST(Proxy, BringsFilesOfAServerThatSpeaksTls) {
  const Certificates certificates;
  const Files files;
  const TlsWebServer web(files.folder.path(), certificates.server());
  for (const Way way : {Way{false, true}, Way{true, true}}) {
    const Proxied proxied(way, web.port(), certificates);
    for (const char* file : {"small", "large"}) {
      // It says HTTP/1.0 without a length, so that only the end tells a whole file.
      EXPECT_TRUE(proxied.brings(files, file)) << file;
    }
  }
}

TEST(Proxy, BringsFilesInClear) {
  const Certificates certificates;
  const Files files;
  const WebServer web(files.folder.path());
  const Proxied proxied({false, false}, web.port(), certificates);
  for (const char* file : {"small", "empty", "large"}) {
    EXPECT_TRUE(proxied.brings(files, file)) << file;
  }
}

TEST(Proxy, ServesTwoHundredClientsAtATime) {
  const Certificates certificates;
  const TemporaryFolder folder;
  folder.write("small", "a small file\n");
  const WebServer web(folder.path());
  Proxied proxied({true, false}, web.port(), certificates);
  const Finished all =
      proxied.curl("small?[1-200]", {"--parallel", "--parallel-immediate", "--parallel-max", "200",
                                     "--output", "/dev/null", "--write-out", "%{http_code}\n"});
  EXPECT_EQ(all.status, 0) << all.errors;
  std::string expected;
  for (int client = 0; client < 200; ++client) {
    expected += "200\n";
  }
  EXPECT_EQ(all.output, expected);
  const Finished listed = proxied.daemon().ctl({"proxies"});
  EXPECT_EQ(listed.status, 0) << listed.errors;
  EXPECT_NE(listed.output.find("web   127.0.0.1 port " + std::to_string(proxied.port()) + " SSL"),
            std::string::npos)
      << listed.output;
}

TEST(Proxy, SaysOnceThatTheServerIsDownAndServesWhenItIsUp) {
  const Certificates certificates;
  const TemporaryFolder folder;
  folder.write("small", "a small file\n");
  const std::uint16_t port = free_port();
  Proxied proxied({true, false}, port, certificates);
  for (int attempt = 0; attempt < 3; ++attempt) {
    EXPECT_NE(proxied.curl("small").status, 0);
  }
  const std::string line = "TND653W proxy 'web': 127.0.0.1 port " + std::to_string(port) +
                           " TXT is not to be had: Connection refused";
  EXPECT_TRUE(proxied.daemon().log_has(line));
  const std::string log = proxied.daemon().log();
  EXPECT_EQ(log.find(line), log.rfind(line)) << "said once";
  const WebServer web(folder.path(), "127.0.0.1", port);
  EXPECT_EQ(proxied.curl("small").output, "a small file\n");
}

TEST(Proxy, JoinsTheOldAndTheNewInternet) {
  const TemporaryFolder folder;
  folder.write("small", "a small file\n");
  const WebServer old_web(folder.path());
  const WebServer new_web(folder.path(), "::1");
  const std::uint16_t old_port = free_port();
  const std::uint16_t new_port = free_port();
  const Daemon daemon(
      proxy_json({R"({"name": "4to6", "listen": )" + side("127.0.0.1", old_port, false) +
                      R"(, "to": )" + side("::1", new_web.port(), false) + "}",
                  R"({"name": "6to4", "listen": )" + side("::1", new_port, false) + R"(, "to": )" +
                      side("127.0.0.1", old_web.port(), false) + "}"}));
  for (const std::string& url : {"http://127.0.0.1:" + std::to_string(old_port) + "/small",
                                 "http://[::1]:" + std::to_string(new_port) + "/small"}) {
    EXPECT_EQ(run({"curl", "--silent", "--max-time", "10", url}).output, "a small file\n") << url;
  }
}

TEST(Proxy, OutlivesClientsThatGoAtAnyMoment) {
  const Certificates certificates;
  const Files files;
  const WebServer web(files.folder.path());
  Proxied proxied({true, false}, web.port(), certificates);
  std::vector<std::unique_ptr<Process>> clients;
  for (int client = 0; client < 20; ++client) {
    clients.push_back(std::make_unique<Process>(std::vector<std::string>{
        "curl", "--silent", "--cacert", certificates.ca(), "--output", "/dev/null", "--resolve",
        "localhost:" + std::to_string(proxied.port()) + ":127.0.0.1",
        "https://localhost:" + std::to_string(proxied.port()) + "/large"}));
    ::usleep(static_cast<useconds_t>(client) * 2'000);
    clients[static_cast<std::size_t>(client) / 2]->signal(SIGKILL);
  }
  clients.clear();
  EXPECT_EQ(proxied.curl("small").output, "a small file\n");
}

TEST(Proxy, ServesNoMoreClientsOfAnAddressThanAdmissionAllows) {
  EXPECT_TRUE(server::in_own_network([] {
    const TemporaryFolder folder;
    folder.write("small", "a small file\n");
    const WebServer web(folder.path());
    const std::uint16_t port = free_port();
    Daemon daemon(proxy_json({R"({"name": "web", "listen": )" + side("0.0.0.0", port, false) +
                              R"(, "to": )" + side("127.0.0.1", web.port(), false) + "}"},
                             R"("admission": {"per_address": 1}, )"));
    const auto curl = [port](const std::string& from) {
      return run({"curl", "--silent", "--max-time", "10", "--interface", from,
                  "http://10.1.2.4:" + std::to_string(port) + "/small"});
    };
    auto holder = std::make_unique<server::Line>(server::Line::to(port, "10.1.2.4", "10.1.2.3"));
    holder->say("GET /small HTTP/1.1\r\n");
    EXPECT_TRUE(daemon.shows({"proxies", "--json"}, R"("clients": 1,)"));
    EXPECT_NE(curl("10.1.2.3").status, 0);
    EXPECT_TRUE(daemon.log_has("TND652W proxy 'web': 10.1.2.3 port "));
    EXPECT_TRUE(
        daemon.log_has("is one too many: its address has 1 client already, as many as one may"));
    EXPECT_EQ(curl("10.1.2.4").output, "a small file\n");
    EXPECT_TRUE(daemon.shows({"proxies", "--json"}, R"("refused": 1,)"));
    holder.reset();
    EXPECT_TRUE(daemon.shows({"proxies", "--json"}, R"("clients": 0,)"));
    EXPECT_EQ(curl("10.1.2.3").output, "a small file\n");
  }));
}

// Both ways to ask for it; what the name leads to does not change here.
TEST(Proxy, ServesOnAfterItsTargetWasLookedUpAgain) {
  const TemporaryFolder folder;
  folder.write("small", "a small file\n");
  const WebServer web(folder.path());
  const std::uint16_t port = free_port();
  Daemon daemon(proxy_json({R"({"name": "web", "listen": )" + side("127.0.0.1", port, false) +
                            R"(, "to": )" + side("localhost", web.port(), false) + "}"}));
  const auto fetched = [port] {
    return run({"curl", "--silent", "--max-time", "10",
                "http://127.0.0.1:" + std::to_string(port) + "/small"})
        .output;
  };
  EXPECT_EQ(fetched(), "a small file\n");
  const Finished reload = daemon.ctl({"reload"});
  EXPECT_EQ(reload.status, 0) << reload.errors;
  EXPECT_NE(reload.output.find("proxy 'web': the host localhost is where it was: "),
            std::string::npos)
      << reload.output;
  EXPECT_EQ(fetched(), "a small file\n");
  daemon.process().signal(SIGHUP);
  const std::string line = "TND655I proxy 'web': the host localhost is where it was: ";
  EXPECT_TRUE(daemon.log_has(line));
  const auto said = [&] {
    const std::string log = daemon.log();
    return log.find(line) != log.rfind(line);
  };
  for (int tries = 0; tries < 400 && !said(); ++tries) {
    ::usleep(10'000);
  }
  EXPECT_TRUE(said()) << daemon.log();
  EXPECT_EQ(fetched(), "a small file\n");
}

// Hercules knows neither TLS nor TN3270E; its console has a screen without any operating system.
TEST(Proxy, PutsTlsInFrontOfHercules) {
  const Certificates certificates;
  const Hercules host(4, Hercules::Guest::None);
  Proxied proxied({true, false}, host.port(), certificates);
  const Finished terminal = run({"s3270", "-model", "3278-2", "-cafile", certificates.ca()},
                                "Connect(\"L:localhost:" + std::to_string(proxied.port()) +
                                    "\")\nWait(5,Output)\nAscii(0,0,2,80)\nQuery(Tls)\nQuit()\n");
  EXPECT_NE(terminal.output.find("Hercules Version"), std::string::npos) << terminal.output;
  EXPECT_NE(terminal.output.find("secure"), std::string::npos) << terminal.output;
}

}  // namespace
}  // namespace e2e
