#pragma once

#include <string>
#include <string_view>

#include "tn3270/server/admin/http_message.h"

namespace server {

// An RFC 7807 answer. `rule` is a stable code for programs, `detail` a sentence for people.
[[nodiscard]] HttpResponse problem_answer(int status, std::string_view rule,
                                          const std::string& detail);

}  // namespace server
