#include "tests/architecture/include_ladder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/architecture/rooms.h"

namespace architecture {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Tree one(std::string path, const std::string& include) {
  return {{std::move(path), "\n#include " + include + "\n"}};
}

struct Step {
  const char* from;
  const char* include;
};

void PrintTo(const Step& step, std::ostream* out) {
  *out << step.from << " " << step.include;
}

class ForbiddenStep : public testing::TestWithParam<Step> {};

TEST_P(ForbiddenStep, IsFound) {
  const Findings found = check_ladder(one(GetParam().from, GetParam().include));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0], HasSubstr(std::string(GetParam().from) + ":2: "));
}

INSTANTIATE_TEST_SUITE_P(
    IncludeLadder, ForbiddenStep,
    testing::Values(Step{"config/names.h", "\"vtam/directory.h\""},
                    Step{"config/names.h", "\"tn3270/datastream/bytes.h\""},
                    Step{"config/names.h", "<unistd.h>"},
                    Step{"tn3270/datastream/bytes.h", "\"config/settings.h\""},
                    Step{"tn3270/datastream/bytes.h", "\"tn3270/protocol/link_event.h\""},
                    Step{"tn3270/datastream/bytes.h", "<nlohmann/json_fwd.hpp>"},
                    Step{"tn3270/protocol/link.cpp", "\"vtam/directory.h\""},
                    Step{"tn3270/protocol/link.cpp", "\"printers/spool/job.h\""},
                    Step{"tn3270/protocol/link.cpp", "\"tn3270/server/log.h\""},
                    Step{"tn3270/protocol/link.cpp", "<asio.hpp>"},
                    Step{"tn3270/protocol/link.cpp", "<asio/buffer.hpp>"},
                    Step{"tn3270/protocol/link.cpp", "<sys/socket.h>"},
                    Step{"tn3270/protocol/link.cpp", "<thread>"},
                    Step{"vtam/directory.cpp", "\"tn3270/protocol/link_event.h\""},
                    Step{"vtam/directory.cpp", "\"tn3270/server/log.h\""},
                    Step{"vtam/directory.cpp", "\"printers/spool/job.h\""},
                    Step{"vtam/directory.cpp", "<spdlog/spdlog.h>"},
                    Step{"vtam/directory.cpp", "<mutex>"}, Step{"vtam/directory.cpp", "<fstream>"},
                    Step{"printers/spool/job.h", "\"vtam/directory.h\""},
                    Step{"printers/spool/job.h", "<asio.hpp>"},
                    Step{"tn3270/proxy/rewrite.cpp", "<netinet/in.h>"},
                    Step{"tn3270/control/main.cpp", "\"tn3270/server/log.h\""},
                    Step{"tn3270/control/main.cpp", "<asio.hpp>"},
                    Step{"tn3270/server/main.cpp", "\"tests/conversation/fake_wire.h\""},
                    Step{"tn3270/server/main.cpp", "<libtelnet.h>"},
                    Step{"tn3270/server/main.cpp", "<curl/curl.h>"},
                    Step{"tn3270/server/main.cpp", "<coroutine>"},
                    Step{"tn3270/server/main.cpp", "<format>"},
                    Step{"tn3270/server/main.cpp", "<boost/asio.hpp>"},
                    Step{"tn3270/server/main.cpp", "\"log.h\""},
                    Step{"tn3270/server/main.cpp", "\"../vtam/directory.h\""}));

class OpenDoor : public testing::TestWithParam<Step> {};

TEST_P(OpenDoor, IsNoFinding) {
  EXPECT_THAT(check_ladder(one(GetParam().from, GetParam().include)), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    IncludeLadder, OpenDoor,
    testing::Values(Step{"config/json/reader.cpp", "<nlohmann/json.hpp>"},
                    Step{"config/json/reader.cpp", "<fstream>"},
                    Step{"tn3270/datastream/code_page.cpp", "<iconv.h>"},
                    Step{"tn3270/datastream/bytes.h", "\"config/limits.h\""},
                    Step{"tn3270/protocol/telnet_codec.cpp", "<libtelnet.h>"},
                    Step{"tn3270/protocol/link.cpp", "\"tn3270/datastream/bytes.h\""},
                    Step{"vtam/programs/menu.cpp", "\"vtam/program.h\""},
                    Step{"printers/delivery/raw.cpp", "<sys/socket.h>"},
                    Step{"tn3270/control/main.cpp", "<curl/curl.h>"},
                    Step{"tn3270/server/main.cpp", "\"vtam/directory.h\""},
                    Step{"tn3270/server/reactor/reactor.cpp", "<asio.hpp>"},
                    Step{"tests/unit/vtam/directory_test.cpp", "<gtest/gtest.h>"}));

TEST(IncludeLadder, FindsASourceOutsideOfEveryRoom) {
  EXPECT_THAT(check_ladder({{"extra/thing.cpp", ""}}),
              ElementsAre(HasSubstr("extra/thing.cpp:1: ")));
}

TEST(IncludeLadder, LooksAtEveryIncludeOfAFileHoweverItIsSpaced) {
  const Tree tree = {{"vtam/lu.h",
                      "  #  include  <thread>\n#include <string>\n#include\"config/x.h\"\n"
                      "#include \"tn3270/server/log.h\" // \n"}};
  EXPECT_THAT(check_ladder(tree),
              ElementsAre(HasSubstr("vtam/lu.h:1: "), HasSubstr("vtam/lu.h:4: ")));
}

TEST(IncludeLadder, LetsOtherFilesBe) {
  EXPECT_THAT(check_ladder(one("docs/story.md", "\"vtam/lu.h\"")), IsEmpty());
}

TEST(OwnHeaderFirst, FindsAHeaderThatComesSecondOrNotAtAll) {
  const std::string own = "#include \"vtam/lu.h\"\n";
  EXPECT_THAT(check_own_header_first({{"vtam/lu.h", ""}, {"vtam/lu.cpp", own}}), IsEmpty());
  EXPECT_THAT(check_own_header_first({{"vtam/lu.cpp", "#include <string>\n"}}), IsEmpty());
  EXPECT_THAT(
      check_own_header_first({{"vtam/lu.h", ""}, {"vtam/lu.cpp", "#include <string>\n" + own}}),
      SizeIs(1));
  EXPECT_THAT(check_own_header_first({{"vtam/lu.h", ""}, {"vtam/lu.cpp", "int x;\n"}}), SizeIs(1));
}

}  // namespace
}  // namespace architecture
