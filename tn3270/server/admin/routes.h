#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace server {

enum class Call : std::uint8_t {
  Health,
  Version,
  Lus,
  Lu,
  Trace,
  Kill,
  React,
  Applications,
  Application,
  Command,
  Proxies,
  Reload,
  Printers,
  Printer,
  Print,
  TestPrinter,
  Jobs,
  Job,
  HoldJob,
  ReleaseJob,
  RequeueJob,
  CancelJob
};
enum class Access : std::uint8_t { Anybody, Viewer, Operator };

// One call of the API. docs/openapi.json describes exactly these.
struct Route {
  std::string_view method;
  std::string_view path;  // "{lu}", "{applid}" and "{id}" stand for one segment
  Access access;
  Call call;
};

[[nodiscard]] std::span<const Route> routes();

// Hold, release, requeue, cancel.
[[nodiscard]] bool is_job_change(Call call);
// Bytes that its request's body may have.
[[nodiscard]] std::size_t body_limit(Call call);

// What a path leads to: the route of the method, if that is one of those allowed there.
struct RouteMatch {
  const Route* route = nullptr;  // nullptr: the path exists, the method does not
  std::string allowed;           // "GET", "GET, POST": for the Allow header
  std::string name;              // what stood for "{lu}", "{applid}" or "{id}"
};
// nullopt: no such path.
[[nodiscard]] std::optional<RouteMatch> find_route(std::string_view method, std::string_view path);

}  // namespace server
