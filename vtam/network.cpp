#include "vtam/network.h"

#include <algorithm>
#include <utility>

#include "config/verify.h"

namespace vtam {
namespace {

constexpr const char* kMenuType = "menu";
constexpr const char* kPrinterSharingType = "printer-sharing";

config::ApplId appl(const char* text) {
  const auto name = config::ApplId::parse(text);
  VERIFY(name.has_value(), "a built-in APPL has a valid name");
  return *name;
}

// A line without a description of its own has that of its application.
void describe(std::vector<config::MenuLine>& lines, const config::Config& config) {
  for (config::MenuLine& line : lines) {
    const auto application = std::find_if(config.applications.begin(), config.applications.end(),
                                          [&line](const config::ApplicationSettings& known) {
                                            return known.name == line.application;
                                          });
    if (line.description.empty() && application != config.applications.end()) {
      line.description = application->description;
    }
  }
}

Menu menu_of(const config::Config& config, const config::ServerSettings& server) {
  Menu menu{.title = server.title, .lines = {}};
  if (server.menu) {
    menu.lines = *server.menu;
    describe(menu.lines, config);
    return menu;
  }
  for (const config::ApplicationSettings& application : config.applications) {
    if (!application.description.empty()) {
      menu.lines.push_back({application.name, application.description, application.at});
    }
  }
  return menu;
}

std::size_t rows_at_most(const config::Config& config) {
  std::size_t rows = config.applications.size() + 1;
  for (const config::MajorNode& node : config.nodes) {
    rows += node.rows.size();
  }
  for (const config::ServerSettings& server : config.servers) {
    rows += server.lus.size() + (server.menu ? server.menu->size() : 0);
  }
  return rows;
}

}  // namespace

config::ApplId menu_application() {
  return appl("BSTTUSST");
}

Network::Network(std::shared_ptr<const config::Config> config, const ProgramCatalog& catalog)
    : config_(std::move(config)),
      pages_(std::make_shared<const tn3270::CodePages>()),
      page_(pages_->find("037")),
      menu_program_(catalog.find(kMenuType)) {
  VERIFY(config_ != nullptr, "a network has a configuration");
  VERIFY(page_ != nullptr, "iconv has code page 037");
  VERIFY(menu_program_ != nullptr, "the catalog has the program behind the menu");
  modes_ = std::make_shared<const ModeTables>(config_->mode_tables);
  by_name_.reserve(rows_at_most(*config_));
  add_books();
  add_targets();
  add_lus();
  for (Application& application : applications_) {
    open(application, catalog);
  }
  menus_.reserve(config_->servers.size());
  for (const config::ServerSettings& server : config_->servers) {
    menus_.push_back(menu_of(*config_, server));
  }
  menu_fault_ = find_menu_fault();
}

bool Network::activated(config::NodeName node) const {
  if (!config_->start_list) {
    return true;  // no list: all nodes are active
  }
  const auto& nodes = config_->start_list->nodes;
  return std::find(nodes.begin(), nodes.end(), node) != nodes.end();
}

void Network::add_books() {
  for (const config::MajorNode& node : config_->nodes) {
    const LuState state = activated(node.name) ? LuState::Conct : LuState::Nevac;
    for (const config::ApplRow& row : node.rows) {
      if (!by_name_.emplace(row.name, applications_.size()).second) {
        continue;  // in two books: the first counts
      }
      Application application{.name = row.name};
      application.node = node.name.text();
      application.implied = false;
      application.acquire = row.acquire;
      application.pass = row.pass;
      application.state = state;
      application.row = &row;
      applications_.push_back(std::move(application));
    }
  }
  // An ACBNAME is found too, unless it is some row's own name.
  for (std::size_t index = 0; index < applications_.size(); ++index) {
    if (applications_[index].row->acb_name) {
      by_name_.emplace(*applications_[index].row->acb_name, index);
    }
  }
}

Application& Network::row_of(config::ApplId name) {
  const auto [found, added] = by_name_.emplace(name, applications_.size());
  if (added) {
    applications_.push_back(Application{.name = name});
  }
  return applications_[found->second];
}

void Network::add_targets() {
  for (const config::ApplicationSettings& settings : config_->applications) {
    Application& application = row_of(settings.name);
    application.description = settings.description;
    application.type = settings.type;
    if (application.implied) {  // JSON applications are AUTH=(ACQ,PASS)
      application.acquire = true;
      application.pass = true;
    }
  }
  for (const config::ServerSettings& server : config_->servers) {
    if (server.menu) {
      for (const config::MenuLine& line : *server.menu) {
        Application& application = row_of(line.application);
        if (application.description.empty()) {
          application.description = line.description;
        }
      }
    }
    for (const config::LuSettings& lu : server.lus) {
      if (lu.application) {
        row_of(*lu.application);
      }
    }
  }
  name_types();
}

void Network::name_types() {
  // The model's printer sharing application is part of BSTTVNET itself.
  const auto sharing = by_name_.find(appl("BSTTVNET"));
  if (sharing != by_name_.end() && applications_[sharing->second].type.empty()) {
    applications_[sharing->second].type = kPrinterSharingType;
  }
  if (config_->nodes.empty()) {
    Application& menu = row_of(menu_application());
    menu.acquire = true;
    menu.pass = true;
  }
  const auto menu = by_name_.find(menu_application());
  if (menu != by_name_.end()) {
    applications_[menu->second].type = kMenuType;
  }
}

void Network::add_lus() {
  for (const config::ServerSettings& server : config_->servers) {
    for (const config::LuSettings& lu : server.lus) {
      const config::ApplId name = config::appl_of(lu.name);
      const bool known = by_name_.contains(name);
      Application& application = row_of(name);
      application.of_lu = true;
      if (!known) {
        application.acquire = true;  // as in the model's book: APPL AUTH=(ACQ),EAS=1
      }
    }
  }
}

void Network::open(Application& application, const ProgramCatalog& catalog) {
  if (application.state == LuState::Nevac || application.type.empty()) {
    return;
  }
  application.factory = catalog.find(application.type);
  application.state = application.factory != nullptr ? LuState::Activ : LuState::Inact;
}

const Application* Network::find(config::ApplId name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &applications_[found->second];
}

const config::ApplRow* Network::row(config::LuName lu) const {
  const Application* application = find(config::appl_of(lu));
  return application == nullptr ? nullptr : application->row;
}

std::string Network::not_in_list(const std::string& node) const {
  return "node " + node + " is not in " + config_->start_list->name;
}

std::optional<std::string> Network::inactive_node(config::LuName lu) const {
  const Application* application = find(config::appl_of(lu));
  if (application == nullptr || application->state != LuState::Nevac) {
    return std::nullopt;
  }
  return not_in_list(application->node);
}

Unavailable Network::unavailable(const Application& application) const {
  if (application.of_lu) {
    return {"is a LU, not an application", "choose one from the list"};
  }
  switch (application.state) {
    case LuState::Nevac:
      return {"is not active: " + not_in_list(application.node), "call the operator"};
    case LuState::Inact:
      return {"is not served yet (type " + application.type + ")", "choose another one"};
    case LuState::Conct:
      return {"has not been started", "try again later or call the operator"};
    default:
      return {};
  }
}

std::optional<std::string> Network::find_menu_fault() const {
  const Application* menu = find(menu_application());
  const std::string name = menu_application().text();
  if (menu == nullptr) {
    return name + " has no row: add " + name + " APPL AUTH=(PASS,ACQ) to book " +
           config_->nodes.front().name.text();
  }
  if (menu->state == LuState::Nevac) {
    return name + " is not active: " + not_in_list(menu->node) + "; call the operator";
  }
  if (!menu->pass) {
    return name + " may not pass sessions: it needs AUTH=(PASS) in book " + menu->node;
  }
  return std::nullopt;
}

}  // namespace vtam
