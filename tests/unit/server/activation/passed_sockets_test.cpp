#include "tn3270/server/activation/passed_sockets.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace server {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Where nothing else of this process is.
constexpr int kFirst = 500;

sockaddr* generic(void* address) {
  return static_cast<sockaddr*>(address);
}

class PassedSocketsTest : public testing::Test {
 public:
  PassedSocketsTest(const PassedSocketsTest&) = delete;
  PassedSocketsTest& operator=(const PassedSocketsTest&) = delete;

 protected:
  PassedSocketsTest() = default;
  ~PassedSocketsTest() override {
    for (int index = 0; index < passed_; ++index) {
      ::close(kFirst + index);  // most are closed already
    }
  }

  // The next descriptor that is passed, inherited and blocking, as systemd passes them.
  int pass(int made) {
    const int descriptor = kFirst + passed_++;
    EXPECT_EQ(::dup2(made, descriptor), descriptor);
    ::close(made);
    return descriptor;
  }
  // A TCP socket on a free port of the loopback address, or everywhere.
  int pass_listening(int family = AF_INET, bool everywhere = false) {
    const int made = ::socket(family, SOCK_STREAM, 0);
    sockaddr_in6 six{};
    sockaddr_in four{};
    six.sin6_family = AF_INET6;
    six.sin6_addr = everywhere ? in6addr_any : in6addr_loopback;
    four.sin_family = AF_INET;
    four.sin_addr.s_addr = htonl(everywhere ? INADDR_ANY : INADDR_LOOPBACK);
    const bool v6 = family == AF_INET6;
    void* address = v6 ? static_cast<void*>(&six) : &four;
    socklen_t size = v6 ? sizeof six : sizeof four;
    EXPECT_EQ(::bind(made, generic(address), size), 0);
    EXPECT_EQ(::listen(made, 4), 0);
    EXPECT_EQ(::getsockname(made, generic(address), &size), 0);
    ports_.push_back(ntohs(v6 ? six.sin6_port : four.sin_port));
    return pass(made);
  }
  int pass_file(const std::string& path) {
    const int made = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(static_cast<char*>(address.sun_path), path.data(), path.size());
    EXPECT_EQ(::bind(made, generic(&address), sizeof address), 0);
    EXPECT_EQ(::listen(made, 4), 0);
    return pass(made);
  }
  [[nodiscard]] PassedSockets receive(const std::vector<std::string>& names = {}) const {
    return PassedSockets({passed_, names, ""}, kFirst);
  }
  [[nodiscard]] std::uint16_t port(std::size_t index) const { return ports_.at(index); }
  // One listener on the port of the socket with that index.
  [[nodiscard]] config::Config configuration(const std::string& address, std::size_t index) const {
    config::Config config;
    config.servers.resize(1);
    config.servers[0].listeners.push_back(
        {.name = "clear", .address = address, .port = port(index), .at = {}});
    config.admin.enabled = false;
    return config;
  }
  static bool is_open(int descriptor) { return ::fcntl(descriptor, F_GETFD) >= 0; }

  Log log{Log::Target::Nowhere};

 private:
  int passed_ = 0;
  std::vector<std::uint16_t> ports_;
};

TEST_F(PassedSocketsTest, AreInheritedByNobodyAndBlockNobody) {
  const int descriptor = pass_listening();
  ASSERT_EQ(::fcntl(descriptor, F_GETFD) & FD_CLOEXEC, 0);
  const PassedSockets sockets = receive();
  EXPECT_THAT(sockets.warnings(), IsEmpty());
  EXPECT_NE(::fcntl(descriptor, F_GETFD) & FD_CLOEXEC, 0);
  EXPECT_NE(::fcntl(descriptor, F_GETFL) & O_NONBLOCK, 0);
}

TEST_F(PassedSocketsTest, AreTakenOnceByWhoeverListensThere) {
  pass_listening();
  const int descriptor = pass_listening();
  PassedSockets sockets = receive();
  const config::Config config = configuration("127.0.0.1", 1);
  EXPECT_TRUE(sockets.serve(config, place_of("::ffff:127.0.0.1", port(1)).value()));
  EXPECT_FALSE(sockets.serve(config, place_of("127.0.0.1", port(0)).value()));
  sockets.assign(config, log);
  EXPECT_FALSE(is_open(kFirst));  // nobody wants it
  EXPECT_EQ(sockets.take("127.0.0.1", port(0)), -1);
  EXPECT_EQ(sockets.take("127.0.0.1", port(1)), descriptor);
  EXPECT_EQ(sockets.take("127.0.0.1", port(1)), -1);
  EXPECT_TRUE(is_open(descriptor));
}

TEST_F(PassedSocketsTest, OfIPv6HaveTheirOwnAddress) {
  const int descriptor = pass_listening(AF_INET6);
  PassedSockets sockets = receive();
  sockets.assign(configuration("0:0::1", 0), log);
  EXPECT_EQ(sockets.take("0:0::1", port(0)), descriptor);
}

