// Conversations of clients and of hosts with the links: whatever way the bytes are cut, the same
// events and the same answers. With TN3270D_UPDATE_GOLDENS in the environment the results are
// written instead: read the difference before it is committed.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "tests/golden/transcript.h"

namespace golden {
namespace {

constexpr std::uint32_t kRandomCuts = 50;

std::vector<std::filesystem::path> transcripts(const char* folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string name_of(const testing::TestParamInfo<std::filesystem::path>& info) {
  std::string name = info.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

class Conversation : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Conversation, IsTheSameWhole) {
  if (std::getenv("TN3270D_UPDATE_GOLDENS") != nullptr) {
    const Transcript transcript = read_transcript(GetParam());
    write_results(GetParam(), transcript, perform(transcript, {}));
  }
  EXPECT_EQ(play(read_transcript(GetParam()), {}), "");
}

TEST_P(Conversation, IsTheSameByteByByte) {
  EXPECT_EQ(play(read_transcript(GetParam()), {Cuts::Kind::EveryByte, 0}), "");
}

TEST_P(Conversation, IsTheSameCutAnywhere) {
  const Transcript transcript = read_transcript(GetParam());
  for (std::uint32_t seed = 1; seed <= kRandomCuts; ++seed) {
    ASSERT_EQ(play(transcript, {Cuts::Kind::Random, seed}), "") << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Clients, Conversation,
                         testing::ValuesIn(transcripts(TN3270D_GOLDEN_PROTOCOL)), name_of);
INSTANTIATE_TEST_SUITE_P(Hosts, Conversation, testing::ValuesIn(transcripts(TN3270D_GOLDEN_HOSTS)),
                         name_of);

// The player itself: a transcript that is wrong must not pass.
TEST(Player, NamesTheStepThatDiffers) {
  Transcript transcript;
  transcript.name = "made up";
  transcript.steps.push_back({7, "start", {}, {{}, {0xFF, 0xFB, 0x28}}});
  const std::string difference = play(transcript, {});
  EXPECT_NE(difference.find("made up, step of line 7"), std::string::npos);
  EXPECT_NE(difference.find("ours> FF FD 28"), std::string::npos);
}

TEST(Player, MissesAnEvent) {
  Transcript transcript;
  transcript.steps.push_back({1, "start", {}, {{}, {0xFF, 0xFD, 0x28}}});
  transcript.steps.push_back({2, "", {0xFF, 0xEF}, {{"LinkReady none"}, {}}});
  EXPECT_NE(play(transcript, {}), "");
}

}  // namespace
}  // namespace golden
