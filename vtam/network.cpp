#include "vtam/network.h"

#include <algorithm>
#include <utility>

#include "config/verify.h"

namespace vtam {
namespace {

constexpr const char* kMenuType = "menu";

}  // namespace

config::ApplId menu_application() {
  const auto name = config::ApplId::parse("BSTTUSST");
  VERIFY(name.has_value(), "the APPL behind the menu has a valid name");
  return *name;
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
  build({});
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

const Application* Network::find(config::ApplId name) const {
  const auto found = by_name_->find(name);
  return found == by_name_->end() ? nullptr : &applications_[found->second];
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
