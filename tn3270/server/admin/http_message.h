#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "tn3270/server/admin/body_source.h"

// Our own request and response, so that the HTTP library stays in one file.
namespace server {

struct HttpRequest {
  std::string method;                        // "GET"
  std::string path;                          // decoded, without the query
  std::map<std::string, std::string> query;  // decoded
  std::string authorization;                 // the header's value
  std::string content_type;                  // the header's value
  std::string body;
  std::string client;  // "127.0.0.1 port 4711", for the audit line
};

struct HttpResponse {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::map<std::string, std::string> headers{};  // besides the type: Allow, WWW-Authenticate
  // The body comes from here, in chunks; an empty line when it is silent for long.
  std::unique_ptr<BodySource> stream{};
};

// Called once, on the admin thread, now or later.
using HttpReply = std::function<void(HttpResponse)>;
using HttpHandler = std::function<void(const HttpRequest&, HttpReply)>;

}  // namespace server
