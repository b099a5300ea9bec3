#pragma once

#include <optional>
#include <string>

#include "vtam/acb/desk.h"

// What a desk wants done, as one line of text each:
//   1< {"type":…}                 a line for connection 1
//   end 1: why                    open 3 ORDERS screen           close 3 ORDERS lost
//   say 0.5.1.1 accept            acquire 4 P001 by 3 ORDERS     cancel 4 P001
//   TND401I …                     of the log
namespace vtam::test {

[[nodiscard]] std::string words_of(const DeskOutcome& outcome);
// "0.5.1.1"
[[nodiscard]] SessionKey key_of(const std::string& text);

}  // namespace vtam::test
