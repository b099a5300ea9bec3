#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

// Printers and jobs as the API describes them, for people.
namespace control {

[[nodiscard]] std::string printer_table(const std::vector<nlohmann::ordered_json>& printers);
[[nodiscard]] std::string printer_details(const nlohmann::ordered_json& printer);
[[nodiscard]] std::string job_table(const std::vector<nlohmann::ordered_json>& jobs);
[[nodiscard]] std::string job_details(const nlohmann::ordered_json& job);

// "DIR: connected, but it accepts nothing. …" for the answer of a test.
[[nodiscard]] std::string probe_sentence(const nlohmann::ordered_json& answer);

}  // namespace control
