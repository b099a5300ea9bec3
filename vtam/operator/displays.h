#pragma once

#include "vtam/operator/command.h"
#include "vtam/operator/resources.h"
#include "vtam/operator/view.h"

namespace vtam {

// The answer to D NET,… in VTAM's message groups (MODEL 6).
[[nodiscard]] OperatorReply display(const Display& display, const OperatorView& view);
// QUERY: LUs that have a client, or one LU, a line each.
[[nodiscard]] OperatorReply query(const Query& query, const OperatorView& view);

// Nothing here has that name.
[[nodiscard]] OperatorReply unknown_id(const char* keyword, const std::string& value,
                                       const std::string& known);

}  // namespace vtam
