#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tn3270 {

// The number in a page's name: "37", "037", "cp037", "CP1140", "IBM037", "ibm-1140" alike; nullopt:
// it is no such name.
[[nodiscard]] std::optional<std::uint32_t> code_page_number(std::string_view name);

// As IBM writes it: at least three digits.
[[nodiscard]] std::string code_page_name(std::uint32_t number);

// The EBCDIC pages of glibc's iconv with one byte a character, in ascending order.
[[nodiscard]] std::span<const std::uint16_t> single_byte_pages();
[[nodiscard]] bool is_single_byte_page(std::uint32_t number);

// Why no page of this name can be chosen, as a clause for people: it is no number, not EBCDIC or
// unknown, or a mixed page with two-byte characters (930, 1390 …).
[[nodiscard]] std::string why_no_code_page(std::string_view name);

}  // namespace tn3270
