#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/golden/decks/summary.h"

// Every file NAME.deck beside this test is read alone, or with NAME.json if there is one; what
// comes of it has to be NAME.expected. In "keyring" are key files that only have to be there.
// With TN3270D_UPDATE_GOLDENS in the environment the expectations are written instead: read the
// difference before you keep it.
namespace config {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = TN3270D_DECK_GOLDENS;

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<std::string> deck_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".deck") {
      names.push_back(entry.path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Positions show the file's own name, wherever the tree lies.
Loaded load_alone(const std::string& name) {
  LoadOptions options;
  options.files = [](const fs::path& path) -> std::optional<std::string> {
    const fs::path file = kFolder / path;
    return fs::exists(file) ? std::optional(read(file)) : std::nullopt;
  };
  options.folders = [](const fs::path& path) {
    std::vector<std::string> names;
    if (fs::is_directory(kFolder / path)) {
      for (const auto& entry : fs::directory_iterator(kFolder / path)) {
        names.push_back(entry.path().filename().string());
      }
    }
    return names;
  };
  fs::current_path(kFolder);  // what a check asks the system for is there too
  options.resolver = [](const std::string& host) {
    return host == "VSEC01" ? std::optional<std::string>("127.0.0.1") : std::nullopt;
  };
  std::vector<fs::path> files{name + ".deck"};
  if (fs::exists(kFolder / (name + ".json"))) {
    files.emplace_back(name + ".json");
  }
  return load(files, options);
}

class DeckGolden : public testing::TestWithParam<std::string> {};

TEST_P(DeckGolden, ComesOutAsExpected) {
  const fs::path expected = kFolder / (GetParam() + ".expected");
  const std::string actual = summary(load_alone(GetParam()));
  if (std::getenv("TN3270D_UPDATE_GOLDENS") != nullptr) {
    std::ofstream(expected, std::ios::binary) << actual;
  }
  EXPECT_EQ(actual, read(expected)) << "the deck is " << GetParam() << ".deck";
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(),
      [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Example, DeckGolden, testing::ValuesIn(deck_names()), test_name);

TEST(DeckGoldens, EveryExpectationHasItsDeck) {
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".expected") {
      EXPECT_TRUE(fs::exists(fs::path(entry.path()).replace_extension(".deck"))) << entry.path();
    }
  }
}

// The 39 examples of the model's documentation.
TEST(DeckGoldens, NoExampleIsMissing) {
  const std::vector<std::string> names = deck_names();
  for (int number = 1; number <= 39; ++number) {
    const std::string prefix = "3-" + std::string(number < 10 ? "0" : "") + std::to_string(number);
    EXPECT_TRUE(std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return name.starts_with(prefix);
    })) << prefix;
  }
}

}  // namespace
}  // namespace config
