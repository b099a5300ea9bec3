#pragma once

#include <string>
#include <string_view>

// Names that are made for each job: "{lu}.{date}.{sequence}".
namespace config {

// Empty: it can be used. Otherwise why not, as the end of a sentence that begins with the pattern.
[[nodiscard]] std::string pattern_fault(std::string_view pattern);

// Whether two jobs of one LU can have different names.
[[nodiscard]] bool differs_by_job(std::string_view pattern);
// Whether jobs of two LUs can.
[[nodiscard]] bool differs_by_lu(std::string_view pattern);

}  // namespace config
