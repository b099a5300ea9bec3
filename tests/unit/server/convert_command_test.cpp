#include "tn3270/server/convert_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "config/reader.h"
#include "tn3270/server/check_report.h"

namespace server {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const fs::path kSource = TN3270D_SOURCE_DIR;

vtam::ProgramCatalog catalog() {
  vtam::ProgramCatalog catalog;
  const auto none = [](const vtam::Logon&) { return std::unique_ptr<vtam::Program>(); };
  catalog.add("menu", none);
  catalog.add("demo", none);
  return catalog;
}

config::Loaded load(const std::vector<fs::path>& files) {
  config::LoadOptions options;
  options.resolver = [](const std::string&) { return std::optional<std::string>("127.0.0.1"); };
  return config::load(files, options);
}

std::string errors_of(const config::Loaded& loaded) {
  std::string text;
  for (const config::Problem& problem : loaded.problems.all()) {
    if (problem.severity == config::Severity::Error) {
      text += config::format(problem, loaded.config->files) + "\n";
    }
  }
  return text;
}

// The tables of `check`, without the places where everything was said.
std::string tables(config::Config config) {
  config.files = {"file"};
  for (config::ServerSettings& server : config.servers) {
    server.at = {};
    for (config::LuSettings& lu : server.lus) {
      lu.at = {};
    }
  }
  for (config::MajorNode& node : config.nodes) {
    node.at = {};
  }
  for (config::ModeTable& table : config.mode_tables) {
    table.at = {};
    for (config::ModeEntry& entry : table.entries) {
      entry.at = {};
    }
  }
  if (config.application_socket) {
    config.application_socket->at = {};
    if (config.application_socket->tcp) {
      config.application_socket->tcp->at = {};
    }
  }
  if (config.start_list) {
    config.start_list->name = "LIST";
    config.start_list->at = {};
  }
  const vtam::ProgramCatalog programs = catalog();
  const auto network = std::make_shared<const vtam::Network>(
      std::make_shared<const config::Config>(config), programs);
  return check_report(network, network->config());
}

// A folder of its own that goes with the test.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "convertXXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder(Folder&&) = delete;
  Folder& operator=(Folder&&) = delete;
  [[nodiscard]] fs::path path() const { return path_; }

 private:
  fs::path path_;
};

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// Converts, reads the result, and compares the tables of both.
void expect_the_same_tables(const std::vector<fs::path>& files) {
  const config::Loaded before = load(files);
  ASSERT_THAT(errors_of(before), IsEmpty());
  const Folder folder;
  const fs::path json = folder.path() / "all.json";
  std::ostringstream out;
  std::ostringstream err;
  ASSERT_EQ(convert_configuration(*before.config, json, out, err), 0) << err.str();
  const config::Loaded after = load({json});
  EXPECT_THAT(errors_of(after), IsEmpty()) << read(json);
  EXPECT_EQ(tables(*after.config), tables(*before.config)) << read(json);
}

TEST(ConvertCommand, TheExamplesCheckToTheSameTables) {
  const fs::path examples = kSource / "examples";
  expect_the_same_tables({examples / "bsitn44.json", examples / "bsitn44.jcl",
                          examples / "printers.jcl", examples / "vnetappl.b"});
  expect_the_same_tables({examples / "bsitn44.jcl"});
  expect_the_same_tables({examples / "printers.jcl"});
  expect_the_same_tables({examples / "demo.json"});
}

TEST(ConvertCommand, EveryDeckThatLoadsChecksToTheSameTables) {
  std::size_t loaded = 0;
  for (const auto& entry : fs::directory_iterator(kSource / "tests/golden/decks")) {
    if (entry.path().extension() == ".deck" && errors_of(load({entry.path()})).empty()) {
      SCOPED_TRACE(entry.path().filename());
      expect_the_same_tables({entry.path()});
      ++loaded;
    }
  }
  EXPECT_GE(loaded, 3U) << "no example loads any more, so this test says nothing";
}

TEST(ConvertCommand, ADeckWithItsBookAndAStartListChecksToTheSameTables) {
  const fs::path decks = kSource / "tests/golden/decks";
  expect_the_same_tables({decks / "3-14_book.deck", decks / "3-14b_start_list.deck",
                          kSource / "examples/bsitn44.jcl", decks / "modetab_assembled.deck"});
}

TEST(ConvertCommand, WithoutAFileItWritesToTheOutput) {
  const config::Loaded loaded = load({kSource / "examples/printers.jcl"});
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(convert_configuration(*loaded.config, "", out, err), 0);
  EXPECT_TRUE(out.str().ends_with("}\n"));
  EXPECT_THAT(err.str(), HasSubstr("tn3270d: put the password of user "));
}

TEST(ConvertCommand, NeverReplacesAFile) {
  const Folder folder;
  const fs::path path = folder.path() / "there.json";
  std::ofstream(path) << "mine";
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(convert_configuration(config::Config(), path, out, err), 1);
  EXPECT_EQ(err.str(),
            "tn3270d: " + path.string() +
                " cannot be written: File exists; give a new name, or remove it first\n");
  EXPECT_EQ(read(path), "mine");
}

TEST(ConvertCommand, AFileWithPasswordsIsForItsOwner) {
  const Folder folder;
  config::Config config;
  config.nodes.push_back({*config::NodeName::parse("NODE")});
  config.nodes[0].rows.push_back({*config::ApplId::parse("APPL1")});
  config.nodes[0].rows[0].password = "SECRET";
  const fs::path path = folder.path() / "secret.json";
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(convert_configuration(config, path, out, err), 0);
  struct stat about {};
  ASSERT_EQ(::stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  EXPECT_THAT(err.str(), HasSubstr("keep it readable by its owner only"));
}

}  // namespace
}  // namespace server