TEST_F(PassedSocketsTest, OfIPv6EverywhereTakeBothFamiliesUnlessTheySayNo) {
  const int both = pass_listening(AF_INET6, true);
  const int on = 1;
  const int made = ::socket(AF_INET6, SOCK_STREAM, 0);
  ASSERT_EQ(::setsockopt(made, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on), 0);
  sockaddr_in6 any{};
  any.sin6_family = AF_INET6;
  socklen_t size = sizeof any;
  ASSERT_EQ(::bind(made, generic(&any), size), 0);
  ASSERT_EQ(::listen(made, 4), 0);
  ASSERT_EQ(::getsockname(made, generic(&any), &size), 0);
  pass(made);
  const PassedSockets sockets = receive();
  EXPECT_TRUE(sockets.serve(configuration("0.0.0.0", 0), place_of("0.0.0.0", port(0)).value()));
  config::Config of_one = configuration("0.0.0.0", 0);
  of_one.servers[0].listeners[0].port = ntohs(any.sin6_port);
  EXPECT_FALSE(sockets.serve(of_one, place_of("0.0.0.0", ntohs(any.sin6_port)).value()));
  EXPECT_TRUE(is_open(both));
}

TEST_F(PassedSocketsTest, ThatNobodyTakesAreClosedInTheEnd) {
  pass_listening();
  pass_listening();
  {
    PassedSockets first = receive();
    first.assign(configuration("127.0.0.1", 0), log);
    const PassedSockets second = std::move(first);
    EXPECT_TRUE(is_open(kFirst));
  }
  EXPECT_FALSE(is_open(kFirst));
  EXPECT_FALSE(is_open(kFirst + 1));
}

TEST_F(PassedSocketsTest, ThatDoNotListenAreClosedWithAReason) {
  pass(::open("/dev/null", O_RDONLY));
  pass(::socket(AF_INET, SOCK_DGRAM, 0));
  pass(::socket(AF_INET, SOCK_STREAM, 0));
  const int last = pass_listening();
  const PassedSockets sockets = receive({"nu\nll", "syslog", "", "terminals"});
  EXPECT_THAT(
      sockets.warnings(),
      ElementsAre(
          AllOf(HasSubstr("TND032W descriptor 500 'nu?ll'"), HasSubstr("is not a socket")),
          AllOf(HasSubstr("TND032W descriptor 501 'syslog'"), HasSubstr("say ListenStream=")),
          AllOf(HasSubstr("TND032W descriptor 502,"),
                HasSubstr("does not listen; say Accept=no"))));
  EXPECT_FALSE(is_open(kFirst));
  EXPECT_FALSE(is_open(kFirst + 1));
  EXPECT_FALSE(is_open(kFirst + 2));
  EXPECT_TRUE(is_open(last));
}

TEST_F(PassedSocketsTest, ThatAreNotThereAreMissed) {
  const int there = pass_listening();
  const PassedSockets sockets({2'000'000'000, {}, ""}, kFirst);
  EXPECT_THAT(sockets.warnings(),
              ElementsAre(AllOf(HasSubstr("TND031W LISTEN_FDS says 2000000000, but descriptor 501"),
                                HasSubstr("is not open"))));
  EXPECT_TRUE(sockets.serve(configuration("127.0.0.1", 0), place_of("127.0.0.1", port(0)).value()));
  EXPECT_TRUE(is_open(there));
}

TEST_F(PassedSocketsTest, AFileIsTheSameByAnyPath) {
  std::string made = (std::filesystem::temp_directory_path() / "passed-XXXXXX").string();
  const std::filesystem::path folder = ::mkdtemp(made.data());
  std::filesystem::create_directory(folder / "run");
  std::filesystem::create_directory_symlink(folder / "run", folder / "var");
  const int descriptor = pass_file((folder / "run" / "acb.sock").string());
  PassedSockets sockets = receive();
  config::Config config;
  config.admin.enabled = false;
  const std::string path = (folder / "var" / "." / "acb.sock").string();
  config.application_socket = config::ApplicationSocketSettings{.path = path, .at = {}};
  sockets.assign(config, log);
  EXPECT_EQ(sockets.take_path(path), descriptor);
  std::filesystem::remove_all(folder);
}

TEST_F(PassedSocketsTest, AUnixSocketWithoutAFileIsOfNoUse) {
  const int made = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  // Only the family: the kernel chooses an abstract name (unix(7)).
  ASSERT_EQ(::bind(made, generic(&address), sizeof address.sun_family), 0);
  ASSERT_EQ(::listen(made, 4), 0);
  pass(made);
  const PassedSockets sockets = receive();
  EXPECT_THAT(sockets.warnings(), ElementsAre(HasSubstr("a Unix socket without a file")));
}

TEST_F(PassedSocketsTest, OfTheEnvironmentAreOfNobodyElse) {
  ::setenv("LISTEN_PID", "1", 1);
  ::setenv("LISTEN_FDS", "1", 1);
  ::setenv("LISTEN_FDNAMES", "x", 1);
  const PassedSockets sockets = PassedSockets::of_environment();
  EXPECT_THAT(sockets.warnings(), ElementsAre(HasSubstr("TND031W LISTEN_PID is 1, but this is")));
  for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) {
    EXPECT_EQ(std::getenv(name), nullptr) << name;
  }
}

}  // namespace
}  // namespace server
