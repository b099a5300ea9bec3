#include "tn3270/server/admin/problem_answer.h"

#include <nlohmann/json.hpp>

#include "tn3270/server/admin/http_status.h"
#include "tn3270/server/admin/json_answer.h"

namespace server {

HttpResponse problem_answer(int status, std::string_view rule, const std::string& detail) {
  const nlohmann::ordered_json problem{{"type", "about:blank"},
                                       {"title", status_text(status)},
                                       {"status", status},
                                       {"detail", detail},
                                       {"rule", rule}};
  HttpResponse response;
  response.status = status;
  response.type = "application/problem+json";
  response.body = json_text(problem);
  return response;
}

}  // namespace server
