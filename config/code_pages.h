#pragma once

#include <string_view>

namespace config {

// How settings say a code page: by the number that IBM gives it, by the deck's name for the usual
// pair of tables, or "client".
inline constexpr std::string_view kUsualCodePage = "037";
// (Reading) SBCS DN_03, the only name that is seen in decks, is the default table.
inline constexpr std::string_view kDeckCodePage = "DN_03";
// The page that the client's own query reply names.
inline constexpr std::string_view kClientCodePage = "client";

// Three to five digits: "037", "1140". Whether there is such a page is a check's to say.
[[nodiscard]] bool is_code_page_number(std::string_view text);

// The number that a setting stands for; "client" and numbers are themselves.
[[nodiscard]] std::string_view code_page_number(std::string_view said);

}  // namespace config
