#include "tn3270/server/admin/tokens.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace server {
namespace {

namespace fs = std::filesystem;

TEST(Tokens, GiveTheRoleOfTheirLine) {
  const auto tokens = Tokens::parse("# operators\nalpha\r\n\nviewer:beta\n  viewer: gamma  \n");
  EXPECT_EQ(tokens.role("Bearer alpha"), Role::Operator);
  EXPECT_EQ(tokens.role("Bearer beta"), Role::Viewer);
  EXPECT_EQ(tokens.role("Bearer gamma"), Role::Viewer);
}

TEST(Tokens, RefuseWhatIsNotExactlyOneOfThem) {
  const auto tokens = Tokens::parse("alpha\nviewer:beta\n");
  for (const char* value : {"", "Bearer", "Bearer ", "Bearer alph", "Bearer alphaa", "Bearer ALPHA",
                            "alpha", "Basic alpha", "Bearer viewer:beta", "Bearer # operators",
                            "Bearer alpha beta", "Bearerxalpha", "BearerX alpha"}) {
    EXPECT_EQ(tokens.role(value), std::nullopt) << value;
  }
}

TEST(Tokens, TakeTheSchemeInAnyCaseAndMoreBlanks) {
  const auto tokens = Tokens::parse("alpha");
  EXPECT_EQ(tokens.role("bearer alpha"), Role::Operator);
  EXPECT_EQ(tokens.role("BEARER   alpha "), Role::Operator);
}

TEST(Tokens, HaveNoEmptyToken) {
  EXPECT_TRUE(Tokens::parse("").empty());
  EXPECT_TRUE(Tokens::parse("\n# only words\nviewer:\nviewer:   \n").empty());
}

TEST(Tokens, GiveTheStrongerRoleToATokenThatStandsTwice) {
  EXPECT_EQ(Tokens::parse("viewer:a\na\n").role("Bearer a"), Role::Operator);
  EXPECT_EQ(Tokens::parse("a\nviewer:a\n").role("Bearer a"), Role::Operator);
}

class TokenFileTest : public testing::Test {
 protected:
  TokenFileTest() {
    std::string name = (fs::temp_directory_path() / "tokens_test_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~TokenFileTest() override { fs::remove_all(folder_); }

  fs::path write(const std::string& text, mode_t mode) {
    const auto path = folder_ / "admin.token";
    std::ofstream(path) << text;
    EXPECT_EQ(::chmod(path.c_str(), mode), 0);
    return path;
  }
  static mode_t mode_of(const fs::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 07777U;
  }

  fs::path folder_;
};

TEST_F(TokenFileTest, IsMadeWithOneRandomOperatorTokenForTheOwnerAlone) {
  const auto path = folder_ / "state" / "tn3270d" / "admin.token";
  const auto file = open_token_file(path);
  ASSERT_EQ(file.error, "");
  EXPECT_TRUE(file.created);
  EXPECT_EQ(file.path, path);
  EXPECT_EQ(mode_of(path), 0600U);
  EXPECT_EQ(mode_of(path.parent_path()), 0700U);
  EXPECT_EQ(mode_of(path.parent_path().parent_path()), 0700U);
  std::ifstream in(path);
  std::string token;
  ASSERT_TRUE(std::getline(in, token));
  EXPECT_EQ(token.size(), 43U);
  EXPECT_EQ(file.tokens.role("Bearer " + token), Role::Operator);

  const auto again = open_token_file(path);
  EXPECT_FALSE(again.created);
  EXPECT_EQ(again.tokens.role("Bearer " + token), Role::Operator);
}

TEST_F(TokenFileTest, NeverMakesTheSameTokenTwice) {
  const auto one = folder_ / "one";
  const auto two = folder_ / "two";
  ASSERT_EQ(open_token_file(one).error + open_token_file(two).error, "");
  std::ostringstream first;
  std::ostringstream second;
  first << std::ifstream(one).rdbuf();
  second << std::ifstream(two).rdbuf();
  EXPECT_NE(first.str(), second.str());
}

TEST_F(TokenFileTest, ThatOthersCanReadIsRefusedWithTheCure) {
  const auto path = write("alpha\n", 0644);
  const auto file = open_token_file(path);
  EXPECT_TRUE(file.tokens.empty());
  EXPECT_NE(file.error.find("chmod 600 " + path.string()), std::string::npos) << file.error;
}

TEST_F(TokenFileTest, ThatAGroupMayReadIsAccepted) {
  EXPECT_EQ(open_token_file(write("alpha\n", 0640)).error, "");
  EXPECT_NE(open_token_file(write("alpha\n", 0660)).error, "");
}

TEST_F(TokenFileTest, WithoutATokenIsAnError) {
  const auto file = open_token_file(write("# nothing yet\n", 0600));
  EXPECT_NE(file.error.find("holds no token"), std::string::npos) << file.error;
}

TEST_F(TokenFileTest, ThatIsNoFileIsAnErrorAndDoesNotHang) {
  EXPECT_NE(open_token_file(folder_).error, "");
  const auto fifo = folder_ / "fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_NE(open_token_file(fifo).error.find("is not a file"), std::string::npos);
}

TEST_F(TokenFileTest, OfAbsurdSizeIsRefused) {
  const auto file = open_token_file(write(std::string(100'000, 'x'), 0600));
  EXPECT_NE(file.error.find("cannot be read"), std::string::npos) << file.error;
}

TEST_F(TokenFileTest, IsNotMadeThroughADanglingLink) {
  const auto link = folder_ / "link";
  fs::create_symlink(folder_ / "elsewhere", link);
  EXPECT_NE(open_token_file(link).error, "");
  EXPECT_FALSE(fs::exists(folder_ / "elsewhere"));
}

TEST_F(TokenFileTest, ThatCannotBeMadeSaysWhy) {
  std::ofstream(folder_ / "a_file") << "x";
  const auto file = open_token_file(folder_ / "a_file" / "admin.token");
  EXPECT_NE(file.error.find("Not a directory"), std::string::npos) << file.error;
}

class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    const char* old = std::getenv(name);
    had_ = old != nullptr;
    old_ = had_ ? old : "";
    if (value != nullptr) {
      ::setenv(name, value, 1);
    } else {
      ::unsetenv(name);
    }
  }
  ~Environment() {
    if (had_) {
      ::setenv(name_, old_.c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
  bool had_ = false;
  std::string old_;
};

TEST(TokenPath, IsTheConfiguredOneFirst) {
  const Environment state("STATE_DIRECTORY", "/var/lib/x");
  EXPECT_EQ(token_path("here.token"), fs::path("here.token"));
}

TEST(TokenPath, IsInTheStateDirectoryOfTheService) {
  const Environment state("STATE_DIRECTORY", "/var/lib/tn3270d:/var/lib/other");
  EXPECT_EQ(token_path(""), fs::path("/var/lib/tn3270d/admin.token"));
}

TEST(TokenPath, IsInTheHomeDirectoryOtherwise) {
  const Environment state("STATE_DIRECTORY", nullptr);
  const Environment home("HOME", "/home/joe");
  EXPECT_EQ(token_path(""), fs::path("/home/joe/.local/state/tn3270d/admin.token"));
}

}  // namespace
}  // namespace server
