#include "tn3270/server/admin/application_json.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "config/limits.h"

namespace server {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::optional<std::size_t> limit_of(const std::string& text) {
  std::size_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [last, fault] = std::from_chars(text.data(), end, value);
  const bool good =
      fault == std::errc() && last == end && value >= 1 && value <= config::limits::kListMost;
  return good ? std::optional(value) : std::nullopt;
}

Json program_json(const std::optional<ProgramView>& program) {
  if (!program) {
    return nullptr;
  }
  return {{"name", text_or_null(program->name)},
          {"peer", program->peer},
          {"since", program->since},
          {"sessions", program->sessions}};
}

}  // namespace

Json application_json(const ApplicationView& application) {
  return {{"name", application.name.text()},
          {"description", text_or_null(application.description)},
          {"type", text_or_null(application.type)},
          {"state", application.state},
          {"node", application.node},
          {"implied", application.implied},
          {"acb_name", text_or_null(application.acb_name)},
          {"auth", {{"acquire", application.acquire}, {"pass", application.pass}}},
          {"eas", application.eas},
          {"sessions", application.sessions},
          {"queued", application.queued},
          {"why", text_or_null(application.why)},
          {"program", program_json(application.program)}};
}

std::variant<Json, QueryFault> application_page(
    const std::vector<ApplicationView>& applications,
    const std::map<std::string, std::string>& parameters) {
  std::size_t limit = config::limits::kListDefault;
  auto row = applications.begin();
  for (const auto& [name, value] : parameters) {
    if (name == "limit") {
      const auto given = limit_of(value);
      if (!given) {
        return QueryFault{"limit is a number from 1 to " +
                          std::to_string(config::limits::kListMost) + "."};
      }
      limit = *given;
    } else if (name == "after") {
      const auto after = config::ApplId::parse(value);
      row = std::find_if(applications.begin(), applications.end(),
                         [&after](const ApplicationView& one) { return one.name == after; });
      if (row == applications.end()) {
        return QueryFault{"after names no application of this list."};
      }
      ++row;
    } else {
      return QueryFault{"There is no such parameter; limit and after are known."};
    }
  }
  Json rows = Json::array();
  for (; row != applications.end() && rows.size() < limit; ++row) {
    rows.push_back(application_json(*row));
  }
  const Json next = row == applications.end() ? Json(nullptr) : Json((row - 1)->name.text());
  return Json{{"applications", std::move(rows)}, {"next", next}};
}

}  // namespace server
