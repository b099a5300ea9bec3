// HTTP requests as the admin listener hands them on: "METHOD TARGET", a line end, the body. Every
// answer has a status and is JSON.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "config/limits.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/unit/server/fake_backend.h"
#include "tests/unit/server/fake_printing.h"
#include "tn3270/server/admin/api.h"
#include "tn3270/server/admin/request_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::size_t blank = std::min(text.find(' '), line);
  const auto target =
      server::read_target(std::string_view(text).substr(0, line).substr(std::min(blank + 1, line)));
  if (!target) {
    return 0;
  }
  fuzz::require(target->path.starts_with('/'), "a path begins with /");
  server::HttpRequest request;
  request.method = text.substr(0, blank);
  request.path = target->path;
  request.query = target->query;
  request.authorization = "Bearer operator-token-of-the-fuzzer";
  request.body = text.substr(std::min(line + 1, text.size()));
  request.content_type = "text/plain; charset=utf-8";
  server::FakeBackend backend;
  backend.rows = {server::full_lu(), server::lu_row("T002")};
  server::FakePrinting printing;
  printing.printer_rows = {server::full_printer(), server::printer_row("P001", "printer")};
  printing.job_rows = {server::full_job(), server::job_row(18)};
  const auto tokens = server::Tokens::parse("operator-token-of-the-fuzzer");
  const auto audited = [](const std::string& audit) {
    fuzz::require_printable(audit, "a line of the audit");
  };
  server::Api api(backend, tokens, audited, &printing);
  int answers = 0;
  api.handle(request, [&](const server::HttpResponse& response) {
    ++answers;
    fuzz::require(response.status >= 200 && response.status < 600, "a status");
    fuzz::require(nlohmann::json::accept(response.body), "the body is JSON: " + response.body);
  });
  fuzz::require(answers == 1, "one answer");
  return 0;
}
