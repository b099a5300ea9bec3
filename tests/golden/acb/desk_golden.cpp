// Conversations of applications with the desk, old and new ones. With TN3270D_UPDATE_GOLDENS in the
// environment the results are written instead: read the difference before it is committed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/golden/acb/desk_player.h"

namespace golden {
namespace {

std::vector<std::filesystem::path> transcripts() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(TN3270D_GOLDEN_ACB)) {
    if (entry.path().extension() == ".txt" && entry.path().stem() != "CMakeLists") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The file anew: its acts and comments with these results.
void write(const std::filesystem::path& file, const DeskTranscript& transcript,
           const std::vector<std::vector<std::string>>& results) {
  std::ifstream in(file);
  std::ostringstream out;
  std::string line;
  std::size_t step = 0;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.rfind("= ", 0) == 0) {
      continue;
    }
    out << line << "\n";
    if (step < transcript.steps.size() && transcript.steps[step].line == number) {
      for (const std::string& result : results[step]) {
        out << "= " << result << "\n";
      }
      ++step;
    }
  }
  std::ofstream(file) << out.str();
}

class AcbConversation : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(AcbConversation, IsTheSame) {
  if (std::getenv("TN3270D_UPDATE_GOLDENS") != nullptr) {
    const DeskTranscript transcript = read_desk_transcript(GetParam());
    write(GetParam(), transcript, play_desk(transcript));
  }
  const DeskTranscript transcript = read_desk_transcript(GetParam());
  const auto results = play_desk(transcript);
  ASSERT_GT(results.size(), 2U);
  for (std::size_t step = 0; step < results.size(); ++step) {
    EXPECT_EQ(results[step], transcript.steps[step].expected)
        << GetParam().filename() << " line " << transcript.steps[step].line << ": "
        << transcript.steps[step].act;
  }
}

INSTANTIATE_TEST_SUITE_P(Applications, AcbConversation, testing::ValuesIn(transcripts()),
                         [](const auto& one) { return one.param.stem().string(); });

}  // namespace
}  // namespace golden
