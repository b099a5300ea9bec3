#include "tn3270/control/operations.h"

#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>
#include <vector>

#include "tn3270/control/application_text.h"
#include "tn3270/control/columns.h"
#include "tn3270/control/json_field.h"
#include "tn3270/control/lu_text.h"

namespace control {
namespace {

using Json = nlohmann::ordered_json;

std::string list_target(const LuFilter& filter, const std::string& after) {
  std::string target = "/v1/lus";
  add_parameter(target, "state", filter.state);
  add_parameter(target, "group", filter.group);
  add_parameter(target, "application", filter.application);
  add_parameter(target, "client", filter.client);
  add_parameter(target, "after", after);
  return target;
}

}  // namespace

Operations::Operations(Transport& transport, std::string lack, std::ostream& out, std::ostream& err)
    : dialog_(transport, std::move(lack), out, err), out_(out) {}

Exit Operations::lus(const LuFilter& filter, Form form) {
  const auto all = dialog_.all_of(
      "lus", [&filter](const std::string& after) { return list_target(filter, after); });
  if (!all) {
    return dialog_.failure();
  }
  if (form == Form::Json) {
    out_ << pretty(Json{{"lus", *all}, {"next", nullptr}});
  } else if (all->empty()) {
    out_ << "No LU.\n";
  } else {
    out_ << lu_table(*all);
  }
  return Exit::Done;
}

Exit Operations::applications(Form form) {
  const auto all = dialog_.all_of("applications", [](const std::string& after) {
    std::string target = "/v1/applications";
    add_parameter(target, "after", after);
    return target;
  });
  if (!all) {
    return dialog_.failure();
  }
  if (form == Form::Json) {
    out_ << pretty(Json{{"applications", *all}, {"next", nullptr}});
  } else {
    out_ << application_table(*all);
  }
  return Exit::Done;
}

Exit Operations::show(const std::string& lu, Form form) {
  const auto answer = dialog_.ask(Method::Get, "/v1/lus/" + percent_encode(lu));
  if (!answer) {
    return dialog_.failure();
  }
  out_ << (form == Form::Json ? pretty(*answer) : lu_details(*answer));
  return Exit::Done;
}

Exit Operations::change(Verb verb, const std::string& name) {
  const bool kill = verb == Verb::Kill;
  const auto answer =
      dialog_.ask(Method::Post, "/v1/lus/" + percent_encode(name) + (kill ? "/kill" : "/react"));
  if (!answer) {
    return dialog_.failure();
  }
  const auto lu = text_of(*answer, "lu");
  const auto now = text_of(*answer, "now");
  out_ << lu << " was " << text_of(*answer, "was") << " and is now " << now << ".\n";
  if (kill && now == "TERMINATING") {
    out_ << "Its application has not let go yet; tn3270ctl react " << lu << " frees it at once.\n";
  }
  return Exit::Done;
}

Exit Operations::trace(const std::string& lu, unsigned seconds) {
  const std::string target = "/v1/lus/" + percent_encode(lu) + "/trace" +
                             (seconds > 0 ? "?seconds=" + std::to_string(seconds) : std::string());
  const auto result = dialog_.transport().stream(target, [this](std::string_view line) {
    if (!line.empty()) {  // an empty one says that the server is there
      out_ << printable(line) << std::endl;
    }
    return out_.good() ? Next::GoOn : Next::Stop;
  });
  if (const auto* nobody = std::get_if<Unreachable>(&result)) {
    (void)dialog_.fail(Exit::Unreachable, printable(nobody->why));
    return dialog_.failure();
  }
  const auto& answer = std::get<Answer>(result);
  if (answer.status == kHttpOk || answer.status == 0) {  // 0: interrupted before the answer
    return Exit::Done;
  }
  (void)dialog_.refused(answer);
  return dialog_.failure();
}

Exit Operations::command(const std::string& text) {
  const Json request{{"command", text}};
  const auto answer = dialog_.ask(Method::Post, "/v1/command",
                                  {request.dump(-1, ' ', false, Json::error_handler_t::replace)});
  if (!answer) {
    return dialog_.failure();
  }
  for (const Json& message : answer->value("messages", Json::array())) {
    out_ << text_of(message, "text") << "\n";
  }
  const auto done = answer->find("done");
  return done != answer->end() && *done == true ? Exit::Done : Exit::Refused;
}

Exit Operations::proxies(Form form) {
  const auto answer = dialog_.ask(Method::Get, "/v1/proxies");
  if (!answer) {
    return dialog_.failure();
  }
  if (form == Form::Json) {
    out_ << pretty(*answer);
    return Exit::Done;
  }
  std::vector<std::vector<std::string>> rows{{"NAME", "LISTENS", "GOES TO", "CLIENTS", "TOTAL",
                                              "REFUSED", "NO TLS", "UNREACHED", "BYTES TO",
                                              "BYTES FROM"}};
  for (const Json& one : answer->value("proxies", Json::array())) {
    std::vector<std::string>& row = rows.emplace_back();
    for (const char* name : {"name", "listens", "goes_to", "clients", "total", "refused",
                             "failed_tls", "unreached", "bytes_to_target", "bytes_to_client"}) {
      row.push_back(control::field(one, name));
    }
  }
  out_ << (rows.size() == 1 ? "There are no proxies.\n" : columns(rows));
  return Exit::Done;
}

Exit Operations::reload() {
  const auto answer = dialog_.ask(Method::Post, "/v1/reload");
  if (!answer) {
    return dialog_.failure();
  }
  Exit exit = Exit::Done;
  for (const char* kind : {"certificates", "targets"}) {
    const Json rows = answer->value(kind, Json::array());
    for (const Json& one : rows) {
      out_ << text_of(one, "who") << ": " << text_of(one, "text") << "\n";
      for (const Json& note : one.value("notes", Json::array())) {
        out_ << "  " << printable(note.get<std::string>()) << "\n";
      }
      exit = text_of(one, "outcome") == "kept" ? Exit::Refused : exit;
    }
    if (rows.empty() && std::string_view(kind) == "certificates") {
      out_ << "There are no certificates: nothing here speaks TLS.\n";
    }
  }
  return exit;
}

Exit Operations::version(Form form) {
  const auto answer = dialog_.ask(Method::Get, "/v1/version");
  if (!answer) {
    return dialog_.failure();
  }
  if (form == Form::Json) {
    out_ << pretty(*answer);
    return Exit::Done;
  }
  const auto api = answer->value("api", Json::object());
  out_ << text_of(*answer, "product") << " " << text_of(*answer, "version") << ", API version "
       << api.value("current", Json()).dump() << " (from " << api.value("minimum", Json()).dump()
       << " on); tn3270ctl " << TN3270D_VERSION << "\n";
  return Exit::Done;
}

}  // namespace control
