#include <utility>

#include "config/json/fields.h"
#include "config/json/sections.h"

// "modetabs" and "typeterms".
namespace config::json {
namespace {

// BIND bytes 8 to 12 have six bits for a window.
constexpr std::uint32_t kLargestWindow = 63;

struct EntryOfTable {
  std::optional<ModeName> name{};
  ModeEntry entry{.name = *ModeName::parse("MODE")};
};

template <std::uint8_t ModeEntry::*byte>
void read_byte(Reading& reading, const Value& value, EntryOfTable& read) {
  std::uint64_t number = 0;
  if (reading.hex(value, 2, number)) {
    read.entry.*byte = static_cast<std::uint8_t>(number);
  }
}

template <std::uint16_t ModeEntry::*half_word>
void read_half_word(Reading& reading, const Value& value, EntryOfTable& read) {
  std::uint64_t number = 0;
  if (reading.hex(value, 4, number)) {
    read.entry.*half_word = static_cast<std::uint16_t>(number);
  }
}

template <std::uint8_t ModeEntry::*window>
void read_window(Reading& reading, const Value& value, EntryOfTable& read) {
  std::uint32_t number = 0;
  if (reading.count(value, 0, kLargestWindow, number)) {
    read.entry.*window = static_cast<std::uint8_t>(number);
  }
}

void read_pservic(Reading& reading, const Value& value, EntryOfTable& read) {
  reading.bytes(value, read.entry.pservic);
}

constexpr Field<EntryOfTable> kModeentFields[] = {
    {"name", [](Reading& r, const Value& v, EntryOfTable& e) { r.name(v, e.name); }},
    {"fm", read_byte<&ModeEntry::fm_profile>},
    {"ts", read_byte<&ModeEntry::ts_profile>},
    {"primary", read_byte<&ModeEntry::primary>},
    {"secondary", read_byte<&ModeEntry::secondary>},
    {"common", read_half_word<&ModeEntry::common>},
    {"ru_sizes", read_half_word<&ModeEntry::ru_sizes>},
    {"pservic", read_pservic},
    {"srcvpac", read_window<&ModeEntry::secondary_receive_pacing>},
    {"ssndpac", read_window<&ModeEntry::secondary_send_pacing>},
    {"psndpac", read_window<&ModeEntry::primary_send_pacing>},
};

struct TableOfEntries {
  std::optional<TableName> name{};
  std::vector<ModeEntry> entries{};
};

void read_entry(Reading& reading, const Value& object, TableOfEntries& table) {
  EntryOfTable read;
  if (!read_fields(reading, object, kModeentFields, read)) {
    return;
  }
  if (!object.has("name")) {
    reading.error(object.at(), "this logmode has no 'name'; add \"name\": \"MYMODE\"");
  }
  if (read.name) {
    read.entry.name = *read.name;
    read.entry.at = object.at();
    table.entries.push_back(read.entry);
  }
}

constexpr Field<TableOfEntries> kModetabFields[] = {
    {"name", [](Reading& r, const Value& v, TableOfEntries& t) { r.name(v, t.name); }},
    {"entries",
     [](Reading& r, const Value& v, TableOfEntries& t) {
       read_list(r, v, [&](const Value& entry) { read_entry(r, entry, t); });
     }},
};

void read_modetab(Reading& reading, const Value& object) {
  TableOfEntries table;
  if (!read_fields(reading, object, kModetabFields, table)) {
    return;
  }
  if (!object.has("name")) {
    reading.error(object.at(), "this logmode table has no 'name'; add \"name\": \"MYTABLE\"");
  }
  if (!object.has("entries")) {
    reading.draft().problems.warning(object.at(),
                                     "this logmode table has no entries; add \"entries\": "
                                     "[{\"name\": \"MYMODE\", …}]");
  }
  if (table.name) {
    reading.config().mode_tables.push_back({*table.name, std::move(table.entries), object.at()});
  }
}

struct TypetermEntry {
  std::string typeterm;
  std::optional<ModeName> logmode;
};

constexpr Field<TypetermEntry> kTypetermFields[] = {
    {"typeterm", [](Reading& r, const Value& v, TypetermEntry& t) { r.text(v, t.typeterm); }},
    {"logmode", [](Reading& r, const Value& v, TypetermEntry& t) { r.name(v, t.logmode); }},
};

void read_typeterm(Reading& reading, const Value& object) {
  TypetermEntry entry;
  if (!read_fields(reading, object, kTypetermFields, entry)) {
    return;
  }
  if (!object.has("typeterm") || !object.has("logmode")) {
    reading.error(object.at(),
                  "a row of this table has a 'typeterm' and its 'logmode'; write both: "
                  "{\"typeterm\": \"VSE3278Q\", \"logmode\": \"SP3272QN\"}");
  }
  if (entry.logmode && !entry.typeterm.empty()) {
    reading.config().typeterms.push_back({std::move(entry.typeterm), *entry.logmode, object.at()});
  }
}

}  // namespace

void read_modetabs(Reading& reading, const Value& value) {
  read_list(reading, value, [&](const Value& entry) { read_modetab(reading, entry); });
}

void read_typeterms(Reading& reading, const Value& value) {
  read_list(reading, value, [&](const Value& entry) { read_typeterm(reading, entry); });
}

Keys modetab_keys() {
  return keys_of(kModetabFields);
}

Keys modeent_keys() {
  return keys_of(kModeentFields);
}

Keys typeterm_keys() {
  return keys_of(kTypetermFields);
}

}  // namespace config::json
