#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "tn3270/control/explanations.h"

namespace control {
namespace {

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Ids of messages that the sources print.
std::set<std::string> printed() {
  const std::regex id(R"(\b(TND\d{3}[A-Z]|BSTT\d{3}[A-Z]|IST\d{3,4}[A-Z])\b)");
  std::set<std::string> ids;
  for (const char* room : {"vtam", "tn3270/server", "tn3270/protocol"}) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(TN3270D_SOURCES) / room)) {
      const auto kind = file.path().extension();
      if (kind != ".cpp" && kind != ".h") {
        continue;
      }
      const std::string text = content(file.path());
      for (std::sregex_iterator one(text.begin(), text.end(), id), end; one != end; ++one) {
        ids.insert(one->str());
      }
    }
  }
  return ids;
}

TEST(Explanations, CoverEveryMessageThatTheSourcesPrint) {
  const std::vector<std::string> known = explained();
  const std::set<std::string> ids = printed();
  ASSERT_GT(ids.size(), 50U);
  for (const std::string& id : ids) {
    EXPECT_NE(std::find(known.begin(), known.end(), id), known.end()) << id << " is not explained";
  }
}

TEST(Explanations, AndTheListOfMessagesHaveTheSameIds) {
  const std::string list = content(std::filesystem::path(TN3270D_SOURCES) / "docs/messages.md");
  for (const std::string& id : printed()) {
    EXPECT_NE(list.find(id), std::string::npos) << id << " is not in docs/messages.md";
  }
}

TEST(Explanations, HaveNoIdTwice) {
  std::vector<std::string> known = explained();
  std::sort(known.begin(), known.end());
  EXPECT_EQ(std::adjacent_find(known.begin(), known.end()), known.end());
}

TEST(Explanations, HaveAllHeadings) {
  const auto text = explain("bstt075e");
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->rfind("BSTT075E luname LUNAME NOT AVAIL: cause\n", 0), 0U);
  for (const char* heading :
       {"Explanation", "System action", "Operator response", "System programmer response",
        "User response", "Automation", "Example"}) {
    EXPECT_NE(text->find("\n" + std::string(heading) + "\n  "), std::string::npos) << heading;
  }
  EXPECT_NE(explain("IST314I")->find("\nAutomation\n  Not applicable.\n"), std::string::npos);
}

TEST(Explanations, SayEachAtLeastWhatItMeans) {
  for (const std::string& id : explained()) {
    EXPECT_EQ(explain(id)->find("\nExplanation\n  Not applicable."), std::string::npos) << id;
  }
}

TEST(Explanations, KnowTheProblemsOfTheModel) {
  for (const char* name :
       {"UNREACHABLE", "CERTIFICATE-VERIFY-FAILED", "TLS-KEYFILE", "TLS-HANG", "IJBCRLIB-1700",
        "FTP-DATA-BLOCKED", "MAIL-RELAY", "LDAP-TLS", "GNUTLS-53"}) {
    EXPECT_TRUE(explain(name)) << name;
  }
  EXPECT_FALSE(explain("IST999I"));
  EXPECT_FALSE(explain(""));
  EXPECT_FALSE(explain("="));
}

}  // namespace
}  // namespace control
