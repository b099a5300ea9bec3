#pragma once

namespace control {

// The exit codes of tn3270ctl; scripts depend on them (DESIGN 5).
enum class Exit : int { Done = 0, Refused = 1, Usage = 2, Unreachable = 3 };

}  // namespace control
