#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>

#include "config/convert/sections.h"

namespace config::convert {
namespace {

Json application(const ApplicationSettings& application, const Writing& writing) {
  Json entry = Json::object();
  entry["name"] = application.name.text();
  if (!application.description.empty()) {
    entry["description"] = application.description;
  }
  entry["type"] = application.type;
  if (application.queue) {
    entry["queue"] = true;
  }
  if (application.wait_for_reopen) {
    entry["on_failure"] = "wait";
  }
  if (application.host) {
    add_host(*application.host, writing, entry);
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

double seconds(Ticks time) {
  return std::chrono::duration<double>(time).count();
}

std::string octal(std::uint32_t mode) {
  std::ostringstream text;
  text << '0' << std::oct << mode;
  return text.str();
}

Json application_tcp(const ApplicationTcpSettings& tcp, const Writing& writing) {
  Json object = Json::object();
  if (tcp.address != ApplicationTcpSettings().address) {
    object["address"] = tcp.address;
  }
  object["port"] = tcp.port;
  object["certificate"] = writing.path(tcp.certificate);
  object["token_file"] = writing.path(tcp.token_file);
  return object;
}

Json application_socket(const ApplicationSocketSettings& socket, const Writing& writing) {
  const ApplicationSocketSettings usual;
  Json object = Json::object();
  object["path"] = writing.path(socket.path);
  if (socket.mode != usual.mode) {
    object["mode"] = octal(socket.mode);
  }
  if (!socket.group.empty()) {
    object["group"] = socket.group;
  }
  if (!socket.users.empty()) {
    object["users"] = socket.users;
  }
  if (socket.tcp) {
    object["tcp"] = application_tcp(*socket.tcp, writing);
  }
  if (socket.answer != usual.answer) {
    object["answer"] = seconds(socket.answer);
  }
  if (socket.accept != usual.accept) {
    object["accept"] = seconds(socket.accept);
  }
  if (socket.release != usual.release) {
    object["release"] = seconds(socket.release);
  }
  return object;
}

Json spool(const SpoolSettings& spool, const Writing& writing) {
  const SpoolSettings usual;
  Json object = Json::object();
  if (!spool.path.empty()) {
    object["path"] = writing.path(spool.path);
  }
  if (spool.quota != usual.quota) {
    object["quota"] = spool.quota;
  }
  if (spool.keep_printed != usual.keep_printed) {
    object["keep_printed"] = seconds(spool.keep_printed);
  }
  if (spool.keep_failed != usual.keep_failed) {
    object["keep_failed"] = seconds(spool.keep_failed);
  }
  return object;
}

Json timing(const TimingSettings& timing) {
  const TimingSettings usual;
  Json object = Json::object();
  for (const Deadline& deadline : kDeadlines) {
    if (timing.*deadline.time != usual.*deadline.time) {
      object[deadline.key] = seconds(timing.*deadline.time);
    }
  }
  return object;
}

}  // namespace

void add_text(const char* key, const std::string& text, Json& object) {
  if (!text.empty()) {
    object[key] = text;
  }
}

void process_part(const Config& config, Writing& writing, Json& object) {
  for (const ApplicationSettings& settings : config.applications) {
    object["applications"].push_back(application(settings, writing));
  }
  if (config.autoinstall == Autoinstall::Vsespg) {
    object["autoinstall"] = "VSESPG";
  }
  if (config.spool) {
    object["spool"] = spool(*config.spool, writing);
  }
  if (config.application_socket) {
    object["application_socket"] = application_socket(*config.application_socket, writing);
  }
  if (Json part = admin(config.admin, writing); !part.empty()) {
    object["admin"] = std::move(part);
  }
  if (Json part = timing(config.timing); !part.empty()) {
    object["timing"] = std::move(part);
  }
}

}  // namespace config::convert
