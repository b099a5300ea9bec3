// The calls about VTAM and proxies: applications, operator commands as they are typed.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/server/admin/api.h"
#include "tn3270/server/admin/application_json.h"
#include "tn3270/server/admin/json_answer.h"
#include "tn3270/server/admin/problem_answer.h"
#include "vtam/operator/parse.h"

namespace server {
namespace {

using Json = nlohmann::ordered_json;

// The command of {"command": "D NET,APPLS"}; nullopt: it is not that.
std::optional<std::string> command_of(const std::string& body) {
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object() || json.size() != 1 || !json.contains("command") ||
      !json.at("command").is_string()) {
    return std::nullopt;
  }
  auto text = json.at("command").get<std::string>();
  return text.size() <= config::limits::kOperatorCommand ? std::optional(std::move(text))
                                                         : std::nullopt;
}

Json reply_json(const vtam::OperatorReply& reply) {
  Json messages = Json::array();
  for (const vtam::OperatorMessage& message : reply.messages) {
    messages.push_back({{"id", message.id}, {"text", message.text}});
  }
  return {{"messages", std::move(messages)}, {"done", reply.result == vtam::CommandResult::Done}};
}

std::string outcome(const vtam::OperatorReply& reply) {
  const std::string last = reply.messages.empty() ? "" : reply.messages.back().text;
  return (reply.result == vtam::CommandResult::Done ? "done, " : "refused, ") + last;
}

// One line of the log, whatever was typed.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
  return text;
}

HttpResponse no_such_application(const std::string& name) {
  const auto parsed = config::ApplId::parse(name);
  return problem_answer(
      404, "UNKNOWN-APPLICATION",
      parsed ? "There is no application " + parsed->text() + "."
             : "There is no such application: " + config::name_fault_text(name) + ".");
}

// "1 renewed, 0 kept".
std::string counts(const std::vector<ReloadView>& outcomes) {
  const auto number = [&](const char* outcome) {
    return std::to_string(
        std::count_if(outcomes.begin(), outcomes.end(),
                      [&](const ReloadView& one) { return one.outcome == outcome; }));
  };
  return number("renewed") + " renewed, " + number("kept") + " kept";
}

Json rows(const std::vector<ReloadView>& outcomes) {
  Json rows = Json::array();
  for (const ReloadView& one : outcomes) {
    rows.push_back(
        {{"who", one.who}, {"outcome", one.outcome}, {"text", one.text}, {"notes", one.notes}});
  }
  return rows;
}

}  // namespace

void Api::applications(const HttpRequest& request, const HttpReply& reply) {
  backend_.applications(
      [parameters = request.query, reply](const std::vector<ApplicationView>& applications) {
        const auto page = application_page(applications, parameters);
        const auto* fault = std::get_if<QueryFault>(&page);
        reply(fault != nullptr ? problem_answer(400, "PARAMETER", fault->detail)
                               : json_answer(std::get<Json>(page)));
      });
}

void Api::application(const std::string& name, const HttpReply& reply) {
  const auto wanted = config::ApplId::parse(name);
  if (!wanted) {
    return reply(no_such_application(name));
  }
  backend_.applications([wanted, name, reply](const std::vector<ApplicationView>& applications) {
    const auto found =
        std::find_if(applications.begin(), applications.end(),
                     [&wanted](const ApplicationView& one) { return one.name == wanted; });
    reply(found == applications.end() ? no_such_application(name)
                                      : json_answer(application_json(*found)));
  });
}

void Api::command(const HttpRequest& request, Role role, const HttpReply& reply) {
  const auto text = command_of(request.body);
  if (!text) {
    return reply(problem_answer(400, "BODY",
                                "The body is {\"command\": \"D NET,APPLS\"}, of at most " +
                                    std::to_string(config::limits::kOperatorCommand) +
                                    " characters."));
  }
  auto parsed = vtam::parse_operator_command(*text);
  if (auto* messages = std::get_if<vtam::OperatorMessages>(&parsed)) {
    return reply(json_answer(reply_json({vtam::CommandResult::Refused, std::move(*messages)})));
  }
  auto& command = std::get<vtam::OperatorCommand>(parsed);
  if (!vtam::changes(command)) {
    return backend_.command(std::move(command), [reply](const vtam::OperatorReply& answer) {
      reply(json_answer(reply_json(answer)));
    });
  }
  const std::string who = "COMMAND '" + one_line(*text) + "' by " +
                          (role == Role::Operator ? "operator" : "viewer") + " at " +
                          request.client;
  if (role != Role::Operator) {
    (*audit_)(who + ": refused, the role may only look");
    return reply(problem_answer(403, "ROLE", "This token may display, but not change anything."));
  }
  backend_.command(std::move(command),
                   [who, audit = audit_, reply](const vtam::OperatorReply& answer) {
                     (*audit)(who + ": " + outcome(answer));
                     reply(json_answer(reply_json(answer)));
                   });
}

void Api::proxies(const HttpReply& reply) {
  Json rows = Json::array();
  for (const ProxyView& proxy : backend_.proxies()) {
    rows.push_back({{"name", proxy.name},
                    {"listens", proxy.listens},
                    {"goes_to", proxy.goes_to},
                    {"clients", proxy.clients},
                    {"total", proxy.total},
                    {"refused", proxy.refused},
                    {"failed_tls", proxy.failed_tls},
                    {"unreached", proxy.unreached},
                    {"bytes_to_target", proxy.bytes_to_target},
                    {"bytes_to_client", proxy.bytes_to_client}});
  }
  reply(json_answer({{"proxies", std::move(rows)}}));
}

void Api::reload(const HttpRequest& request, const HttpReply& reply) {
  const std::string who = "RELOAD by operator at " + request.client;
  backend_.reload([who, audit = audit_, reply](const ReloadViews& outcomes) {
    std::string line =
        who + ": done, " + counts(outcomes.certificates) + " because they do not load";
    if (!outcomes.targets.empty()) {
      line += "; targets of proxies: " + counts(outcomes.targets) + " because they are not found";
    }
    (*audit)(line);
    reply(json_answer(
        {{"certificates", rows(outcomes.certificates)}, {"targets", rows(outcomes.targets)}}));
  });
}

}  // namespace server
