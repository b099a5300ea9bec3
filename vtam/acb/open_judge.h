#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "vtam/acb/line_answers.h"
#include "vtam/acb/line_request.h"
#include "vtam/network.h"

namespace vtam {

// May a process open this ACB? The row, or why not. Whether somebody has it already is not asked.
using OpenVerdict = std::variant<const Application*, Refusal>;
[[nodiscard]] OpenVerdict judge_open(const OpenLine& open, const Network& network);

// Whether both are the same, in a time that says nothing about `secret` but its length.
[[nodiscard]] bool same_secret(std::string_view given, std::string_view secret);

}  // namespace vtam
