// The reader of decks with their JCL, includes and statements, and all checks behind it.

#include "config/load_kind.h"
#include "tests/fuzz/config_reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (config::kind_of_file(text) != config::FileKind::Json) {
    (void)fuzz::load_alone(text);
    fuzz::load_with_keyring(text);
  }
  return 0;
}
