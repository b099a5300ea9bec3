#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "tn3270/server/admin/print_backend.h"

// Jobs and printers as docs/openapi.json describes them; null where a text is empty.
namespace server {

// "2026-11-21T07:30:00Z"
[[nodiscard]] std::string utc_text(printers::WallTime time);

[[nodiscard]] nlohmann::ordered_json job_json(const JobView& job);
[[nodiscard]] nlohmann::ordered_json printer_json(const PrinterView& printer);

}  // namespace server
