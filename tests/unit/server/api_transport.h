#pragma once

#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include "tn3270/control/transport.h"
#include "tn3270/server/admin/api.h"
#include "tn3270/server/admin/request_target.h"

namespace control {

// Hands every call to the real Api, without HTTP between.
class ApiTransport : public Transport {
 public:
  explicit ApiTransport(server::AdminBackend& backend, server::PrintingBackend* printing = nullptr)
      : api_(
            backend, tokens_, [](auto&&) {}, printing) {}

  std::variant<Answer, Unreachable> call(Method method, const std::string& target,
                                         const Body& body) override {
    targets.push_back(target);
    const auto read = server::read_target(target);
    server::HttpRequest request;
    request.method = method == Method::Get ? "GET" : "POST";
    request.path = read->path;
    request.query = read->query;
    request.authorization = authorization;
    request.body = body.text;
    request.content_type = body.type;
    Answer answer;
    api_.handle(request, [&](const server::HttpResponse& response) {
      answer = Answer{response.status, response.body};
    });
    return answer;
  }

  // What the source has until it ends, or has nothing more.
  std::variant<Answer, Unreachable> stream(const std::string& target,
                                           const LineTaker& take) override {
    targets.push_back(target);
    const auto read = server::read_target(target);
    server::HttpRequest request;
    request.method = "GET";
    request.path = read->path;
    request.query = read->query;
    request.authorization = authorization;
    Answer answer;
    api_.handle(request, [&](const server::HttpResponse& response) {
      answer = Answer{response.status, response.body};
      std::string all;
      if (response.stream) {
        (void)response.stream->take(std::string::npos, all);
      }
      std::istringstream lines(all);
      for (std::string line; std::getline(lines, line) && take(line) == Next::GoOn;) {
      }
    });
    return answer;
  }

  std::string authorization = "Bearer boss";
  std::vector<std::string> targets;

 private:
  server::Tokens tokens_ = server::Tokens::parse("boss\nviewer:guest\n");
  server::Api api_;
};

}  // namespace control
