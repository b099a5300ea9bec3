#pragma once

#include <string_view>
#include <vector>

namespace config::json {

// One kind of object of a JSON configuration, and its keys.
struct Level {
  std::string_view name;  // of its definition in config/tn3270d.schema.json; "" is the file itself
  std::vector<std::string_view> keys;
};

// Everything that can be said; the test of the schema holds both together.
[[nodiscard]] std::vector<Level> levels();

}  // namespace config::json
