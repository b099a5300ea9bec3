#include <utility>

#include "config/json/fields.h"
#include "config/json/sections.h"

namespace config::json {
namespace {

constexpr Word<PoolOrder> kOrders[] = {{"sequential", PoolOrder::Sequential},
                                       {"lowest", PoolOrder::Lowest}};

struct GroupEntry {
  std::optional<GroupName> name{};
  GroupSettings group{.name = *GroupName::parse("GROUP")};
};

void read_warn_at(Reading& reading, const Value& value, GroupEntry& entry) {
  std::uint32_t percent = 0;
  if (reading.count(value, 1, 100, percent)) {
    entry.group.warn_at = percent;
  }
}

// An empty list would allow, or deny, everything or nothing: nobody can tell.
void read_patterns(Reading& reading, const Value& list, std::vector<std::string>& patterns) {
  read_list(reading, list, [&](const Value& entry) {
    std::string pattern;
    if (reading.pattern(entry, pattern)) {
      patterns.push_back(std::move(pattern));
    }
  });
  if (list.kind() == Kind::List && list.begin() == list.end()) {
    reading.error(list.at(), label(list) + " is empty; write names of applications, or remove it");
  }
}

constexpr Field<GroupEntry> kGroupFields[] = {
    {"name", [](Reading& r, const Value& v, GroupEntry& e) { r.name(v, e.name); }},
    {"order", [](Reading& r, const Value& v, GroupEntry& e) { r.word(v, kOrders, e.group.order); }},
    {"warn_at", read_warn_at},
    {"application",
     [](Reading& r, const Value& v, GroupEntry& e) { r.name(v, e.group.application); }},
    {"allow",
     [](Reading& r, const Value& v, GroupEntry& e) { read_patterns(r, v, e.group.allow); }},
    {"deny", [](Reading& r, const Value& v, GroupEntry& e) { read_patterns(r, v, e.group.deny); }},
    {"printers", [](Reading& r, const Value& v, GroupEntry& e) { r.name(v, e.group.printers); }},
    {"keep",
     [](Reading& r, const Value& v, GroupEntry& e) { read_keep(r, v, e.group.keep.emplace()); }},
    {"several", [](Reading& r, const Value& v,
                   GroupEntry& e) { read_several(r, v, e.group.several.emplace()); }},
};

void read_group(Reading& reading, const Value& object, ServerSettings& server) {
  GroupEntry entry;
  if (!read_fields(reading, object, kGroupFields, entry)) {
    return;
  }
  if (!object.has("name")) {
    reading.error(object.at(),
                  "this group has no 'name'; add the name that its LUs have as 'group'");
  }
  if (entry.name) {
    entry.group.name = *entry.name;
    entry.group.at = object.at();
    server.groups.push_back(std::move(entry.group));
  }
}

}  // namespace

void read_groups(Reading& reading, const Value& value, ServerSettings& server) {
  read_list(reading, value, [&](const Value& entry) { read_group(reading, entry, server); });
}

Keys group_keys() {
  return keys_of(kGroupFields);
}

}  // namespace config::json
