#include <algorithm>
#include <utility>

#include "config/verify.h"
#include "vtam/network.h"

// How the rows of a network come about: from books, settings, menus and LUs.
namespace vtam {
namespace {

constexpr const char* kMenuType = "menu";
constexpr const char* kPrinterSharingType = "printer-sharing";
constexpr const char* kSocketType = "socket";

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

config::ApplId sharing_application() {
  const auto name = config::ApplId::parse("BSTTVNET");
  VERIFY(name.has_value(), "a built-in APPL has a valid name");
  return *name;
}

}  // namespace

// `before`: the rows of the network that this one is made of; their ACBs stay open.
void Network::build(const ApplicationTable& before) {
  applications_ = {};
  auto names = std::make_shared<Names>();
  names->reserve(rows_at_most(*config_, nodes_));
  naming_ = names.get();
  by_name_ = std::move(names);
  add_books();
  add_targets();
  add_lus();
  keep_open(before);
  naming_ = nullptr;
  add_implied_node();
  for (std::size_t index = 0; index < applications_.size(); ++index) {
    Application& application = applications_.edit(index);
    activate(application);
    open(application);
  }
  auto menus = std::make_shared<std::vector<Menu>>();
  menus->reserve(config_->servers.size());
  for (const config::ServerSettings& server : config_->servers) {
    menus->push_back(menu_of(*config_, server));
  }
  menus_ = std::move(menus);
  menu_fault_ = find_menu_fault();
}

void Network::keep_open(const ApplicationTable& before) {
  for (const Application& earlier : before) {
    if (earlier.acb == 0) {
      continue;
    }
    const bool known = by_name_->contains(earlier.name);
    Application& row = row_of(earlier.name);
    if (!known) {
      row.left_over = true;
      row.acquire = earlier.acquire;
      row.pass = earlier.pass;
    }
    row.acb = earlier.acb;
    row.opened = earlier.opened;
  }
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
      if (!naming_->emplace(row.name, applications_.size()).second) {
        continue;  // in two books: the first counts
      }
      Application application{.name = row.name};
      application.node = node.name.text();
      application.implied = false;
      application.acquire = row.acquire;
      application.pass = row.pass;
      application.row = &row;
      applications_.add(std::move(application));
    }
  }
  // An ACBNAME is found too, unless it is some row's own name.
  for (std::size_t index = 0; index < applications_.size(); ++index) {
    if (applications_[index].row->acb_name) {
      naming_->emplace(*applications_[index].row->acb_name, index);
    }
  }
}

Application& Network::row_of(config::ApplId name) {
  const auto [found, added] = naming_->emplace(name, applications_.size());
  if (added) {
    applications_.add(Application{.name = name});
  }
  return applications_.edit(found->second);
}

void Network::add_targets() {
  for (const config::ApplicationSettings& settings : config_->applications) {
    Application& application = row_of(settings.name);
    application.description = settings.description;
    application.type = settings.type;
    application.host = settings.host.get();
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
  const auto sharing = by_name_->find(sharing_application());
  if (sharing != by_name_->end() && applications_[sharing->second].type.empty()) {
    applications_.edit(sharing->second).type = kPrinterSharingType;
  }
  if (config_->nodes.empty()) {
    Application& menu = row_of(menu_application());
    menu.acquire = true;
    menu.pass = true;
  }
  const auto menu = by_name_->find(menu_application());
  if (menu != by_name_->end()) {
    applications_.edit(menu->second).type = kMenuType;
  }
}

void Network::add_lus() {
  for (const config::ServerSettings& server : config_->servers) {
    for (const config::LuSettings& lu : server.lus) {
      const config::ApplId name = config::appl_of(lu.name);
      const bool known = by_name_->contains(name);
      Application& application = row_of(name);
      application.lu = lu.name;
      if (!known) {
        application.acquire = true;  // as in the model's book: APPL AUTH=(ACQ),EAS=1
      }
    }
  }
}

// Whether a process at the application socket may open the ACB.
bool Network::opens_at_socket(const Application& application) {
  return !application.lu && (application.type.empty() || application.type == kSocketType);
}

void Network::open(Application& application) const {
  application.factory = nullptr;
  if (application.activation != Activation::Active) {
    application.state =
        application.activation == Activation::NotStarted ? LuState::Nevac : LuState::Inact;
    return;
  }
  if (opens_at_socket(application)) {
    application.factory = application.opened.get();
    application.state = application.factory != nullptr ? LuState::Activ : LuState::Conct;
    return;
  }
  if (application.type.empty()) {
    return;  // of a LU
  }
  application.factory = catalog_->find(application.type);
  application.state = application.factory != nullptr ? LuState::Activ : LuState::Inact;
}

}  // namespace vtam
