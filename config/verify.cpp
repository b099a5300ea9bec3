#include "config/verify.h"

#include <string>

namespace config {

void broken(const char* what, const char* file, int line) {
  const std::string path(file);
  const std::string name = path.substr(path.find_last_of('/') + 1);
  throw BrokenInvariant(name + ":" + std::to_string(line) + ": " + what);
}

}  // namespace config
