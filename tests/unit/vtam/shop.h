#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "config/settings.h"
#include "vtam/network.h"

// A shop for tests: a Config that is said in a few words, and the network that it becomes.
namespace vtam::test {

inline config::ApplId appl(const char* text) {
  return config::ApplId::parse(text).value();
}
inline config::LuName lu_name(const std::string& text) {
  return config::LuName::parse(text).value();
}
inline config::ModeName mode(const char* text) {
  return config::ModeName::parse(text).value();
}
inline config::NodeName node(const char* text) {
  return config::NodeName::parse(text).value();
}
inline config::TableName table(const char* text) {
  return config::TableName::parse(text).value();
}

inline tn3270::DeviceType device(const char* name) {
  return tn3270::DeviceType::from_tn3270e(name).value();
}

inline config::LuSettings terminal(const std::string& name) {
  return config::LuSettings{.name = lu_name(name)};
}
inline config::LuSettings terminal(const std::string& name, const char* application) {
  config::LuSettings lu = terminal(name);
  lu.application = appl(application);
  return lu;
}
inline config::LuSettings printer(const std::string& name) {
  config::LuSettings lu = terminal(name, "BSTTVNET");
  lu.type = config::LuType::Printer;
  return lu;
}

inline config::ApplRow row(const char* name) {
  return config::ApplRow{.name = appl(name)};
}

// The book of the model's example: BSTTVNET without AUTH, BSTTUSST with both, T001 and T002 under a
// GROUP.
inline config::MajorNode book() {
  config::MajorNode book{.name = node("VNETAPPL")};
  book.rows.push_back(row("BSTTVNET"));
  config::ApplRow menu = row("BSTTUSST");
  menu.acquire = true;
  menu.pass = true;
  book.rows.push_back(menu);
  for (const char* name : {"T001", "T002"}) {
    config::ApplRow lu = row(name);
    lu.acquire = true;
    lu.eas = 1;
    lu.modetab = table("IESINCLM");
    lu.dlogmod = mode("SP3272QN");
    book.rows.push_back(lu);
  }
  return book;
}

struct Shop {
  config::Config config;
  ProgramCatalog catalog;

  // One partition, "BSITN44", with the given LUs.
  explicit Shop(std::vector<config::LuSettings> lus) {
    config::ServerSettings server;
    server.name = "BSITN44";
    server.title = "WELCOME";
    server.lus = std::move(lus);
    config.servers.push_back(std::move(server));
  }

  void application(const char* name, const char* type, const char* description = "") {
    config.applications.push_back(
        {.name = appl(name), .description = description, .type = type, .at = {}});
  }

  [[nodiscard]] NetworkPtr network() const {
    return std::make_shared<const Network>(std::make_shared<const config::Config>(config), catalog);
  }
};

}  // namespace vtam::test
