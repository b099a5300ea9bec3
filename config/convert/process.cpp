#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "config/convert/sections.h"

namespace config::convert {
namespace {

Json application(const ApplicationSettings& application) {
  Json entry = Json::object();
  entry["name"] = application.name.text();
  if (!application.description.empty()) {
    entry["description"] = application.description;
  }
  entry["type"] = application.type;
  if (application.queue) {
    entry["queue"] = true;
  }
  return entry;
}

Json admin(const AdminSettings& admin, const Writing& writing) {
  const AdminSettings usual;
  Json object = Json::object();
  if (admin.enabled != usual.enabled) {
    object["enabled"] = admin.enabled;
  }
  if (admin.address != usual.address) {
    object["address"] = admin.address;
  }
  if (admin.port != usual.port) {
    object["port"] = admin.port;
  }
  if (!admin.token_file.empty()) {
    object["token_file"] = writing.path(admin.token_file);
  }
  return object;
}

struct Deadline {
  const char* key;
  Ticks TimingSettings::*time;
};

constexpr Deadline kDeadlines[] = {
    {"unfinished", &TimingSettings::unfinished},
    {"tls_handshake", &TimingSettings::tls_handshake},
    {"query_reply", &TimingSettings::query_reply},
    {"printer_response", &TimingSettings::printer_response},
    {"keepalive", &TimingSettings::keepalive},
    {"unacknowledged", &TimingSettings::unacknowledged},
    {"timing_mark", &TimingSettings::timing_mark},
    {"negotiation_phase", &TimingSettings::negotiation_phase},
    {"negotiation_all", &TimingSettings::negotiation_all},
    {"terminating", &TimingSettings::terminating},
    {"probe_answer", &TimingSettings::probe_answer},
};

Json timing(const TimingSettings& timing) {
  const TimingSettings usual;
  Json object = Json::object();
  for (const Deadline& deadline : kDeadlines) {
    if (timing.*deadline.time != usual.*deadline.time) {
      object[deadline.key] = std::chrono::duration<double>(timing.*deadline.time).count();
    }
  }
  return object;
}

}  // namespace

void process_part(const Config& config, Writing& writing, Json& object) {
  for (const ApplicationSettings& settings : config.applications) {
    object["applications"].push_back(application(settings));
  }
  if (config.autoinstall == Autoinstall::Vsespg) {
    object["autoinstall"] = "VSESPG";
  }
  if (config.spool) {
    object["spool"]["path"] = writing.path(config.spool->path);
  }
  if (config.application_socket) {
    object["application_socket"]["path"] = writing.path(config.application_socket->path);
  }
  if (Json part = admin(config.admin, writing); !part.empty()) {
    object["admin"] = std::move(part);
  }
  if (Json part = timing(config.timing); !part.empty()) {
    object["timing"] = std::move(part);
  }
}

}  // namespace config::convert
