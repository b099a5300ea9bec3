#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tn3270/server/admin/http_message.h"
#include "tn3270/server/admin/print_backend.h"
#include "tn3270/server/admin/routes.h"

namespace server {

// The calls about printers and jobs. Who asks may do so: that was looked at before.
class PrintingApi {
 public:
  using Audit = std::function<void(const std::string&)>;

  // `backend` may be null: every call is refused in words.
  PrintingApi(PrintingBackend* backend, std::shared_ptr<const Audit> audit);

  void handle(const HttpRequest& request, const RouteMatch& match, const HttpReply& reply);

 private:
  void printers(const HttpRequest& request, const HttpReply& reply);
  void printer(const std::string& name, const HttpReply& reply);
  void jobs(const HttpRequest& request, const HttpReply& reply);
  void job(const std::string& name, const HttpReply& reply);
  void print(const HttpRequest& request, const RouteMatch& match, const HttpReply& reply);
  void test(const HttpRequest& request, const RouteMatch& match, const HttpReply& reply);
  void change(const HttpRequest& request, const RouteMatch& match, const HttpReply& reply);

  PrintingBackend* backend_;
  std::shared_ptr<const Audit> audit_;
};

}  // namespace server
