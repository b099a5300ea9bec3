#include "tn3270/server/printer_checks.h"

#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "config/draft.h"

namespace server {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class PrinterChecks : public ::testing::Test {
 protected:
  PrinterChecks() {
    std::string pattern = (std::filesystem::temp_directory_path() / "printers.XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~PrinterChecks() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text, ::mode_t mode) {
    const std::filesystem::path path = folder_ / name;
    std::ofstream(path) << text;
    EXPECT_EQ(::chmod(path.c_str(), mode), 0);
    return path.string();
  }

  [[nodiscard]] std::vector<std::string> check(const std::string& settings) const {
    config::Draft draft;
    draft.config.files = {"p.json"};
    config::read_json("{" + settings + "}", 0, folder_ / "p.json", draft);
    EXPECT_FALSE(draft.problems.has_errors());
    config::Problems problems;
    check_printers(draft.config, problems);
    std::vector<std::string> lines;
    for (const config::Problem& problem : problems.all()) {
      lines.push_back(format(problem, draft.config.files));
    }
    return lines;
  }

  [[nodiscard]] std::vector<std::string> check_lu(const std::string& settings) const {
    return check("\"lus\": [{\"names\": \"X[1-9]\", " + settings + "}]");
  }

  [[nodiscard]] std::vector<std::string> check_ftp(const std::string& settings) const {
    return check_lu(R"("type": "ftp", "host": "h", "user": "u", )" + settings);
  }

  std::filesystem::path folder_;
};

TEST_F(PrinterChecks, ACharsetIsOneOfIconv) {
  EXPECT_THAT(check_lu(R"("type": "direct", "host": "h", "format": {"charset": "CP850"})"),
              IsEmpty());
  EXPECT_THAT(check_lu(R"("type": "direct", "host": "h", "format": {"charset": "CP85O"})"),
              ElementsAre("p.json:1:20: error: LU X1: iconv has no charset CP85O; iconv -l lists "
                          "those that it has"));
}

TEST_F(PrinterChecks, APasswordIsForItsOwnerOnlyAndIsNeverShown) {
  write("good", "hunter2\n", 0600);
  EXPECT_THAT(check_ftp(R"("password_file": "good")"), IsEmpty());
  write("open", "hunter2\n", 0644);
  const auto open = check_ftp(R"("password_file": "open")");
  EXPECT_THAT(open, ElementsAre(HasSubstr("p.json:1:20: error: the password file '")));
  EXPECT_THAT(open, ElementsAre(HasSubstr("open' of LU X1 can be read or changed by others than "
                                          "its owner; chmod 600 ")));
  EXPECT_THAT(open, ElementsAre(Not(HasSubstr("hunter2"))));
  write("blank", "\nhunter2\n", 0600);
  EXPECT_THAT(check_ftp(R"("password_file": "blank")"),
              ElementsAre(HasSubstr("has an empty first line, where the password stands; the jobs "
                                    "of LU X1 wait until that is mended")));
  EXPECT_THAT(check_ftp(R"("password_file": "none")"),
              ElementsAre(HasSubstr("none' cannot be read: No such file or directory; the jobs")));
}

TEST_F(PrinterChecks, FilesAndDirectoriesThatAreNotThereAreWarnings) {
  EXPECT_THAT(check_ftp(R"("tls": "explicit", "ca": "no.pem")"),
              ElementsAre(HasSubstr("warning: the CA file '" + (folder_ / "no.pem").string() +
                                    "' cannot be read: No such file or directory; the jobs of LU "
                                    "X1 wait until that is mended")));
  EXPECT_THAT(check_ftp(R"("tls": "explicit", "ca": ".")"),
              ElementsAre(HasSubstr("is a directory; the jobs")));
  EXPECT_THAT(check_lu(R"("type": "file", "directory": ".")"), IsEmpty());
  EXPECT_THAT(check_lu(R"("type": "file", "directory": "out")"),
              ElementsAre(HasSubstr("out' does not exist; the jobs of LU X1 wait")));
  write("out", "", 0600);
  EXPECT_THAT(check_lu(R"("type": "file", "directory": "out")"),
              ElementsAre(HasSubstr("out' is none; the jobs of LU X1 wait")));
}

TEST_F(PrinterChecks, ACommandIsAProgramThatCanBeRun) {
  write("run", "#!/bin/sh\n", 0700);
  EXPECT_THAT(check_lu(R"("type": "command", "command": ["run", "-x"])"), IsEmpty());
  write("text", "", 0600);
  EXPECT_THAT(check_lu(R"("type": "command", "command": ["text"])"),
              ElementsAre(HasSubstr("text' cannot be run: Permission denied; the jobs")));
  EXPECT_THAT(check_lu(R"("type": "command", "command": ["lp", "-s"])"),
              ElementsAre(HasSubstr("lp' does not exist: write its whole path, like /usr/bin/lp; "
                                    "the jobs of LU X1 wait")));
  EXPECT_THAT(check_lu(R"("type": "command", "command": ["."])"),
              ElementsAre(HasSubstr("is a directory; the jobs")));
}

TEST_F(PrinterChecks, TheSpoolHasAFolder) {
  EXPECT_THAT(check(R"("spool": {})"), IsEmpty());
  EXPECT_THAT(check(R"("spool": {"path": "spool.db"})"), IsEmpty());
  EXPECT_THAT(
      check(R"("spool": {"path": "no/spool.db"})"),
      ElementsAre(HasSubstr("p.json:1:2: error: the directory '" + (folder_ / "no").string() +
                            "' of the spool does not exist; make it, or give \"path\" "
                            "another place")));
}

}  // namespace
}  // namespace server
