#include "tn3270/server/check_report.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "config/code_pages.h"
#include "tn3270/server/check_report_printers.h"
#include "tn3270/server/check_report_proxies.h"
#include "tn3270/server/check_report_tables.h"
#include "tn3270/server/name_runs.h"
#include "tn3270/server/text_table.h"
#include "vtam/directory.h"
#include "vtam/lu_state.h"

namespace server {
namespace {

// EAS of rows that no book defines: the model's own book has 1 for a LU, VTAM's default otherwise.
constexpr std::uint16_t kLuEas = 1;

const char* text(config::ListenerTls tls) {
  switch (tls) {
    case config::ListenerTls::None:
      return "none";
    case config::ListenerTls::Immediate:
      return "immediate";
    case config::ListenerTls::Negotiated:
      return "negotiated";
    case config::ListenerTls::Required:
      return "required";
    case config::ListenerTls::Any:
      return "any";
  }
  return "?";
}

bool is_usual(std::string_view code_page) {
  return config::code_page_number(code_page) == config::kUsualCodePage;
}

// What differs from a listener with nothing but an address and a port.
std::string remark(const config::ListenerSettings& listener, const config::ServerSettings& server) {
  std::vector<std::string> remarks;
  if (!listener.certificate.empty()) {
    remarks.push_back("certificate " + listener.certificate);
  }
  for (std::string words : {tls_words(listener.tls_settings), access_words(listener.access)}) {
    if (!words.empty()) {
      remarks.push_back(std::move(words));
    }
  }
  const std::string& page = listener.code_page.empty() ? server.code_page : listener.code_page;
  if (!is_usual(page)) {
    remarks.push_back("code page " + page);
  }
  if (!listener.sna) {
    remarks.emplace_back("no SNA");
  }
  if (listener.application) {
    remarks.push_back("application " + listener.application->text());
  }
  if (!listener.device_modes.empty()) {
    std::string devices;
    for (const config::DeviceMode& mode : listener.device_modes) {
      devices += (devices.empty() ? "" : ", ") + mode.device;
    }
    remarks.push_back("logmodes of " + devices);
  }
  if (listener.contention) {
    remarks.emplace_back("experimental: CONTENTION-RESOLUTION, SNA-SENSE");
  }
  std::string text;
  for (const std::string& said : remarks) {
    text += (text.empty() ? "" : "; ") + said;
  }
  return text;
}

std::string partition(const config::ServerSettings& server, const config::Config& config) {
  std::string text = "PARTITION " + server.name + " (" + place(server.at, config) + ")";
  if (!server.title.empty()) {
    text += ": " + server.title;
  }
  TextTable table({"LISTENER", "ADDRESS", "PORT", "TLS", "STATE", "REMARK"});
  for (const config::ListenerSettings& listener : server.listeners) {
    table.add({listener.name, listener.address, std::to_string(listener.port),
               server::text(listener.tls), "SERVED", remark(listener, server)});
  }
  return text + "\n" + table.text() + "\n";
}

// MODEL 2: LU > DLOGMOD of its row > built-in.
std::string logmode(const config::LuSettings& lu, const config::ApplRow* row) {
  if (lu.logmode) {
    return lu.logmode->text();
  }
  if (row != nullptr && row->dlogmod) {
    return row->dlogmod->text();
  }
  if (lu.type == config::LuType::Terminal) {
    return "SP3272QN";
  }
  return lu.data == config::PrinterData::Scs ? "SPSCSPRT" : "SPDSCPRT";
}

std::string application(const config::LuSettings& lu) {
  if (lu.application) {
    return lu.application->text();
  }
  return lu.type == config::LuType::Terminal ? "GENERIC" : "";
}

std::string group(const config::LuSettings& lu) {
  return lu.group ? lu.group->text() : "";
}

std::string code_page(const config::LuSettings& lu) {
  return lu.code_page;
}

std::string sna(const config::LuSettings& lu) {
  return lu.sna ? "" : "no";
}

std::string partner(const config::LuSettings& lu) {
  return lu.printer ? lu.printer->text() : "";
}

// Columns that are shown only if a LU has something there.
struct Column {
  const char* heading;
  std::string (*cell)(const config::LuSettings& lu);
};
constexpr Column kColumns[] = {{"GROUP", group}, {"CODE PAGE", code_page}, {"SNA", sna}};
constexpr Column kPartner{"PARTNER", partner};

bool is_needed(const Column& column, const std::vector<vtam::LuEntry>& entries) {
  return std::any_of(entries.begin(), entries.end(), [&](const vtam::LuEntry& entry) {
    return !column.cell(*entry.settings).empty();
  });
}

std::string lu_table(const vtam::Network& network, const config::Config& config,
                     const std::vector<vtam::LuEntry>& entries) {
  std::vector<std::string> headings{"LU",          "TYPE",    "PARTITION", "STATE",
                                    "APPLICATION", "LOGMODE", "ROW"};
  std::vector<Column> more;
  for (const Column& column : kColumns) {
    if (is_needed(column, entries)) {
      more.push_back(column);
      headings.emplace_back(column.heading);
    }
  }
  const bool partners = is_needed(kPartner, entries);
  if (partners) {
    headings.emplace_back(kPartner.heading);
  }
  headings.insert(headings.end(), {"DEFINED AT", "REMARK"});
  std::vector<NamedCells> rows;
  rows.reserve(entries.size());
  for (const vtam::LuEntry& entry : entries) {
    const config::LuSettings& lu = *entry.settings;
    const vtam::Application* row = network.find(config::appl_of(lu.name));
    const bool implied = row == nullptr || row->implied;
    rows.push_back(
        {std::string(lu.name.view()),
         {text(lu.type), config.servers[entry.partition].name, vtam::text(entry.state),
          application(lu), logmode(lu, network.row(lu.name)), implied ? "implied" : row->node},
         {},
         {place(lu.at, config), entry.why_inactive}});
    for (const Column& column : more) {
      rows.back().alike.push_back(column.cell(lu));
    }
    if (partners) {
      rows.back().paired.push_back(kPartner.cell(lu));
    }
  }
  TextTable table(std::move(headings));
  for (std::vector<std::string>& cells : collapse(rows)) {
    table.add(std::move(cells));
  }
  return "LU TABLE: " + std::to_string(entries.size()) + "\n" + table.text() + "\n";
}

// Nothing where there is none.
std::string application_socket(const config::Config& config) {
  if (!config.application_socket) {
    return "";
  }
  const config::ApplicationSocketSettings& socket = *config.application_socket;
  std::ostringstream mode;
  mode << '0' << std::oct << socket.mode;
  std::string remark = "mode " + mode.str();
  if (!socket.group.empty()) {
    remark += ", group " + socket.group;
  }
  for (const std::string& user : socket.users) {
    remark += (&user == &socket.users.front() ? "; users " : ", ") + user;
  }
  TextTable table({"KIND", "PATH OR ADDRESS", "REMARK"});
  table.add({"unix", socket.path, remark});
  if (socket.tcp) {
    table.add({"tls", socket.tcp->address + " port " + std::to_string(socket.tcp->port),
               "certificate " + socket.tcp->certificate + "; tokens in " + socket.tcp->token_file});
  }
  return "APPLICATION SOCKET (" + place(socket.at, config) + ")\n" + table.text() + "\n";
}

std::string authority(const vtam::Application& application) {
  if (application.acquire && application.pass) {
    return "ACQ,PASS";
  }
  return application.acquire ? "ACQ" : application.pass ? "PASS" : "NOACQ,NOPASS";
}

std::uint16_t eas(const vtam::Application& application) {
  if (application.row != nullptr) {
    return application.row->eas;
  }
  return application.lu ? kLuEas : config::ApplRow{.name = application.name}.eas;
}

// "192.0.2.9 port 23, far.example port 992 by TLS"
std::string addresses(const config::HostSettings& host) {
  std::string text;
  for (const config::HostAddress& address : host.hosts) {
    text += (text.empty() ? "" : ", ") + address.host + " port " + std::to_string(address.port);
    text += address.tls == config::HostTls::None        ? ""
            : address.tls == config::HostTls::Immediate ? " by TLS"
                                                        : " by STARTTLS";
  }
  return text;
}

std::string remark(const vtam::Application& application) {
  std::string why;
  if (!application.lu && application.state == vtam::LuState::Inact) {
    why = "type " + application.type + " is not served yet";
  } else if (application.host != nullptr) {
    why = addresses(*application.host);
  } else {
    return application.description;
  }
  return application.description.empty() ? why : application.description + " (" + why + ")";
}

std::string appl_table(const vtam::Network& network, const std::vector<vtam::LuEntry>& entries) {
  std::unordered_map<config::ApplId, vtam::LuState> lu_states;
  lu_states.reserve(entries.size());
  for (const vtam::LuEntry& entry : entries) {
    lu_states.emplace(config::appl_of(entry.settings->name), entry.state);
  }
  std::vector<NamedCells> rows;
  rows.reserve(network.applications().size());
  for (const vtam::Application& appl : network.applications()) {
    const auto lu = lu_states.find(appl.name);
    const vtam::LuState state = lu == lu_states.end() ? appl.state : lu->second;
    rows.push_back({std::string(appl.name.view()),
                    {appl.lu ? "lu" : appl.type, vtam::text(state), authority(appl),
                     std::to_string(eas(appl)), appl.implied ? "implied" : appl.node, remark(appl)},
                    {},
                    {}});
  }
  TextTable table({"APPL", "TYPE", "STATE", "AUTH", "EAS", "NODE", "DESCRIPTION"});
  for (std::vector<std::string>& cells : collapse(rows)) {
    table.add(std::move(cells));
  }
  return "APPL TABLE: " + std::to_string(network.applications().size()) + "\n" + table.text();
}

}  // namespace

std::string check_report(const vtam::NetworkPtr& network, const config::Config& config) {
  const std::vector<vtam::LuEntry> entries = vtam::Directory(network).entries();
  std::string report;
  for (const config::ServerSettings& server : config.servers) {
    report += partition(server, config);
  }
  report += proxy_table(config) + redirect_table(config);
  report += application_socket(config) + spool_table(config);
  report += group_table(config) + mapping_table(config) + logmode_table(config);
  report += lu_table(*network, config, entries) + delivery_table(config) + node_table(config);
  return report + appl_table(*network, entries);
}

}  // namespace server
