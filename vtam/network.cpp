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

std::size_t rows_at_most(const config::Config& config, const std::vector<Node>& nodes) {
  std::size_t rows = config.applications.size() + 1;
  for (const Node& node : nodes) {
    rows += node.book == nullptr ? 0 : node.book->rows.size();
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

config::NodeName implied_node() {
  const auto name = config::NodeName::parse("IMPLIED");
  VERIFY(name.has_value(), "the implied node has a valid name");
  return *name;
}

Network::Network(std::shared_ptr<const config::Config> config, const ProgramCatalog& catalog)
    : config_(std::move(config)),
      catalog_(&catalog),
      modes_(std::make_shared<const ModeTables>(config_->mode_tables)),
      pages_(std::make_shared<const tn3270::CodePages>()),
      page_(pages_->find("037")),
      menu_program_(catalog.find(kMenuType)) {
  VERIFY(config_ != nullptr, "a network has a configuration");
  VERIFY(page_ != nullptr, "iconv has code page 037");
  VERIFY(menu_program_ != nullptr, "the catalog has the program behind the menu");
  for (const config::MajorNode& node : config_->nodes) {
    nodes_.push_back({node.name, listed(node.name) ? Activation::Active : Activation::NotStarted,
                      std::shared_ptr<const config::MajorNode>(config_, &node)});
  }
  build();
}

Network::Network(const Network& before, const NetworkChange& change)
    : config_(before.config_),
      catalog_(before.catalog_),
      nodes_(before.nodes_),
      varied_rows_(before.varied_rows_),
      modes_(before.modes_),
      pages_(before.pages_),
      page_(before.page_),
      menu_program_(before.menu_program_) {
  if (change.row) {
    if (change.to == Activation::Active) {
      varied_rows_.erase(*change.row);
    } else {
      varied_rows_.insert(*change.row);
    }
  }
  for (Node& node : nodes_) {
    if (node.name != change.node) {
      continue;
    }
    node.activation = change.to;
    for (const Application& row : before.applications_) {
      if (node_of(row) == node.name) {
        varied_rows_.erase(row.name);
      }
    }
    if (change.book != nullptr) {
      node.book = change.book;
    }
  }
  build();
}

void Network::build() {
  by_name_.reserve(rows_at_most(*config_, nodes_));
  applications_.reserve(rows_at_most(*config_, nodes_));
  add_books();
  add_targets();
  add_lus();
  add_implied_node();
  for (Application& application : applications_) {
    activate(application);
    open(application);
  }
  menus_.reserve(config_->servers.size());
  for (const config::ServerSettings& server : config_->servers) {
    menus_.push_back(menu_of(*config_, server));
  }
  menu_fault_ = find_menu_fault();
}

bool Network::listed(config::NodeName node) const {
  if (!config_->start_list) {
    return true;  // no list: all nodes are active
  }
  const auto& nodes = config_->start_list->nodes;
  return std::find(nodes.begin(), nodes.end(), node) != nodes.end();
}

config::NodeName Network::node_of(const Application& application) {
  return config::NodeName::parse(application.node).value_or(implied_node());
}

const Node* Network::find_node(config::NodeName name) const {
  const auto found = std::find_if(nodes_.begin(), nodes_.end(),
                                  [name](const Node& node) { return node.name == name; });
  return found == nodes_.end() ? nullptr : &*found;
}

// (Reading) Rows that no book has are of one node, which no start list needs to name.
void Network::add_implied_node() {
  const bool needed =
      std::any_of(applications_.begin(), applications_.end(),
                  [](const Application& application) { return application.node.empty(); });
  if (needed && find_node(implied_node()) == nullptr) {
    nodes_.push_back({implied_node(), Activation::Active, nullptr});
  }
}

void Network::activate(Application& application) const {
  const Node* node = find_node(node_of(application));
  application.activation = node == nullptr ? Activation::Active : node->activation;
  if (application.activation == Activation::Active && varied_rows_.contains(application.name)) {
    application.activation = Activation::Inactive;
    application.by_itself = true;
  }
}

void Network::add_books() {
  for (const Node& node : nodes_) {
    if (node.book == nullptr) {
      continue;
    }
    for (const config::ApplRow& row : node.book->rows) {
      if (!by_name_.emplace(row.name, applications_.size()).second) {
        continue;  // in two books: the first counts
      }
      Application application{.name = row.name};
      application.node = node.name.text();
      application.implied = false;
      application.acquire = row.acquire;
      application.pass = row.pass;
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
      application.lu = lu.name;
      if (!known) {
        application.acquire = true;  // as in the model's book: APPL AUTH=(ACQ),EAS=1
      }
    }
  }
}

void Network::open(Application& application) const {
  if (application.activation != Activation::Active) {
    application.state =
        application.activation == Activation::NotStarted ? LuState::Nevac : LuState::Inact;
    return;
  }
  if (application.type.empty()) {
    return;
  }
  application.factory = catalog_->find(application.type);
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

std::string Network::why_inactive(const Application& application) const {
  switch (application.activation) {
    case Activation::Active:
      return "";
    case Activation::NotStarted:
      return "node " + application.node + " is not in " + config_->start_list->name;
    case Activation::Inactive:
      break;
  }
  return application.by_itself
             ? application.name.text() + " was varied inactive by the operator"
             : "node " + node_of(application).text() + " was varied inactive by the operator";
}

std::optional<std::string> Network::inactive_node(config::LuName lu) const {
  const Application* application = find(config::appl_of(lu));
  if (application == nullptr || application->activation == Activation::Active) {
    return std::nullopt;
  }
  return why_inactive(*application);
}

Activation Network::activation(config::LuName lu) const {
  const Application* application = find(config::appl_of(lu));
  return application == nullptr ? Activation::Active : application->activation;
}

Unavailable Network::unavailable(const Application& application) const {
  if (application.lu) {
    return {"is a LU, not an application", "choose one from the list"};
  }
  if (application.activation != Activation::Active) {
    return {"is not active: " + why_inactive(application), "call the operator"};
  }
  switch (application.state) {
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
  if (menu->activation != Activation::Active) {
    return name + " is not active: " + why_inactive(*menu) + "; call the operator";
  }
  if (!menu->pass) {
    return name + " may not pass sessions: it needs AUTH=(PASS) in book " + menu->node;
  }
  return std::nullopt;
}

}  // namespace vtam
