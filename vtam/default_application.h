#pragma once

#include <cstdint>
#include <optional>

#include "config/names.h"
#include "config/settings.h"

namespace vtam {

// Who says the application that a LU logs on to by itself, the strongest first.
enum class SaidBy : std::uint8_t { Lu, Rule, Group, Listener };
[[nodiscard]] const char* text(SaidBy by);  // "the LU", "the rule" …

struct DefaultApplication {
  config::ApplId name;
  SaidBy by = SaidBy::Lu;
};

// What is nearest to the LU counts; groups and listeners speak of terminals only. `rule`: that of
// the mapping rule that gave the LU. `listener`: where its client came in; nullptr: nowhere.
[[nodiscard]] std::optional<DefaultApplication> default_application(
    const config::ServerSettings& server, const config::LuSettings& lu,
    const std::optional<config::ApplId>& rule, const config::ListenerSettings* listener);

}  // namespace vtam
