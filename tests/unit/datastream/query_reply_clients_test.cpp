// What real clients answer to a Query, from tests/golden/query_replies.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/query_reply.h"

namespace tn3270 {
namespace {

// Hexadecimal bytes and # comments.
ByteBuffer record_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  EXPECT_TRUE(in.good()) << file;
  ByteBuffer record;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    for (std::string word; words >> word;) {
      record.push_back(static_cast<std::uint8_t>(std::stoul(word, nullptr, 16)));
    }
  }
  return record;
}

QueryReplies said_by(const std::string& client) {
  const ByteBuffer record =
      record_of(std::filesystem::path(TN3270D_QUERY_REPLIES) / (client + ".txt"));
  const auto input = parse_inbound(record, kModel2);
  EXPECT_TRUE(std::holds_alternative<Inbound>(input)) << client;
  EXPECT_EQ(std::get<Inbound>(input).aid, Aid::StructuredField) << client;
  auto replies = parse_query_replies(std::get<Inbound>(input).structured);
  EXPECT_TRUE(std::holds_alternative<QueryReplies>(replies)) << client;
  return std::get<QueryReplies>(replies);
}

struct Expected {
  std::string client;
  std::optional<ScreenSizes> sizes;
  std::optional<std::string> page;
  unsigned colors = 15;
  bool double_byte = false;
};

ScreenSizes alternate(std::uint8_t rows, std::uint8_t columns) {
  return {kModel2, {rows, columns}};
}

TEST(QueryReplyOfClients, GivesSizePageAndColours) {
  const std::vector<Expected> all{
      {"s3270-4.1_model2", alternate(24, 80), "037"},
      {"s3270-4.1_model3", alternate(32, 80), "037"},
      {"s3270-4.1_model4", alternate(43, 80), "037"},
      {"s3270-4.1_27x132", alternate(27, 132), "037"},
      {"s3270-4.1_oversize_160x60", alternate(60, 160), "037"},
      {"s3270-4.1_mono_model2", alternate(24, 80), "037", 0},
      {"s3270-4.1_mono_model4", alternate(43, 80), "037", 0},
      {"s3270-4.1_cp273", alternate(24, 80), "273"},
      {"s3270-4.1_cp500", alternate(24, 80), "500"},
      {"s3270-4.1_cp1047", alternate(24, 80), "1047"},
      {"s3270-4.1_cp1140", alternate(24, 80), "1140"},
      {"s3270-4.1_cp1160", alternate(24, 80), "1160"},
      {"s3270-4.1_dbcs_cp930", alternate(24, 80), "290", 15, true},
      {"s3270-4.1_dbcs_cp935", alternate(24, 80), std::nullopt, 15, true},
      {"pr3287-4.1", std::nullopt, "037", 15, true},
      {"pr3287-4.1_cp1140", std::nullopt, "1140", 15, true},
      {"tnz_43x80", alternate(43, 80), "1047", 7}};
  std::size_t files = 1;  // the one of the test below
  for (const Expected& expected : all) {
    const QueryReplies said = said_by(expected.client);
    EXPECT_EQ(said.screen_sizes(), expected.sizes) << expected.client;
    EXPECT_EQ(said.code_page(), expected.page) << expected.client;
    EXPECT_EQ(said.colors, expected.colors) << expected.client;
    EXPECT_EQ(said.double_byte_asia, expected.double_byte) << expected.client;
    EXPECT_EQ(said.character_sets.value().double_byte, expected.double_byte) << expected.client;
    EXPECT_TRUE(said.highlighting && said.extended_reply && said.character_reply);
    EXPECT_TRUE(said.cut.empty()) << expected.client;
    EXPECT_TRUE(std::is_permutation(said.summary.begin(), said.summary.end(), said.codes.begin(),
                                    said.codes.end()))
        << expected.client;
    EXPECT_FALSE(said.usable_area.value().addresses_16_bit || said.nothing) << expected.client;
    ++files;
  }
  const std::filesystem::directory_iterator folder(TN3270D_QUERY_REPLIES);
  EXPECT_EQ(std::distance(begin(folder), end(folder)), static_cast<std::ptrdiff_t>(files));
}

TEST(QueryReplyOfClients, TellsWhenAListNamedNothingThatItHas) {
  const QueryReplies said = said_by("s3270-4.1_list_of_unknown");
  EXPECT_TRUE(said.nothing);
  EXPECT_EQ(said.codes, std::vector<std::uint8_t>{0xFF});
  EXPECT_EQ(said.screen_sizes(), std::nullopt);
  EXPECT_EQ(said.code_page(), std::nullopt);
}

TEST(QueryReplyOfClients, GivesBufferSizeAndBothCharacterSets) {
  const QueryReplies large = said_by("s3270-4.1_oversize_160x60");
  EXPECT_EQ(large.usable_area.value().buffer_size, 9600);
  EXPECT_EQ(large.character_sets.value().cgcsgid, 0x02B90025U);
  EXPECT_TRUE(large.character_sets.value().graphic_escape);
  EXPECT_EQ(large.character_sets.value().double_byte_cgcsgid, 0U);
  const QueryReplies japanese = said_by("s3270-4.1_dbcs_cp930");
  EXPECT_EQ(japanese.character_sets.value().cgcsgid, 0x04940122U);
  EXPECT_EQ(japanese.character_sets.value().double_byte_cgcsgid, 0x0172012CU);
}

}  // namespace
}  // namespace tn3270
