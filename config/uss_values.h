#pragma once

#include <array>
#include <string_view>

namespace config {

// What USS messages may name to have it replaced, the longer before what is a part of it. Names
// with more than two '@' are VTAM's own (USSMSG, SCAN).
inline constexpr std::array<std::string_view, 13> kUssNames{
    "@@@@@@@@@IPADDR", "@@@@DATE", "@@@@TIME", "@@@SENSE", "@@LUNAME", "@@APPLID", "@@LOGMODE",
    "@@DATE",          "@@TIME",   "@@CLIENT", "@@SIZE",   "@@SENSE",  "@@TEXT"};

}  // namespace config
