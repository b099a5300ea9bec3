#include "tn3270/server/admin/routes.h"

#include <array>

#include "config/limits.h"

namespace server {
namespace {

constexpr std::array<Route, 22> kRoutes{{
    {"GET", "/healthz", Access::Anybody, Call::Health},
    {"GET", "/v1/version", Access::Viewer, Call::Version},
    {"GET", "/v1/lus", Access::Viewer, Call::Lus},
    {"GET", "/v1/lus/{lu}", Access::Viewer, Call::Lu},
    {"GET", "/v1/lus/{lu}/trace", Access::Operator, Call::Trace},
    {"POST", "/v1/lus/{lu}/kill", Access::Operator, Call::Kill},
    {"POST", "/v1/lus/{lu}/react", Access::Operator, Call::React},
    {"GET", "/v1/applications", Access::Viewer, Call::Applications},
    {"GET", "/v1/applications/{applid}", Access::Viewer, Call::Application},
    // Displays are for viewers too; the call itself refuses them what changes something.
    {"POST", "/v1/command", Access::Viewer, Call::Command},
    {"GET", "/v1/proxies", Access::Viewer, Call::Proxies},
    {"POST", "/v1/reload", Access::Operator, Call::Reload},
    {"GET", "/v1/printers", Access::Viewer, Call::Printers},
    {"GET", "/v1/printers/{lu}", Access::Viewer, Call::Printer},
    {"POST", "/v1/printers/{lu}/jobs", Access::Operator, Call::Print},
    {"POST", "/v1/printers/{lu}/test", Access::Operator, Call::TestPrinter},
    {"GET", "/v1/jobs", Access::Viewer, Call::Jobs},
    {"GET", "/v1/jobs/{id}", Access::Viewer, Call::Job},
    {"POST", "/v1/jobs/{id}/hold", Access::Operator, Call::HoldJob},
    {"POST", "/v1/jobs/{id}/release", Access::Operator, Call::ReleaseJob},
    {"POST", "/v1/jobs/{id}/requeue", Access::Operator, Call::RequeueJob},
    {"POST", "/v1/jobs/{id}/cancel", Access::Operator, Call::CancelJob},
}};

// What stood for the name in braces ("" in a path without one); nullopt: another path.
std::optional<std::string_view> match(std::string_view pattern, std::string_view path) {
  const auto at = pattern.find('{');
  if (at == std::string_view::npos) {
    return pattern == path ? std::optional<std::string_view>("") : std::nullopt;
  }
  const auto before = pattern.substr(0, at);
  const auto behind = pattern.substr(pattern.find('}') + 1);
  if (path.size() <= before.size() + behind.size() || path.substr(0, at) != before ||
      path.substr(path.size() - behind.size()) != behind) {
    return std::nullopt;
  }
  const auto segment = path.substr(at, path.size() - before.size() - behind.size());
  return segment.find('/') == std::string_view::npos ? std::optional(segment) : std::nullopt;
}

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

bool is_job_change(Call call) {
  return call == Call::HoldJob || call == Call::ReleaseJob || call == Call::RequeueJob ||
         call == Call::CancelJob;
}

std::size_t body_limit(Call call) {
  return call == Call::Print ? config::limits::kPrintUpload : config::limits::kHttpBody;
}

std::optional<RouteMatch> find_route(std::string_view method, std::string_view path) {
  std::optional<RouteMatch> result;
  for (const auto& route : kRoutes) {
    const auto name = match(route.path, path);
    if (!name) {
      continue;
    }
    if (!result) {
      result.emplace();
    }
    result->name = *name;
    result->allowed += (result->allowed.empty() ? "" : ", ") + std::string(route.method);
    if (route.method == method) {
      result->route = &route;
    }
  }
  return result;
}

}  // namespace server
