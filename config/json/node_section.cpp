#include <algorithm>
#include <limits>
#include <utility>

#include "config/json/fields.h"
#include "config/json/sections.h"

// "nodes" and "start_list": what B-books and ATCCON say, in JSON.
namespace config::json {
namespace {

struct RowEntry {
  std::optional<ApplId> name{};
  ApplRow row{.name = *ApplId::parse("APPL")};
};

void read_eas(Reading& reading, const Value& value, RowEntry& entry) {
  std::uint32_t eas = 0;
  if (reading.count(value, 0, std::numeric_limits<std::uint16_t>::max(), eas)) {
    entry.row.eas = static_cast<std::uint16_t>(eas);
  }
}

void read_modetab_name(Reading& reading, const Value& value, RowEntry& entry) {
  entry.row.modetab_at = value.at();
  reading.name(value, entry.row.modetab);
}

void read_dlogmod(Reading& reading, const Value& value, RowEntry& entry) {
  entry.row.dlogmod_at = value.at();
  reading.name(value, entry.row.dlogmod);
}

void read_password(Reading& reading, const Value& value, RowEntry& entry) {
  constexpr std::size_t kLongest = 8;  // PRTCT of VTAM's APPL statement
  std::string password;
  if (!reading.text(value, password)) {
    return;
  }
  const bool good =
      password.size() <= kLongest &&
      std::all_of(password.begin(), password.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  if (!good) {
    reading.error(value.at(), "'password' has 1 to 8 characters without blanks; shorten it");
    return;
  }
  entry.row.password = password;
}

constexpr Field<RowEntry> kRowFields[] = {
    {"name", [](Reading& r, const Value& v, RowEntry& e) { r.name(v, e.name); }},
    {"acb_name", [](Reading& r, const Value& v, RowEntry& e) { r.name(v, e.row.acb_name); }},
    {"acquire", [](Reading& r, const Value& v, RowEntry& e) { r.flag(v, e.row.acquire); }},
    {"pass", [](Reading& r, const Value& v, RowEntry& e) { r.flag(v, e.row.pass); }},
    {"eas", read_eas},
    {"modetab", read_modetab_name},
    {"dlogmod", read_dlogmod},
    {"group", [](Reading& r, const Value& v, RowEntry& e) { r.name(v, e.row.group); }},
    {"password", read_password},
};

struct NodeEntry {
  std::optional<NodeName> name{};
  std::vector<ApplRow> rows{};
};

void read_row(Reading& reading, const Value& object, NodeEntry& node) {
  RowEntry entry;
  if (!read_fields(reading, object, kRowFields, entry)) {
    return;
  }
  if (!object.has("name")) {
    reading.error(object.at(), "this row has no 'name'; add the name of an application or LU");
  }
  if (entry.name) {
    entry.row.name = *entry.name;
    entry.row.at = object.at();
    node.rows.push_back(std::move(entry.row));
  }
}

constexpr Field<NodeEntry> kNodeFields[] = {
    {"name", [](Reading& r, const Value& v, NodeEntry& n) { r.name(v, n.name); }},
    {"rows",
     [](Reading& r, const Value& v, NodeEntry& n) {
       read_list(r, v, [&](const Value& entry) { read_row(r, entry, n); });
     }},
};

void read_node(Reading& reading, const Value& object) {
  NodeEntry entry;
  if (!read_fields(reading, object, kNodeFields, entry)) {
    return;
  }
  if (!object.has("name")) {
    reading.error(object.at(), "this major node has no 'name'; add \"name\": \"VNETAPPL\"");
  }
  const std::vector<MajorNode>& nodes = reading.config().nodes;
  const auto same = std::find_if(nodes.begin(), nodes.end(), [&](const MajorNode& node) {
    return entry.name && node.name == *entry.name;
  });
  if (same != nodes.end()) {
    reading.error(object.at(), "major node " + same->name.text() + " was already given at " +
                                   format(same->at, reading.config().files) +
                                   "; give each node once");
  } else if (entry.name) {
    reading.config().nodes.push_back({*entry.name, std::move(entry.rows), object.at()});
  }
}

}  // namespace

void read_nodes(Reading& reading, const Value& value) {
  read_list(reading, value, [&](const Value& entry) { read_node(reading, entry); });
}

void read_start_list(Reading& reading, const Value& value) {
  // The same part as an ATCCON member.
  if (!reading.draft().claim("start list", value.key_at())) {
    return;
  }
  StartList list;
  list.name = reading.stem();
  list.at = value.key_at();
  read_list(reading, value, [&](const Value& entry) {
    std::optional<NodeName> name;
    if (reading.name(entry, name)) {
      list.nodes.push_back(*name);
    }
  });
  reading.config().start_list = std::move(list);
}

Keys node_keys() {
  return keys_of(kNodeFields);
}

Keys row_keys() {
  return keys_of(kRowFields);
}

}  // namespace config::json
