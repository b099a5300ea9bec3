#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

// Holds the schema that editors use against the reader that the server uses.
namespace config {

[[nodiscard]] nlohmann::json schema();

// A file in which `key` of the object `level` has `value`, and all that is required beside it.
[[nodiscard]] std::string file_with(const std::string& level, const std::string& key,
                                    const std::string& value);

// Whether a finding of the reader has these words.
[[nodiscard]] bool mentions(const std::string& file, const std::string& words);

// Every property of every level, with what its $ref says.
struct Property {
  std::string level;
  std::string key;
  std::shared_ptr<const nlohmann::json> said;
};
[[nodiscard]] std::vector<Property> properties();

[[nodiscard]] bool is_taken(const Property& property, const std::string& value);

}  // namespace config
