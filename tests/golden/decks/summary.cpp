#include "tests/golden/decks/summary.h"

#include <array>
#include <iomanip>
#include <sstream>

namespace config {
namespace {

const char* word(LuType type) {
  constexpr std::array<const char*, 5> kWords = {"TERMINAL", "PRINTER", "DIRECT", "LPR", "FTP"};
  return kWords.at(static_cast<std::size_t>(type));
}

void add(const LuSettings& lu, std::ostringstream& out) {
  out << "  " << word(lu.type) << " " << lu.name.view() << " "
      << (lu.application ? lu.application->text() : "GENERIC");
  if (lu.type == LuType::Printer) {
    out << (lu.data == PrinterData::Scs ? " SCS" : " DSC");
  }
  if (lu.delivery) {
    const DeliverySettings& to = *lu.delivery;
    out << " to " << to.host << " " << to.port;
    out << (to.queue.empty() ? "" : " queue " + to.queue);
    if (lu.type == LuType::Ftp) {
      out << " user " << to.user << " password of " << to.password.size() << " characters "
          << (to.passive ? "passive" : "active");
    }
  }
  out << "\n";
}

void add(const TlsSettings& tls, std::ostringstream& out) {
  out << (tls.minimum == TlsFloor::Tls13 ? " from 1.3" : " from 1.2");
  if (tls.client != ClientCertificate::None) {
    out << " client certificate " << (tls.allow_unverified ? "unverified" : "verified");
  }
}

void add(const std::vector<AccessRule>& access, std::ostringstream& out) {
  for (const AccessRule& rule : access) {
    out << (rule.allow ? " allow " : " deny ") << (rule.client.empty() ? "any" : rule.client);
  }
}

void add(const ProxySettings& proxy, std::ostringstream& out) {
  out << "proxy " << proxy.name << ": " << proxy.listen.address << " " << proxy.listen.port;
  if (proxy.listen.tls) {
    out << " TLS " << proxy.certificate;
    add(proxy.tls_settings, out);
  }
  out << " -> " << proxy.to.address << " " << proxy.to.port;
  if (proxy.to.tls) {
    out << " TLS " << (proxy.verify ? "verified by " + proxy.ca : "unverified");
    out << (proxy.verify_name.empty() ? "" : " as " + proxy.verify_name);
  }
  add(proxy.access, out);
  out << (proxy.ftp_reply ? " FTP" : "") << "\n";
}

void add(const RedirectSettings& redirect, std::ostringstream& out) {
  out << "redirect " << redirect.host << " " << redirect.port << " -> " << redirect.tls_port
      << (redirect.ftp ? " FTP" : "")
      << (redirect.verify ? " verified by " + redirect.ca : " unverified") << "\n";
}

void add(const ServerSettings& server, std::ostringstream& out) {
  out << "partition " << server.name << " ID " << server.stack.value_or("none") << " SBCS "
      << server.code_page << "\n";
  if (!server.title.empty()) {
    out << "  title " << server.title << "\n";
  }
  for (const ListenerSettings& listener : server.listeners) {
    out << "  listens on " << listener.address << " " << listener.port;
    if (listener.tls != ListenerTls::None) {
      out << " TLS " << listener.certificate;
      add(listener.tls_settings, out);
    }
    add(listener.access, out);
    out << "\n";
  }
  for (const MenuLine& line : server.menu.value_or(std::vector<MenuLine>())) {
    out << "  menu " << line.application.view() << ": " << line.description << "\n";
  }
  for (const LuSettings& lu : server.lus) {
    add(lu, out);
  }
}

void add(const MajorNode& node, std::ostringstream& out) {
  out << "node " << node.name.view() << "\n";
  for (const ApplRow& row : node.rows) {
    out << "  APPL " << row.name.view() << (row.acquire ? " ACQ" : "") << (row.pass ? " PASS" : "")
        << " EAS " << row.eas;
    if (row.acb_name) {
      out << " ACBNAME " << row.acb_name->view();
    }
    if (row.group) {
      out << " GROUP " << row.group->view();
    }
    if (row.modetab) {
      out << " MODETAB " << row.modetab->view();
    }
    if (row.dlogmod) {
      out << " DLOGMOD " << row.dlogmod->view();
    }
    if (!row.password.empty()) {
      out << " PRTCT of " << row.password.size() << " characters";
    }
    out << "\n";
  }
}

void add(const ModeTable& table, std::ostringstream& out) {
  out << "logmode table " << table.name.view() << std::hex << std::setfill('0') << std::uppercase;
  const auto byte = [&](unsigned value) { out << std::setw(2) << value; };
  for (const ModeEntry& entry : table.entries) {
    out << "\n  " << entry.name.view() << " ";
    byte(entry.fm_profile);
    byte(entry.ts_profile);
    byte(entry.primary);
    byte(entry.secondary);
    out << " " << std::setw(4) << entry.common << " " << std::setw(4) << entry.ru_sizes << " ";
    for (const std::uint8_t part : entry.pservic) {
      byte(part);
    }
  }
  out << std::dec << "\n";
}

}  // namespace

std::string summary(const Loaded& loaded) {
  std::ostringstream out;
  for (const ServerSettings& server : loaded.config->servers) {
    add(server, out);
  }
  for (const MajorNode& node : loaded.config->nodes) {
    add(node, out);
  }
  for (const ModeTable& table : loaded.config->mode_tables) {
    add(table, out);
  }
  for (const ProxySettings& proxy : loaded.config->proxies) {
    add(proxy, out);
  }
  for (const RedirectSettings& redirect : loaded.config->redirects) {
    add(redirect, out);
  }
  if (loaded.config->start_list) {
    out << "start list " << loaded.config->start_list->name;
    for (const NodeName node : loaded.config->start_list->nodes) {
      out << " " << node.view();
    }
    out << "\n";
  }
  for (const Problem& problem : loaded.problems.all()) {
    out << format(problem, loaded.config->files) << "\n";
  }
  return out.str();
}

}  // namespace config
