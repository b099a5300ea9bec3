#include "config/several_settings.h"

#include <algorithm>
#include <iterator>

#include "config/json/key_words.h"

namespace config {

std::string key_text(std::uint8_t key) {
  const auto* const found =
      std::find_if(std::begin(json::kKeys), std::end(json::kKeys),
                   [key](const json::Word<std::uint8_t>& word) { return word.meaning == key; });
  return std::string(found == std::end(json::kKeys) ? json::kKeys[0].spelled : found->spelled);
}

}  // namespace config
