#include <iterator>
#include <memory>
#include <span>
#include <utility>

#include "config/json/application_entry.h"
#include "config/json/sections.h"

namespace config::json {
namespace {

void read_on_failure(Reading& reading, const Value& value, ApplicationEntry& application) {
  constexpr Word<bool> kWords[] = {{"release", false}, {"wait", true}};
  reading.word(value, kWords, application.wait_for_reopen);
  application.on_failure_at = value.key_at();
}

// The hall says which types it can run; here every word is good.
constexpr Field<ApplicationEntry> kOfEvery[] = {
    {"name", [](Reading& r, const Value& v, ApplicationEntry& a) { r.name(v, a.name); }},
    {"description",
     [](Reading& r, const Value& v, ApplicationEntry& a) { r.any_text(v, a.description); }},
    {"type", [](Reading& r, const Value& v, ApplicationEntry& a) { r.text(v, a.type); }},
    {"queue", [](Reading& r, const Value& v, ApplicationEntry& a) { r.flag(v, a.queue); }},
    {"on_failure", read_on_failure},
};

const ApplicationFields& application_fields() {
  static const ApplicationFields fields = [] {
    ApplicationFields all(std::begin(kOfEvery), std::end(kOfEvery));
    all.insert(all.end(), host_fields().begin(), host_fields().end());
    return all;
  }();
  return fields;
}

void read_application(Reading& reading, const Value& object) {
  ApplicationEntry entry;
  if (!read_fields(reading, object, std::span(application_fields()), entry)) {
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
  if (object.has("type")) {
    settle_host(reading, object, entry);
  }
  if (entry.name) {
    ApplicationSettings settings{*entry.name,           std::move(entry.description),
                                 std::move(entry.type), object.at(),
                                 entry.queue,           entry.wait_for_reopen};
    if (settings.type == "host") {
      settings.host = std::make_shared<const HostSettings>(std::move(entry.host));
    }
    reading.config().applications.push_back(std::move(settings));
  }
}

}  // namespace

void read_applications(Reading& reading, const Value& value) {
  read_list(reading, value, [&](const Value& entry) { read_application(reading, entry); });
}

Keys application_keys() {
  return keys_of(std::span(application_fields()));
}

}  // namespace config::json
