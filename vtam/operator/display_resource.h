#pragma once

#include "vtam/operator/command.h"
#include "vtam/operator/resources.h"

namespace vtam {

// D NET,ID=: of a LU, an application or a major node.
[[nodiscard]] OperatorReply display_resource(const Display& display, const Resources& resources);

// "ACTIV", "INACT" or "NEVAC" of a node.
[[nodiscard]] const char* state_text(Activation activation);

}  // namespace vtam
