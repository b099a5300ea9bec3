#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/daemon.h"
#include "tests/e2e/s3270.h"

// Characters beyond A to Z between our settings and a real s3270 of some country.
namespace e2e {
namespace {

using testing::HasSubstr;

constexpr const char* kLus = R"(
  {"names": "T037"},
  {"names": "T273", "code_page": "273"},
  {"names": "T1047", "code_page": "1047"},
  {"names": "T1140", "code_page": "1140"},
  {"names": "TCLIENT", "code_page": "client"})";
constexpr const char* kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "äöü ÄÖÜß § [] {} ^ | €", "type": "demo"} ],)";

struct Country {
  const char* lu;
  const char* page;   // of the client
  const char* shown;  // of the description
  const char* typed;
};
void PrintTo(const Country& country, std::ostream* out) {
  *out << country.lu << " with " << country.page;
}

class CodePages : public testing::TestWithParam<Country> {};

TEST_P(CodePages, ShowAndTakeEveryCharacterThatTheyHave) {
  Daemon daemon(json_of(kLus, kDemo));
  S3270 client(std::string(GetParam().lu) + "@" + daemon.host(),
               {"-utf8", "-codepage", GetParam().page, "-model", "3279-2"});
  ASSERT_TRUE(client.wait_for_field());
  EXPECT_THAT(client.screen(), HasSubstr(GetParam().shown));
  ASSERT_TRUE(client.enter("DEMO"));
  ASSERT_TRUE(client.wait_for_text("Transactions . 0"));
  ASSERT_TRUE(client.enter(GetParam().typed));
  ASSERT_TRUE(client.wait_for_text("Received 1 field."));
  EXPECT_THAT(client.screen(), HasSubstr("Name             " + std::string(GetParam().typed)));
}

// Pages without the euro have SUB there, which s3270 shows as a block.
INSTANTIATE_TEST_SUITE_P(
    Countries, CodePages,
    testing::Values(Country{"T037", "cp037", "äöü ÄÖÜß § [] {} ^ | ■", "Grüße [^]"},
                    Country{"T273", "cp273", "äöü ÄÖÜß § [] {} ^ | ■", "Größe §{}"},
                    Country{"T1047", "cp1047", "äöü ÄÖÜß § [] {} ^ | ■", "Grüße [^]"},
                    Country{"T1140", "cp1140", "äöü ÄÖÜß § [] {} ^ | €", "1 € für [^]"},
                    Country{"TCLIENT", "cp273", "äöü ÄÖÜß § [] {} ^ | ■", "Größe §{}"},
                    Country{"TCLIENT", "cp1047", "äöü ÄÖÜß § [] {} ^ | ■", "Grüße [^]"},
                    Country{"TCLIENT", "cp1140", "äöü ÄÖÜß § [] {} ^ | €", "1 € für [^]"},
                    Country{"TCLIENT", "cp500", "äöü ÄÖÜß § [] {} ^ | ■", "Grüße [^]"},
                    Country{"TCLIENT", "cp870", "äöü ÄÖÜß § [] {} ^ | ■", "Łódź ß"}));

}  // namespace
}  // namespace e2e
