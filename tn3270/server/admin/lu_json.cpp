#include "tn3270/server/admin/lu_json.h"

#include <nlohmann/json.hpp>

#include "tn3270/server/admin/json_answer.h"

namespace server {
namespace {

using Json = nlohmann::ordered_json;

Json client_json(const std::optional<ClientView>& client) {
  if (!client) {
    return nullptr;
  }
  return {{"address", client->address},   {"port", client->port},
          {"tls", client->tls},           {"certificate", text_or_null(client->certificate)},
          {"verified", client->verified}, {"user", text_or_null(client->user)}};
}

Json typeterm_json(const LuView& lu) {
  if (lu.typeterm.empty()) {
    return nullptr;
  }
  return {{"name", lu.typeterm}, {"rule", text_or_null(lu.typeterm_rule)}};
}

Json host_json(const std::optional<HostSeatView>& host) {
  if (!host) {
    return nullptr;
  }
  return {{"host", host->host},
          {"port", host->port},
          {"tls", host->tls},
          {"lu", text_or_null(host->lu)}};
}

Json suspended_json(const std::vector<SuspendedView>& suspended) {
  Json list = Json::array();
  for (const SuspendedView& one : suspended) {
    list.push_back({{"application", one.application},
                    {"logmode", one.logmode},
                    {"ending", one.ending},
                    {"host", host_json(one.host)}});
  }
  return list;
}

}  // namespace

Json lu_json(const LuView& lu) {
  return {{"name", lu.name.text()},
          {"type", text_or_null(lu.type)},
          {"server", text_or_null(lu.server)},
          {"group", text_or_null(lu.group)},
          {"state", text_or_null(lu.state)},
          {"application", text_or_null(lu.application)},
          {"suspended", suspended_json(lu.suspended)},
          {"queued", text_or_null(lu.queued)},
          {"logmode", text_or_null(lu.logmode)},
          {"logmode_rule", text_or_null(lu.logmode_rule)},
          {"typeterm", typeterm_json(lu)},
          {"device", text_or_null(lu.device)},
          {"screen", text_or_null(lu.screen)},
          {"code_page", text_or_null(lu.code_page)},
          {"connection", text_or_null(lu.connection)},
          {"functions", lu.functions},
          {"client", client_json(lu.client)},
          {"host", host_json(lu.host)},
          {"since", text_or_null(lu.since)},
          {"last_activity", text_or_null(lu.last_activity)},
          {"kept_until", text_or_null(lu.kept_until)},
          {"bytes", {{"in", lu.bytes_in}, {"out", lu.bytes_out}}},
          {"rule", text_or_null(lu.rule)}};
}

}  // namespace server
