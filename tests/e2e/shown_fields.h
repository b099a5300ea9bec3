#pragma once

#include <string>
#include <vector>

#include "tests/e2e/s3270.h"

namespace e2e {

// The fields that a real client has in its buffer, in order, one text each: row and column of the
// first character from 1, what may be typed, how it looks, and what it shows without blanks at its
// end: "5 20 input red reverse C12", "7 17 input hidden", "1 2 protected blue ORDERS".
[[nodiscard]] std::vector<std::string> shown_fields(S3270& client);

// Where its cursor is, "7 17".
[[nodiscard]] std::string cursor_place(S3270& client);

}  // namespace e2e
