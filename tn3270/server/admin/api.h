#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tn3270/server/admin/backend.h"
#include "tn3270/server/admin/http_message.h"
#include "tn3270/server/admin/tokens.h"

namespace server {

// The routes of /v1 (DESIGN 6): authorises, asks the backend, writes JSON. Knows no HTTP library
// and no thread.
class Api {
 public:
  // `audit` gets one line for each change that was asked for, with who and the outcome. Both
  // references outlive the Api.
  Api(AdminBackend& backend, const Tokens& tokens, std::function<void(const std::string&)> audit);

  void handle(const HttpRequest& request, const HttpReply& reply);

 private:
  AdminBackend& backend_;
  const Tokens& tokens_;
  std::function<void(const std::string&)> audit_;
};

}  // namespace server
