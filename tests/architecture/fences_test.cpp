#include "tests/architecture/fences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace architecture {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string including(const std::string& header) {
  return "#include <" + header + ">\n";
}

Tree fenced() {
  return {{"tn3270/protocol/telnet_codec.cpp", including("libtelnet.h")},
          {"tn3270/server/admin/http_server.cpp",
           including("restinio/all.hpp") + including("restinio/websocket/websocket.hpp")}};
}

Findings with(SourceFile extra) {
  Tree tree = fenced();
  tree.push_back(std::move(extra));
  return check_fences(tree);
}

TEST(Fences, HoldWhenEachLibraryIsKnownToItsOneFile) {
  EXPECT_THAT(check_fences(fenced()), IsEmpty());
}

TEST(Fences, FindASecondUserOfLibtelnet) {
  EXPECT_THAT(with({"tn3270/protocol/options.cpp", including("libtelnet.h")}),
              Contains(HasSubstr("tn3270/protocol/options.cpp")));
}

TEST(Fences, FindASecondUserOfRestinioEvenInTests) {
  EXPECT_THAT(with({"tests/unit/server/http_test.cpp", including("restinio/all.hpp")}),
              Contains(HasSubstr("tests/unit/server/http_test.cpp")));
}

TEST(Fences, FindALibraryInTheWrongFile) {
  Tree tree = fenced();
  tree[0].path = "tn3270/protocol/other.cpp";
  EXPECT_THAT(check_fences(tree), ElementsAre(HasSubstr("tn3270/protocol/other.cpp")));
}

TEST(Fences, FindThatNobodyUsesAFencedLibrary) {
  Tree tree = fenced();
  tree.pop_back();
  EXPECT_THAT(check_fences(tree), ElementsAre(HasSubstr("restinio/")));
}

TEST(Fences, KeepJsonOutOfHeaders) {
  EXPECT_THAT(with({"config/json/reader.h", including("nlohmann/json.hpp")}),
              ElementsAre(HasSubstr("config/json/reader.h:1:")));
  EXPECT_THAT(with({"config/json/reader.h", including("nlohmann/json_fwd.hpp")}), IsEmpty());
  EXPECT_THAT(with({"config/json/reader.cpp", including("nlohmann/json.hpp")}), IsEmpty());
}

TEST(Clocks, AreFoundInPureRoomsOnly) {
  const std::string asks = "auto now = std::chrono::steady_clock::now();\n";
  EXPECT_THAT(check_no_clock_in_pure_rooms({{"vtam/lu.cpp", "\n" + asks}}),
              ElementsAre(HasSubstr("vtam/lu.cpp:2:")));
  EXPECT_THAT(check_no_clock_in_pure_rooms({{"tn3270/protocol/link.h", asks}}),
              ElementsAre(HasSubstr("tn3270/protocol/link.h:1:")));
  EXPECT_THAT(check_no_clock_in_pure_rooms({{"tn3270/server/main.cpp", asks}}), IsEmpty());
  EXPECT_THAT(check_no_clock_in_pure_rooms({{"vtam/lu.cpp", "// never steady_clock::now()\n"}}),
              IsEmpty());
}

TEST(Sharing, IsOfConstOnly) {
  EXPECT_THAT(check_shared_is_const({{"vtam/lu.h", "std::shared_ptr<const Config> config;\n"}}),
              IsEmpty());
  EXPECT_THAT(check_shared_is_const(
                  {{"vtam/lu.h", "std::shared_ptr<const A> a; std::shared_ptr<Session> b;\n"}}),
              ElementsAre(HasSubstr("vtam/lu.h:1:")));
  EXPECT_THAT(check_shared_is_const({{"tests/doubles/fake.h", "std::shared_ptr<Record> seen;\n"}}),
              IsEmpty());
}

}  // namespace
}  // namespace architecture
