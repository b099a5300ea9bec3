#pragma once

#include <string>

#include "config/reader.h"
#include "tests/fuzz/fuzz_target.h"

namespace fuzz {

// Loads `text` as the one file "input" and holds what config/reader.h promises of any text: no
// exception, problems that are printable and point into the file, the same again the second time.
config::Loaded load_alone(const std::string& text);

// The same with a keyring that has every key file, for what decks of TLS define.
void load_with_keyring(const std::string& text);

// A problem says what is wrong in one printable line, at a place that `text` has.
void require_sound(const config::Problems& problems, const std::string& text);

// Names like T[1-999999] are right and slow: many of them tell nothing new.
[[nodiscard]] bool has_wide_range(const std::string& text);

}  // namespace fuzz
