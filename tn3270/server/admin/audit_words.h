#pragma once

#include <string>

#include "tn3270/server/admin/routes.h"

namespace server {

// What a line of the audit begins with: "KILL T001", "HOLD job 17". What the caller has written in
// place of a name is shown only if it can be one. Of calls for operators.
[[nodiscard]] std::string audit_words(Call call, const std::string& name);

}  // namespace server
