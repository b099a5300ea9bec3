#include "config/code_pages.h"

#include <algorithm>

namespace config {
namespace {

constexpr std::size_t kFewestDigits = 3;
constexpr std::size_t kMostDigits = 5;  // a CCSID has 16 bits

}  // namespace

bool is_code_page_number(std::string_view text) {
  return text.size() >= kFewestDigits && text.size() <= kMostDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view code_page_number(std::string_view said) {
  return said == kDeckCodePage ? kUsualCodePage : said;
}

}  // namespace config
