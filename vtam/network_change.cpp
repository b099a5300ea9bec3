#include <algorithm>

#include "vtam/network.h"

// The network after a VARY, or after ACBs have opened or closed.
namespace vtam {

Network::Network(const Network& before, const NetworkChange& change)
    : config_(before.config_),
      catalog_(before.catalog_),
      nodes_(before.nodes_),
      varied_rows_(before.varied_rows_),
      applications_(before.applications_),
      by_name_(before.by_name_),
      menus_(before.menus_),
      modes_(before.modes_),
      pages_(before.pages_),
      page_(before.page_),
      menu_program_(before.menu_program_),
      menu_fault_(before.menu_fault_) {
  const bool rebuilt = change.row || change.node || drops_row(change);
  if (rebuilt) {
    vary(before, change);
  }
  for (const AcbChange& one : change.acbs) {
    take(one);
  }
  if (rebuilt) {
    build(ApplicationTable(applications_));
  }
}

bool Network::drops_row(const NetworkChange& change) const {
  return std::any_of(change.acbs.begin(), change.acbs.end(), [this](const AcbChange& one) {
    const Application* application = find(one.row);
    return application != nullptr && application->left_over && one.factory == nullptr;
  });
}

void Network::take(const AcbChange& change) {
  const auto found = by_name_->find(change.row);
  if (found == by_name_->end()) {
    return;
  }
  const Application& now = applications_[found->second];
  const bool closes = change.factory == nullptr;
  if (!opens_at_socket(now) || (closes && now.acb != change.acb)) {
    return;
  }
  Application& row = applications_.edit(found->second);
  row.acb = closes ? 0 : change.acb;
  row.opened = change.factory;
  open(row);
}

void Network::vary(const Network& before, const NetworkChange& change) {
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
}

}  // namespace vtam
