// What real clients say when their user leaves an application, from tests/golden/hot_keys: he finds
// what he had typed where it stood.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "tests/unit/vtam/several_seat.h"
#include "tn3270/datastream/screen_model.h"

namespace vtam::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

// "name: bytes # words" in their order; 00*9 is nine nulls.
struct Recorded {
  std::string name;
  tn3270::ByteBuffer record;
};

std::vector<Recorded> read(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<Recorded> all;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    Recorded one;
    if (!(words >> one.name)) {
      continue;
    }
    for (std::string word; words >> word;) {
      const std::size_t times = word.find('*');
      const auto byte = static_cast<std::uint8_t>(std::stoul(word.substr(0, 2), nullptr, 16));
      one.record.insert(one.record.end(),
                        times == std::string::npos ? 1 : std::stoul(word.substr(times + 1)), byte);
    }
    all.push_back(std::move(one));
  }
  return all;
}

constexpr const char* kAttn = "_attn";

// What clients say after PA keys, or after ATTN.
enum class Key : std::uint8_t { Pa, Attn };
std::vector<std::filesystem::path> files(Key key) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(TN3270D_HOT_KEYS)) {
    if (entry.path().stem().string().ends_with(kAttn) == (key == Key::Attn)) {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

const tn3270::ByteBuffer& named(const std::vector<Recorded>& all, const std::string& name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name + ":"; });
  if (found == all.end()) {
    throw std::runtime_error(name + " is missing");
  }
  return found->record;
}

// The buffer of a terminal that has been repainted, as such a one would say it.
tn3270::ByteBuffer buffer_of(const SeveralSeat& seat, std::uint8_t aid) {
  tn3270::ScreenModel shown({tn3270::kModel2, {43, 80}});
  shown.apply(seat.sent());
  tn3270::ByteBuffer buffer{aid};
  tn3270::append_address(shown.cursor(), tn3270::kModel2, buffer);
  for (const tn3270::Cell& cell : shown.cells()) {
    if (cell.attribute) {
      buffer.push_back(0x1D);
    }
    buffer.push_back(cell.attribute ? tn3270::graphic_code(cell.code) : cell.code);
  }
  return buffer;
}

std::string name_of(const testing::TestParamInfo<std::filesystem::path>& client) {
  std::string name = client.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

class HotKeys : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(HotKeys, WhatWasTypedIsThereAgain) {
  const std::vector<Recorded> client = read(GetParam());
  const tn3270::ByteBuffer& buffer = named(client, "buffer");
  const tn3270::ByteBuffer& screen = named(client, "screen");
  SeveralSeat seat;
  seat.fakes.demo->logon = [&screen](const Logon&, ProgramOutcomes& made) {
    made.push_back(Write{screen});
  };
  seat.choose("DEMO");
  EXPECT_THAT(seat.type(named(client, "pa3")), ElementsAre("DATA F2"));
  EXPECT_THAT(seat.type(buffer), Contains("BIND BSTTUSST"));
  seat.fakes.menu->receive = nullptr;
  seat.press(kPa2);
  EXPECT_EQ(buffer_of(seat, kPa3), buffer);
}

// Nothing in a file is there for nothing: the keys come alone, and modified fields with their AID.
TEST_P(HotKeys, KeysComeAlone) {
  const std::vector<Recorded> client = read(GetParam());
  for (std::size_t at = 0; at < client.size(); ++at) {
    if (client[at].name.starts_with("pa")) {
      EXPECT_EQ(client[at].record.size(), 1U);
      ASSERT_LT(at + 2, client.size());
      EXPECT_EQ(client[at + 1].name, "modified:");
      EXPECT_EQ(client[at + 2].name, "buffer:");
      EXPECT_EQ(client[at + 1].record.front(), client[at].record.front());
      EXPECT_EQ(client[at + 2].record.front(), client[at].record.front());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Clients, HotKeys, testing::ValuesIn(files(Key::Pa)), name_of);

class HotKeysAttn : public testing::TestWithParam<std::filesystem::path> {
 protected:
  HotKeysAttn() {
    seat.shop.config.servers[0].sessions.several.menu_key = config::kAttnKey;
    seat.sit().start();
    seat.fakes.demo->logon = [this](const Logon&, ProgramOutcomes& made) {
      made.push_back(Write{named(client, "screen")});
    };
    seat.choose("DEMO");
    seat.fakes.menu->receive = nullptr;
  }
  const std::vector<Recorded> client = read(GetParam());
  SeveralSeat seat;
};

TEST_P(HotKeysAttn, WhatWasTypedIsThereAgain) {
  EXPECT_THAT(seat.attn(), ElementsAre("DATA F2"));
  EXPECT_THAT(seat.type(named(client, "attn")), Contains("BIND BSTTUSST"));
  seat.press(kPa2);
  EXPECT_EQ(buffer_of(seat, 0x60), named(client, "attn"));
}

// Enter comes before what the terminal is asked, or after it.
TEST_P(HotKeysAttn, EnterIsTheApplications) {
  for (const bool before : {true, false}) {
    EXPECT_TRUE(before || seat.attn() == Words{"DATA F2"});
    EXPECT_THAT(seat.type(named(client, "enter")), IsEmpty());
    EXPECT_THAT(seat.fakes.demo->told.back(), StartsWith("receive 7D"));
    EXPECT_TRUE(!before || seat.attn() == Words{"DATA F2"});
    EXPECT_THAT(seat.type(named(client, "attn-locked")), Contains("BIND BSTTUSST"));
    seat.press(kPa2);
    EXPECT_EQ(buffer_of(seat, 0x7D), named(client, "attn-locked"));
  }
}

INSTANTIATE_TEST_SUITE_P(Clients, HotKeysAttn, testing::ValuesIn(files(Key::Attn)), name_of);

}  // namespace
}  // namespace vtam::test
