#include <utility>

#include "config/json/fields.h"
#include "config/json/sections.h"

namespace config::json {
namespace {

struct ApplicationEntry {
  std::optional<ApplId> name;
  std::string description;
  std::string type;
  bool queue = false;
  bool wait_for_reopen = false;
  Position on_failure_at{};
};

void read_on_failure(Reading& reading, const Value& value, ApplicationEntry& application) {
  constexpr Word<bool> kWords[] = {{"release", false}, {"wait", true}};
  reading.word(value, kWords, application.wait_for_reopen);
  application.on_failure_at = value.key_at();
}

// The hall says which types it can run; here every word is good.
constexpr Field<ApplicationEntry> kApplicationFields[] = {
    {"name", [](Reading& r, const Value& v, ApplicationEntry& a) { r.name(v, a.name); }},
    {"description",
     [](Reading& r, const Value& v, ApplicationEntry& a) { r.any_text(v, a.description); }},
    {"type", [](Reading& r, const Value& v, ApplicationEntry& a) { r.text(v, a.type); }},
    {"queue", [](Reading& r, const Value& v, ApplicationEntry& a) { r.flag(v, a.queue); }},
    {"on_failure", read_on_failure},
};

void read_application(Reading& reading, const Value& object) {
  ApplicationEntry entry;
  if (!read_fields(reading, object, kApplicationFields, entry)) {
    return;
  }
  if (!object.has("name")) {
    reading.error(object.at(), "this application has no 'name'; add \"name\": \"MYAPPL\"");
  }
  if (!object.has("type")) {
    reading.error(object.at(),
                  "this application has no 'type', which says who stands behind it; add "
                  "\"type\": \"demo\"");
  }
  if (object.has("on_failure") && object.has("type") && entry.type != "socket") {
    reading.draft().problems.warning(
        entry.on_failure_at,
        "'on_failure' is about programs at the application socket, and this application is of "
        "type '" +
            entry.type + "'; take it out, or say \"type\": \"socket\"");
  }
  if (entry.name) {
    reading.config().applications.push_back({*entry.name, std::move(entry.description),
                                             std::move(entry.type), object.at(), entry.queue,
                                             entry.wait_for_reopen});
  }
}

}  // namespace

void read_applications(Reading& reading, const Value& value) {
  read_list(reading, value, [&](const Value& entry) { read_application(reading, entry); });
}

Keys application_keys() {
  return keys_of(kApplicationFields);
}

}  // namespace config::json
