#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "printers/job.h"
#include "tn3270/server/admin/http_message.h"

namespace server {

// A job as the body of a request: its bytes, and what they are called.
struct PrintUpload {
  printers::PieceKind kind = printers::PieceKind::Text;
  std::vector<printers::Piece> pieces{};  // none: an empty job
  std::string name{};
};
struct UploadFault {
  int status = 400;
  std::string_view rule;
  std::string detail;
};

// text/plain (UTF-8; CR LF ends a line as LF does, a byte order mark is left out) or
// application/octet-stream (SCS), and ?name=.
[[nodiscard]] std::variant<PrintUpload, UploadFault> read_upload(const HttpRequest& request);

}  // namespace server
