#include "tn3270/server/admin/application_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tn3270/server/admin/json_answer.h"

namespace server {
namespace {

using Json = nlohmann::ordered_json;

Json program_json(const std::optional<ProgramView>& program) {
  if (!program) {
    return nullptr;
  }
  return {{"name", text_or_null(program->name)},
          {"peer", program->peer},
          {"since", program->since},
          {"sessions", program->sessions}};
}

Json hosts_json(const std::vector<HostView>& hosts) {
  Json list = Json::array();
  for (const HostView& host : hosts) {
    list.push_back({{"host", host.host},
                    {"port", host.port},
                    {"tls", host.tls},
                    {"state", text(host.state)},
                    {"sessions", host.sessions},
                    {"connecting", host.connecting},
                    {"waiting", host.waiting},
                    {"failures", host.failures},
                    {"why", text_or_null(host.why)}});
  }
  return list;
}

}  // namespace

const char* text(HostState state) {
  switch (state) {
    case HostState::Untried:
      return "untried";
    case HostState::Up:
      return "up";
    case HostState::Failing:
      return "failing";
    case HostState::Down:
      break;
  }
  return "down";
}

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
          {"program", program_json(application.program)},
          {"hosts", hosts_json(application.hosts)}};
}

std::variant<Json, QueryFault> application_page(
    const std::vector<ApplicationView>& applications,
    const std::map<std::string, std::string>& parameters) {
  const auto read = read_page_query(parameters);
  if (const auto* fault = std::get_if<QueryFault>(&read)) {
    return *fault;
  }
  const auto& query = std::get<PageQuery>(read);
  auto row = applications.begin();
  if (query.after) {
    const auto after = config::ApplId::parse(*query.after);
    row = std::find_if(applications.begin(), applications.end(),
                       [&after](const ApplicationView& one) { return one.name == after; });
    if (row == applications.end()) {
      return QueryFault{"after names no application of this list."};
    }
    ++row;
  }
  Json rows = Json::array();
  for (; row != applications.end() && rows.size() < query.limit; ++row) {
    rows.push_back(application_json(*row));
  }
  const Json next = row == applications.end() ? Json(nullptr) : Json((row - 1)->name.text());
  return Json{{"applications", std::move(rows)}, {"next", next}};
}

}  // namespace server
