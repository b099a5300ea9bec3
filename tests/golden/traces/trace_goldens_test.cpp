// What a trace says about written-down conversations: however the bytes are cut, the same lines.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/unit/protocol/link_driver.h"
#include "tn3270/protocol/trace_text.h"

namespace golden {
namespace {

using tn3270::TraceSide;

constexpr std::string_view kTime = "10:00:00.000";
constexpr std::uint32_t kRandomCuts = 50;

// `C>` and `S>` lines are bytes, `= ` lines what the trace says after them, `#` lines comments.
// "= " is followed by the line without its time, which is the same in all.
struct Conversation {
  struct Chunk {
    TraceSide side;
    tn3270::ByteBuffer bytes;
  };
  std::vector<Chunk> chunks;
  std::string expected;
};

Conversation read(const std::filesystem::path& file) {
  std::ifstream in(file);
  Conversation conversation;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("= ", 0) == 0) {
      conversation.expected += line.substr(2) + "\n";
    } else if (line.rfind("C> ", 0) == 0 || line.rfind("S> ", 0) == 0) {
      conversation.chunks.push_back({line[0] == 'C' ? TraceSide::Client : TraceSide::Server,
                                     tn3270::test::from_hex(line.substr(3))});
    } else if (!line.empty() && line[0] != '#') {
      throw std::runtime_error(file.string() + ": " + line);
    }
  }
  return conversation;
}

// `next_cut` says how many bytes the next piece has.
template <class NextCut>
std::string trace(const Conversation& conversation, NextCut next_cut) {
  tn3270::TraceText text(tn3270::cp037());
  std::vector<std::string> lines;
  for (const auto& chunk : conversation.chunks) {
    tn3270::Bytes rest = chunk.bytes;
    while (!rest.empty()) {
      const std::size_t size = std::min<std::size_t>(next_cut(), rest.size());
      text.feed(chunk.side, rest.first(size), kTime, lines);
      rest = rest.subspan(size);
    }
  }
  std::string all;
  for (const std::string& line : lines) {
    const bool timed = line.rfind(kTime, 0) == 0;
    all += (timed ? line.substr(kTime.size() + 1) : line) + "\n";
  }
  return all;
}

std::vector<std::filesystem::path> files() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(TN3270D_GOLDEN_TRACES)) {
    if (entry.path().extension() == ".trace") {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string name_of(const testing::TestParamInfo<std::filesystem::path>& info) {
  std::string name = info.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

class Trace : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Trace, IsTheSameWhole) {
  const Conversation conversation = read(GetParam());
  EXPECT_EQ(trace(conversation, [] { return std::string::npos; }), conversation.expected);
}

TEST_P(Trace, IsTheSameByteByByte) {
  const Conversation conversation = read(GetParam());
  EXPECT_EQ(trace(conversation, [] { return 1U; }), conversation.expected);
}

TEST_P(Trace, IsTheSameCutAnywhere) {
  const Conversation conversation = read(GetParam());
  for (std::uint32_t seed = 1; seed <= kRandomCuts; ++seed) {
    std::mt19937 random(seed);
    std::uniform_int_distribution<std::size_t> sizes(1, 40);
    ASSERT_EQ(trace(conversation, [&] { return sizes(random); }), conversation.expected)
        << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Conversations, Trace, testing::ValuesIn(files()), name_of);

}  // namespace
}  // namespace golden
