#include "tn3270/server/admin/api.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/server/admin/audit_words.h"
#include "tn3270/server/admin/json_answer.h"
#include "tn3270/server/admin/lu_json.h"
#include "tn3270/server/admin/lu_query.h"
#include "tn3270/server/admin/problem_answer.h"
#include "tn3270/server/admin/trace_query.h"

namespace server {
namespace {

using Json = nlohmann::ordered_json;

HttpResponse no_such_lu(const std::string& lu) {
  const auto name = config::LuName::parse(lu);
  return problem_answer(404, "UNKNOWN-LU",
                        name ? "There is no LU " + name->text() + "."
                             : "There is no such LU: " + config::name_fault_text(lu) + ".");
}

HttpResponse no_token(const HttpRequest& request) {
  auto response = problem_answer(401, "TOKEN",
                                 request.authorization.empty()
                                     ? "This call needs a token: Authorization: Bearer TOKEN."
                                     : "The token is not one of the server's token file.");
  // RFC 9110 11.6.1: a 401 names how to authenticate.
  response.headers["WWW-Authenticate"] = "Bearer realm=\"tn3270d\"";
  return response;
}

HttpResponse wrong_method(const std::string& allowed) {
  auto response = problem_answer(405, "METHOD", "This path answers " + allowed + " only.");
  response.headers["Allow"] = allowed;  // RFC 9110 15.5.6
  return response;
}

bool may(Role role, Access access) {
  return access != Access::Operator || role == Role::Operator;
}

Json version() {
  return {{"product", "tn3270d"},
          {"version", TN3270D_VERSION},
          {"api", {{"current", 1}, {"minimum", 1}}}};
}

HttpResponse page_answer(std::vector<LuView> lus, const LuQuery& query) {
  auto chosen = choose(std::move(lus), query);
  if (const auto* fault = std::get_if<QueryFault>(&chosen)) {
    return problem_answer(400, "PARAMETER", fault->detail);
  }
  const auto& page = std::get<LuPage>(chosen);
  Json rows = Json::array();
  for (const auto& lu : page.rows) {
    rows.push_back(lu_json(lu));
  }
  return json_answer(
      {{"lus", std::move(rows)}, {"next", page.next ? Json(page.next->text()) : Json(nullptr)}});
}

HttpResponse change_answer(const CommandAnswer& answer) {
  if (const auto* refused = std::get_if<CommandRefused>(&answer)) {
    return problem_answer(refused->unknown ? 404 : 409, refused->rule, refused->detail);
  }
  const auto& done = std::get<CommandDone>(answer);
  return json_answer({{"lu", done.lu.text()}, {"was", done.was}, {"now", done.now}});
}

std::string outcome(const CommandAnswer& answer) {
  if (const auto* refused = std::get_if<CommandRefused>(&answer)) {
    return "refused, " + refused->rule + ": " + refused->detail;
  }
  const auto& done = std::get<CommandDone>(answer);
  return "done, was " + done.was + ", now " + done.now;
}

HttpResponse too_many_traces() {
  return problem_answer(
      429, "TRACES",
      "There are " + std::to_string(config::limits::kTraces) + " traces already; end one.");
}

HttpResponse trace_answer(std::unique_ptr<BodySource> lines) {
  HttpResponse response;
  response.type = "text/plain; charset=utf-8";
  response.stream = std::move(lines);
  return response;
}

std::string trace_outcome(const TraceRefused* refused, std::chrono::seconds time) {
  if (refused != nullptr) {
    return *refused == TraceRefused::UnknownLu ? "refused, UNKNOWN-LU" : "refused, TRACES";
  }
  return "begun, for " + std::to_string(time.count()) + " s";
}

// "KILL T001 by operator at 127.0.0.1 port 4711"
std::string who_asked(Call call, const std::string& name, const char* role,
                      const HttpRequest& request) {
  return audit_words(call, name) + " by " + role + " at " + request.client;
}

HttpResponse body_too_large(std::size_t limit) {
  return problem_answer(413, "BODY-SIZE",
                        "The body of this call may have " + std::to_string(limit) + " bytes.");
}

}  // namespace

Api::Api(AdminBackend& backend, const Tokens& tokens, Audit audit, PrintingBackend* printing)
    : backend_(backend),
      tokens_(tokens),
      audit_(std::make_shared<const Audit>(std::move(audit))),
      printing_(printing, audit_) {}

void Api::handle(const HttpRequest& request, const HttpReply& reply) {
  const auto match = find_route(request.method, request.path);
  const bool open = match && match->route != nullptr && match->route->access == Access::Anybody;
  const auto role = tokens_.role(request.authorization);
  if (!open && !role) {
    if (match && match->route != nullptr && match->route->access == Access::Operator) {
      (*audit_)(who_asked(match->route->call, match->name, "nobody", request) +
                ": refused, no valid token");
    }
    return reply(no_token(request));
  }
  if (!match) {
    return reply(problem_answer(404, "PATH", "There is no such path; docs/admin-api.md has them."));
  }
  if (match->route == nullptr) {
    return reply(wrong_method(match->allowed));
  }
  if (!open && !may(*role, match->route->access)) {
    (*audit_)(who_asked(match->route->call, match->name, "viewer", request) +
              ": refused, the role may only look");
    return reply(problem_answer(403, "ROLE",
                                "This token may look, but not change, print or trace anything."));
  }
  if (request.body.size() > body_limit(match->route->call)) {
    return reply(body_too_large(body_limit(match->route->call)));
  }
  dispatch(request, *match, role.value_or(Role::Viewer), reply);
}

void Api::dispatch(const HttpRequest& request, const RouteMatch& match, Role role,
                   const HttpReply& reply) {
  switch (match.route->call) {
    case Call::Health:
      return health(reply);
    case Call::Version:
      return reply(json_answer(version()));
    case Call::Lus:
      return list(request, reply);
    case Call::Lu:
      return show(match.name, reply);
    case Call::Trace:
      return trace(request, match, reply);
    case Call::Applications:
      return applications(request, reply);
    case Call::Application:
      return application(match.name, reply);
    case Call::Command:
      return command(request, role, reply);
    case Call::Reload:
      return reload(request, reply);
    case Call::Proxies:
      return proxies(reply);
    case Call::Kill:
    case Call::React:
      return change(request, match, reply);
    case Call::Printers:
    case Call::Printer:
    case Call::Print:
    case Call::TestPrinter:
    case Call::Jobs:
    case Call::Job:
    case Call::HoldJob:
    case Call::ReleaseJob:
    case Call::RequeueJob:
    case Call::CancelJob:
      return printing_.handle(request, match, reply);
  }
}

void Api::health(const HttpReply& reply) {
  reply(backend_.healthy() ? json_answer(Json::object({{"status", "ok"}}))
                           : problem_answer(503, "HEALTH", "A part of the server is stuck."));
}

void Api::list(const HttpRequest& request, const HttpReply& reply) {
  auto query = read_lu_query(request.query);
  if (const auto* fault = std::get_if<QueryFault>(&query)) {
    return reply(problem_answer(400, "PARAMETER", fault->detail));
  }
  backend_.lus([wanted = std::get<LuQuery>(std::move(query)), reply](std::vector<LuView> lus) {
    reply(page_answer(std::move(lus), wanted));
  });
}

void Api::show(const std::string& lu, const HttpReply& reply) {
  const auto name = config::LuName::parse(lu);
  if (!name) {
    return reply(no_such_lu(lu));
  }
  backend_.lu(*name, [lu, reply](const std::optional<LuView>& view) {
    reply(view ? json_answer(lu_json(*view)) : no_such_lu(lu));
  });
}

void Api::change(const HttpRequest& request, const RouteMatch& match, const HttpReply& reply) {
  const auto call = match.route->call;
  const auto who = who_asked(call, match.name, "operator", request);
  const auto name = config::LuName::parse(match.name);
  if (!name) {
    (*audit_)(who + ": refused, UNKNOWN-LU");
    return reply(no_such_lu(match.name));
  }
  auto answer = [who, audit = audit_, reply](const CommandAnswer& outcome_value) {
    (*audit)(who + ": " + outcome(outcome_value));
    reply(change_answer(outcome_value));
  };
  if (call == Call::Kill) {
    backend_.kill(*name, std::move(answer));
  } else {
    backend_.react(*name, std::move(answer));
  }
}

void Api::trace(const HttpRequest& request, const RouteMatch& match, const HttpReply& reply) {
  const auto who = who_asked(Call::Trace, match.name, "operator", request);
  const auto time = read_trace_query(request.query);
  if (const auto* fault = std::get_if<QueryFault>(&time)) {
    (*audit_)(who + ": refused, PARAMETER");
    return reply(problem_answer(400, "PARAMETER", fault->detail));
  }
  const auto name = config::LuName::parse(match.name);
  if (!name) {
    (*audit_)(who + ": refused, UNKNOWN-LU");
    return reply(no_such_lu(match.name));
  }
  const auto seconds = std::get<std::chrono::seconds>(time);
  backend_.trace(*name, seconds,
                 [who, lu = match.name, seconds, audit = audit_, reply](TraceAnswer answer) {
                   const auto* refused = std::get_if<TraceRefused>(&answer);
                   (*audit)(who + ": " + trace_outcome(refused, seconds));
                   reply(refused == nullptr ? trace_answer(std::get<0>(std::move(answer)))
                         : *refused == TraceRefused::UnknownLu ? no_such_lu(lu)
                                                               : too_many_traces());
                 });
}

}  // namespace server
