#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "config/settings.h"

// The parts of a converted configuration; what has its default is left out.
namespace config::convert {

using Json = nlohmann::ordered_json;

// What all parts share: where the file will lie, and what its owner has to hear.
struct Writing {
  std::filesystem::path folder;
  std::vector<std::string> remarks{};
  bool secret = false;

  [[nodiscard]] std::string path(const std::string& path) const;
};

// An empty text is a default. process.cpp
void add_text(const char* key, const std::string& text, Json& object);
[[nodiscard]] Json lus(const std::vector<LuSettings>& lus, Writing& writing);  // lus.cpp
// The keys of one LU that are about printing, into `entry`: delivery.cpp.
void add_delivery(const LuSettings& lu, Writing& writing, Json& entry);
void add_jobs(const QueueSettings& jobs, Json& entry);
// The keys of one partition, into `object`: partition.cpp.
void partition(const ServerSettings& server, Writing& writing, Json& object);
// Those of the whole process: process.cpp, vtam_part.cpp.
void process_part(const Config& config, Writing& writing, Json& object);
void vtam_part(const Config& config, Writing& writing, Json& object);
// tls_part.cpp
// hosts.cpp
void add_host(const HostSettings& host, const Writing& writing, Json& entry);
[[nodiscard]] Json tls_settings(const TlsSettings& tls, const Writing& writing);
[[nodiscard]] Json access(const std::vector<AccessRule>& rules);
void tls_part(const Config& config, Writing& writing, Json& object);

// The text of a configuration: whatever fits into a line is on one.
[[nodiscard]] std::string layout(const Json& object);  // layout.cpp

}  // namespace config::convert
