#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// Root only to bind ports and read keys.
namespace e2e {
namespace {

using testing::HasSubstr;

std::string status_of(pid_t process) {
  std::ostringstream text;
  text << std::ifstream("/proc/" + std::to_string(process) + "/status").rdbuf();
  return text.str();
}

std::string json(const std::string& user) {
  return R"({"name": "TEST", "listeners": [{"name": "clear", "port": @PORT@}],
    "lus": [{"names": "T001", "type": "terminal"}],
    "process": {"user": ")" +
         user + R"("}, "admin": {"enabled": false}})";
}

TEST(Privileges, AreGivenUpWhenPortsAreBound) {
  if (::geteuid() != 0) {
    GTEST_SKIP() << "only root can become somebody else";
  }
  Daemon daemon(json("nobody"));
  EXPECT_TRUE(daemon.log_has("TND022I running from here on as user nobody"));
  const std::string status = status_of(daemon.process().pid());
  EXPECT_THAT(status, HasSubstr("Uid:\t65534\t65534\t65534\t65534"));
  EXPECT_THAT(status, HasSubstr("CapEff:\t0000000000000000"));
  // Nobody but root looks into it, and no core of it is written: the kernel gives its files to
  // root.
  const std::string memory = "/proc/" + std::to_string(daemon.process().pid()) + "/mem";
  EXPECT_EQ(run({"stat", "--format", "%U", memory}).output, "root\n");
  S3270 client(daemon.host());
  EXPECT_TRUE(client.wait_for_field()) << daemon.log();
}

TEST(Privileges, OfAUserThatIsNotThereAreNamedByCheck) {
  const TemporaryFolder folder;
  std::string text = json("nosuchuser");
  text.replace(text.find("@PORT@"), 6, std::to_string(free_port()));
  const auto file = folder.write("c.json", text);
  const Finished checked = run({tn3270d_binary(), "check", file.string()});
  EXPECT_NE(checked.status, 0);
  EXPECT_THAT(checked.output + checked.errors, HasSubstr("there is no user 'nosuchuser'"));
}

}  // namespace
}  // namespace e2e
