#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/unit/config/load_fixture.h"

namespace config {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const std::filesystem::path kExamples = std::filesystem::path(TN3270D_SOURCE_DIR) / "examples";

TEST(Examples, TheDecksAndTheirBookFitTogether) {
  LoadOptions options;
  options.resolver = [](const std::string&) { return std::optional<std::string>("127.0.0.1"); };
  const Loaded loaded = load(
      {kExamples / "bsitn44.jcl", kExamples / "printers.jcl", kExamples / "vnetappl.b"}, options);
  EXPECT_THAT(errors_of(loaded), IsEmpty());
  EXPECT_THAT(warnings_of(loaded), IsEmpty());
  ASSERT_THAT(loaded.config->servers, SizeIs(2));
  EXPECT_EQ(loaded.config->servers[0].name, "BSITN44");
  EXPECT_THAT(loaded.config->servers[0].lus, SizeIs(10));
  EXPECT_EQ(loaded.config->servers[1].name, "BSITELNP");
  EXPECT_THAT(loaded.config->servers[1].lus, SizeIs(7));
  ASSERT_THAT(loaded.config->nodes, SizeIs(2));
  EXPECT_TRUE(loaded.config->start_list.has_value());
}

TEST(Examples, EveryLuHasARowOfItsOwnInTheBook) {
  const Loaded loaded = load({kExamples / "vnetappl.b"}, {});
  std::size_t rows = 0;
  for (const MajorNode& node : loaded.config->nodes) {
    rows += node.rows.size();
  }
  EXPECT_EQ(rows, 2U + 10U + 7U);
}

}  // namespace
}  // namespace config
