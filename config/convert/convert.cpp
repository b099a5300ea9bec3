#include "config/convert/convert.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "config/convert/sections.h"

namespace config {
namespace convert {

std::string Writing::path(const std::string& path) const {
  if (path.empty() || folder.empty() || std::filesystem::path(path).is_absolute()) {
    return path;
  }
  return std::filesystem::absolute(path)
      .lexically_normal()
      .lexically_relative(std::filesystem::absolute(folder).lexically_normal())
      .string();
}

namespace {

// Of several files each partition is an entry of "servers".
Json whole(const Config& config, Writing& writing) {
  Json object = Json::object();
  if (config.servers.size() == 1) {
    partition(config.servers.front(), writing, object);
  } else {
    for (const ServerSettings& server : config.servers) {
      Json entry = Json::object();
      partition(server, writing, entry);
      object["servers"].push_back(std::move(entry));
    }
  }
  vtam_part(config, writing, object);
  tls_part(config, writing, object);
  process_part(config, writing, object);
  return object;
}

// A file's name may hold anything, but a comment ends with its line.
std::string comment(std::string text) {
  for (char& c : text) {
    c = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  }
  return "// " + text + "\n";
}

}  // namespace
}  // namespace convert

Converted to_json(const Config& config, const std::filesystem::path& folder) {
  convert::Writing writing{folder};
  const convert::Json object = convert::whole(config, writing);
  if (writing.secret) {
    writing.remarks.emplace_back(
        "passwords of APPL rows (PRTCT) are in this file: keep it readable by its owner only");
  }
  if (config.ignored_statements > 0) {
    writing.remarks.push_back(std::to_string(config.ignored_statements) +
                              " unknown statements were ignored and are not in it");
  }
  Converted converted;
  for (const std::string& file : config.files) {
    converted.text +=
        convert::comment((converted.text.empty() ? "Made from " : "      and ") + file);
  }
  for (const std::string& remark : writing.remarks) {
    converted.text += convert::comment("Note: " + remark);
  }
  converted.text += convert::layout(object);
  converted.remarks = std::move(writing.remarks);
  converted.secret = writing.secret;
  return converted;
}

}  // namespace config
