#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tn3270/server/admin/backend.h"
#include "tn3270/server/admin/http_message.h"
#include "tn3270/server/admin/printing_api.h"
#include "tn3270/server/admin/routes.h"
#include "tn3270/server/admin/tokens.h"

namespace server {

// The routes of /v1 (DESIGN 6): authorises, asks the backend, writes JSON. Knows no HTTP library
// and no thread.
class Api {
 public:
  using Audit = std::function<void(const std::string&)>;

  // `audit` gets one line for each change or trace that was asked for, with who and the outcome; it
  // may be called until the backends have answered everything. What is referred to outlives the
  // Api. `printing` may be null: the server prints nothing, and says so.
  Api(AdminBackend& backend, const Tokens& tokens, Audit audit,
      PrintingBackend* printing = nullptr);

  void handle(const HttpRequest& request, const HttpReply& reply);

 private:
  void dispatch(const HttpRequest& request, const RouteMatch& match, Role role,
                const HttpReply& reply);
  void list(const HttpRequest& request, const HttpReply& reply);
  void show(const std::string& lu, const HttpReply& reply);
  void change(const HttpRequest& request, const RouteMatch& match, const HttpReply& reply);
  void trace(const HttpRequest& request, const RouteMatch& match, const HttpReply& reply);
  void health(const HttpReply& reply);
  // api_vtam.cpp
  void applications(const HttpRequest& request, const HttpReply& reply);
  void application(const std::string& name, const HttpReply& reply);
  void command(const HttpRequest& request, Role role, const HttpReply& reply);
  void proxies(const HttpReply& reply);
  void reload(const HttpRequest& request, const HttpReply& reply);

  AdminBackend& backend_;
  const Tokens& tokens_;
  std::shared_ptr<const Audit> audit_;  // shared with answers that are still to come
  PrintingApi printing_;
};

}  // namespace server
