#include "tn3270/datastream/code_page_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <system_error>

namespace tn3270 {
namespace {

constexpr std::array<std::uint16_t, 60> kSingleByte{
    37,   38,   256,  273,  274,  275,  277,  278,  280,  281,  284,  285,  290,  297,   420,
    423,  424,  500,  803,  870,  871,  875,  880,  905,  918,  1025, 1026, 1047, 1097,  1112,
    1122, 1123, 1130, 1132, 1137, 1140, 1141, 1142, 1143, 1144, 1145, 1146, 1147, 1148,  1149,
    1153, 1154, 1155, 1156, 1157, 1158, 1160, 1164, 1166, 4517, 4899, 4971, 9030, 12712, 16804};

// Shift-out begins two-byte characters; the single-byte half alone would show the rest as garbage.
constexpr std::array<std::uint16_t, 10> kMixed{930,  933,  935,  937,  939,
                                               1364, 1371, 1388, 1390, 1399};

constexpr std::size_t kMostDigits = 5;
// A name that a person typed is repeated up to here.
constexpr std::size_t kQuoted = 20;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Removes `prefix`, which is in lower case; false: it is not there.
bool skip(std::string_view prefix, std::string_view& name) {
  const bool there =
      name.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), name.begin(),
                                                 [](char a, char b) { return a == lower(b); });
  if (there) {
    name.remove_prefix(prefix.size());
  }
  return there;
}

// Control characters of a name never reach a screen or log.
std::string quoted(std::string_view name) {
  std::string text(name.substr(0, kQuoted));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

}  // namespace

std::optional<std::uint32_t> code_page_number(std::string_view name) {
  if (skip("ibm", name) || skip("cp", name)) {
    skip("-", name);
  }
  std::uint32_t number = 0;
  const char* const end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data(), end, number);
  if (name.size() > kMostDigits || error != std::errc{} || stop != end || number == 0) {
    return std::nullopt;
  }
  return number;
}

std::string code_page_name(std::uint32_t number) {
  std::string digits = std::to_string(number);
  return digits.size() < 3 ? digits.insert(0, 3 - digits.size(), '0') : digits;
}

std::span<const std::uint16_t> single_byte_pages() {
  return kSingleByte;
}

bool is_single_byte_page(std::uint32_t number) {
  return std::binary_search(kSingleByte.begin(), kSingleByte.end(), number);
}

std::string why_no_code_page(std::string_view name) {
  const auto number = code_page_number(name);
  if (!number) {
    return "'" + quoted(name) + "' is no code page's number";
  }
  const std::string page = "code page " + code_page_name(*number);
  if (std::find(kMixed.begin(), kMixed.end(), *number) != kMixed.end()) {
    return page + " has two-byte characters, and only single-byte pages can be chosen";
  }
  return page + " is no EBCDIC page that iconv knows";
}

}  // namespace tn3270
