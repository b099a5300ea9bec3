#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/draft.h"
#include "config/json/fields.h"
#include "config/json/sections.h"

namespace config {
namespace json {
namespace {

// What stands at the top of one file: the settings of its one partition, or "servers"; and parts of
// the whole process, which go straight into the Config.
struct File {
  ServerSettings server;
  std::vector<Value> partition;  // the members that belong to `server`
  std::optional<Value> servers;
};

template <void (*read)(Reading&, const Value&, ServerSettings&)>
void of_partition(Reading& reading, const Value& value, File& file) {
  file.partition.push_back(value);
  read(reading, value, file.server);
}

template <void (*read)(Reading&, const Value&)>
void of_process(Reading& reading, const Value& value, File& /*file*/) {
  if (reading.draft().claim(std::string(value.key()), value.key_at())) {
    read(reading, value);
  }
}

constexpr Field<File> kFileFields[] = {
    {"$schema", [](Reading& r, const Value& v, File& /*file*/) { r.is(v, Kind::Text, "text"); }},
    {"name", of_partition<read_server_name>},
    {"title", of_partition<read_title>},
    {"listeners", of_partition<read_listeners>},
    {"lus", of_partition<read_lus>},
    {"menu", of_partition<read_menu>},
    {"code_page", of_partition<read_code_page>},
    {"groups", of_partition<read_groups>},
    {"mapping", of_partition<read_mapping>},
    {"uss", of_partition<read_uss>},
    {"sessions", of_partition<read_sessions>},
    {"throttle", of_partition<read_throttle>},
    {"servers", [](Reading& /*r*/, const Value& v, File& file) { file.servers = v; }},
    {"applications", of_process<read_applications>},
    {"libraries", of_process<read_libraries>},
    {"iccf", of_process<read_iccf>},
    {"stacks", of_process<read_stacks>},
    {"spool", of_process<read_spool>},
    {"application_socket", of_process<read_application_socket>},
    {"proxies", of_process<read_proxies>},
    {"redirects", of_process<read_redirects>},
    {"admission", of_process<read_admission>},
    {"process", of_process<read_process>},
    {"admin", of_process<read_admin>},
    {"timing", of_process<read_timing>},
    {"unknown", of_process<read_unknown>},
    {"autoinstall", of_process<read_autoinstall>},
    {"modetabs", of_process<read_modetabs>},
    {"typeterms", of_process<read_typeterms>},
    {"nodes", of_process<read_nodes>},
    {"start_list", [](Reading& r, const Value& v, File& /*file*/) { read_start_list(r, v); }},
};

void read_servers(Reading& reading, const File& file) {
  for (const Value& member : file.partition) {
    reading.error(member.key_at(), label(member) + " stands beside 'servers' of line " +
                                       std::to_string(file.servers->key_at().line) +
                                       "; move it into one of its entries");
  }
  read_list(reading, *file.servers, [&](const Value& entry) { read_server(reading, entry); });
}

void read_file(Reading& reading, const Value& root) {
  if (root.kind() != Kind::Object) {
    reading.error(root.at(),
                  std::string("a configuration is an object { … }, not ") + text(root.kind()));
    return;
  }
  File file;
  file.server.at = root.at();
  read_fields(reading, root, kFileFields, file);
  if (file.servers) {
    read_servers(reading, file);
  } else if (!file.partition.empty()) {
    if (file.server.name.empty()) {
      file.server.name = reading.stem();
    }
    reading.config().servers.push_back(std::move(file.server));
  }
}

}  // namespace

Keys file_keys() {
  return keys_of(kFileFields);
}

}  // namespace json

void read_json(std::string_view text, std::uint32_t file, const std::filesystem::path& path,
               Draft& draft) {
  const auto document = json::Document::parse(text, file, draft.problems);
  if (document) {
    json::Reading reading(path, draft);
    json::read_file(reading, document->root());
  }
}

}  // namespace config
