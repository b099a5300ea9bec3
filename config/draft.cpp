#include "config/draft.h"

namespace config {

bool Draft::claim(const std::string& part, Position at) {
  const auto [said, first] = once.emplace(part, at);
  if (!first) {
    problems.error(at, "'" + part + "' holds for the whole process and was already said at " +
                           format(said->second, config.files) + "; keep one of the two");
  }
  return first;
}

}  // namespace config
