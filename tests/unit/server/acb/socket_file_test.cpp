#include "tn3270/server/acb/socket_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "tn3270/server/acb/accounts.h"
#include "tn3270/server/acb/application_tokens.h"

namespace server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class SocketFiles : public testing::Test {
 public:
  SocketFiles(const SocketFiles&) = delete;
  SocketFiles& operator=(const SocketFiles&) = delete;

 protected:
  SocketFiles() {
    std::string name = (std::filesystem::temp_directory_path() / "socket-file.XXXXXX").string();
    folder = ::mkdtemp(name.data());
    settings.path = (folder / "acb.sock").string();
  }
  ~SocketFiles() override { std::filesystem::remove_all(folder); }

  [[nodiscard]] std::string refusal() const {
    try {
      const SocketFile file(settings);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }
  [[nodiscard]] mode_t mode() const {
    struct stat status {};
    EXPECT_EQ(::lstat(settings.path.c_str(), &status), 0);
    return status.st_mode & 0777U;
  }

  std::filesystem::path folder;
  config::ApplicationSocketSettings settings;
};

int connect_to(const std::string& path) {
  const int made = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(static_cast<char*>(address.sun_path), path.data(), path.size());
  const auto* generic = static_cast<const sockaddr*>(static_cast<const void*>(&address));
  EXPECT_EQ(::connect(made, generic, sizeof address), 0) << path;
  return made;
}

TEST_F(SocketFiles, HaveTheModeThatIsSetWhateverTheUmask) {
  for (const mode_t umask : {mode_t{0}, mode_t{0077}}) {
    const mode_t before = ::umask(umask);
    for (const std::uint32_t wanted : {0600U, 0660U, 0666U}) {
      settings.mode = wanted;
      const SocketFile file(settings);
      EXPECT_EQ(mode(), wanted);
    }
    ::umask(before);
  }
}

TEST_F(SocketFiles, GoWithTheirServerAndAnotherOnesStay) {
  { const SocketFile file(settings); }
  EXPECT_FALSE(std::filesystem::exists(settings.path));
  {
    const SocketFile file(settings);
    std::filesystem::remove(settings.path);
    std::ofstream(settings.path) << "something else";
  }
  EXPECT_TRUE(std::filesystem::exists(settings.path));
}

TEST_F(SocketFiles, AreReplacedOnlyIfNobodyListens) {
  {
    SocketFile left(settings);
    ::close(left.release());
    const SocketFile next(settings);  // as after a SIGKILL
    EXPECT_THAT(refusal(), HasSubstr("it is in use by pid " + std::to_string(::getpid())));
    const int client = connect_to(settings.path);
    ::close(client);
  }
  std::ofstream(settings.path) << "a text";
  EXPECT_THAT(refusal(), HasSubstr("a file that is no socket is there"));
  EXPECT_EQ(socket_file_fault(settings),
            settings.path +
                " is a file that is no socket; remove it, or choose another path for the "
                "application socket");
}

TEST_F(SocketFiles, NeedAFolder) {
  settings.path = (folder / "none" / "acb.sock").string();
  EXPECT_EQ(refusal(), "cannot listen for applications on " + settings.path + ": its directory " +
                           (folder / "none").string() + " does not exist; make it");
  EXPECT_THAT(socket_file_fault(settings).value_or(""), HasSubstr("does not exist; make it"));
  settings.path = (folder / "acb.sock").string();
  EXPECT_EQ(socket_file_fault(settings), std::nullopt);
}

TEST_F(SocketFiles, AGroupThatIsNotKnownIsSaid) {
  settings.group = "no-such-group";
  EXPECT_THAT(refusal(), HasSubstr("there is no group 'no-such-group' here"));
  EXPECT_FALSE(std::filesystem::exists(settings.path));
  settings.group = std::to_string(::getgid());
  EXPECT_EQ(refusal(), "");
}

TEST_F(SocketFiles, KnowWhoConnects) {
  SocketFile file(settings);
  const int client = connect_to(settings.path);
  const auto peer = unix_peer(client);
  ::close(client);
  ASSERT_TRUE(peer);
  EXPECT_EQ(peer->process, ::getpid());
  EXPECT_EQ(peer->user, ::getuid());
  EXPECT_THAT(peer_text(*peer), StartsWith("pid " + std::to_string(::getpid()) + " uid " +
                                           std::to_string(::getuid())));
}

TEST_F(SocketFiles, ThatWasPassedBelongsToWhoeverMadeIt) {
  SocketFile systemds(settings);
  ASSERT_EQ(::chmod(settings.path.c_str(), 0600), 0);
  const int passed = systemds.release();
  {
    SocketFile ours(settings, ::dup(passed));
    EXPECT_EQ(mode(), 0600U);
    const int client = connect_to(settings.path);
    EXPECT_GE(client, 0);
    ::close(client);
    ours.remove();
  }
  EXPECT_TRUE(std::filesystem::exists(settings.path));
  ::close(passed);
}

TEST(Accounts, UsersAreKnownByNameOrNumber) {
  const auto ids = user_ids({"root", "4711"});
  ASSERT_TRUE(std::holds_alternative<std::vector<uid_t>>(ids));
  EXPECT_THAT(std::get<std::vector<uid_t>>(ids), ElementsAre(0U, 4711U));
  EXPECT_EQ(std::get<std::string>(user_ids({"root", "no-such-user"})),
            "there is no user 'no-such-user' here");
  EXPECT_EQ(user_name(0), "root");
  EXPECT_EQ(user_name(4'294'000'000U), "");
}

TEST_F(SocketFiles, TokensAreOfAFileThatOthersCannotRead) {
  const std::string path = (folder / "tokens").string();
  EXPECT_THAT(std::get<std::string>(read_application_tokens(path)),
              HasSubstr("cannot be read: No such file or directory; write one token a line"));
  std::ofstream(path) << "# ours\n\nsesame\n  open \n";
  ::chmod(path.c_str(), 0644);
  EXPECT_EQ(std::get<std::string>(read_application_tokens(path)),
            "the token file " + path +
                " of the application socket can be read or changed by others than its owner; "
                "chmod 600 " +
                path);
  ::chmod(path.c_str(), 0600);
  const auto tokens = read_application_tokens(path);
  ASSERT_TRUE(std::holds_alternative<std::vector<std::string>>(tokens));
  EXPECT_THAT(std::get<std::vector<std::string>>(tokens), ElementsAre("sesame", "open"));
  std::ofstream(path) << "# none\n";
  EXPECT_THAT(std::get<std::string>(read_application_tokens(path)), HasSubstr("holds no token"));
}

}  // namespace
}  // namespace server
