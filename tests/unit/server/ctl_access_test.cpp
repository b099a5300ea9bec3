#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tn3270/control/server_access.h"

namespace control {
namespace {

TEST(ServerAccess, TidiesTheUrl) {
  EXPECT_EQ(tidy_url("127.0.0.1:8270"), "http://127.0.0.1:8270");
  EXPECT_EQ(tidy_url("https://host/tn//"), "https://host/tn");
}

TEST(ServerAccess, AsksOnlyHttp) {
  for (const char* url : {"http://h", "https://[::1]:1/x"}) {
    EXPECT_TRUE(is_http(url)) << url;
  }
  for (const char* url : {"ftp://h", "file:///etc/hostname", "http://", "http:///x", ""}) {
    EXPECT_FALSE(is_http(url)) << url;
  }
}

TEST(ServerAccess, KnowsThisMachine) {
  for (const char* url : {"http://127.0.0.1:8270", "http://127.1.2.3", "http://localhost:1/x",
                          "http://[::1]:8270", "https://user@localhost"}) {
    EXPECT_TRUE(is_loopback(url)) << url;
  }
  for (const char* url : {"http://10.0.0.1", "http://localhost.example.org", "http://[2001:db8::1]",
                          "http://127.0.0.1.example.org", "http://example.org/@localhost"}) {
    EXPECT_FALSE(is_loopback(url)) << url;
  }
}

TEST(ServerAccess, TakesAnOperatorsTokenBeforeAViewers) {
  EXPECT_EQ(choose_token("# x\nviewer:v1\nboss\nother\n"), "boss");
  EXPECT_EQ(choose_token("viewer:v1\nviewer:v2\n"), "v1");
  EXPECT_EQ(choose_token("\n# nothing\n"), "");
}

class TokenFiles : public testing::Test {
 protected:
  TokenFiles() {
    std::string name = (std::filesystem::temp_directory_path() / "ctl_access_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~TokenFiles() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(TokenFiles, AreReadByTheirPath) {
  std::ofstream(folder_ / "t") << "secret\n";
  const auto access = find_server("", (folder_ / "t").string());
  EXPECT_EQ(access.url, "http://127.0.0.1:8270");
  EXPECT_EQ(access.token, "secret");
  EXPECT_EQ(access.lack, "");
}

TEST_F(TokenFiles, ThatAreMissingOrEmptyAreNamed) {
  const auto missing = find_server("", (folder_ / "none").string());
  EXPECT_EQ(missing.token, "");
  EXPECT_NE(missing.lack.find((folder_ / "none").string()), std::string::npos);
  EXPECT_NE(find_server("", folder_.string()).lack, "");
  std::ofstream(folder_ / "empty") << "";
  EXPECT_NE(find_server("", (folder_ / "empty").string()).lack, "");
}

}  // namespace
}  // namespace control
