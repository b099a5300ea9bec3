#pragma once

#include "vtam/acb/line_fields.h"
#include "vtam/acb/screen.h"

namespace vtam {

// The object "screen" of a `send`.
[[nodiscard]] bool take_screen(JsonValue value, Screen& into, Complaint& complaint);

}  // namespace vtam
