#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "config/settings.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/code_pages.h"
#include "vtam/application.h"
#include "vtam/application_table.h"
#include "vtam/logmode.h"
#include "vtam/lu_state.h"
#include "vtam/program.h"

namespace vtam {

// Why nobody can log on to an application, as a sentence that goes on after its name; empty: it
// takes logons. The hint tells a user at a terminal what to do.
struct Unavailable {
  std::string why{};
  std::string hint{};
};

// The APPL behind the menu (MODEL 2).
[[nodiscard]] config::ApplId menu_application();

// One major node. All implied rows are of one node, which is no book.
struct Node {
  config::NodeName name;
  Activation activation = Activation::Active;
  std::shared_ptr<const config::MajorNode> book{};  // null: the implied one
};
[[nodiscard]] config::NodeName implied_node();

// A process at the application socket has opened the ACB of a row, or closes it.
struct AcbChange {
  config::ApplId row;
  AcbId acb = 0;
  std::shared_ptr<const ProgramFactory> factory{};  // null: it closes, if it is still this one
};

// What V NET,ACT and V NET,INACT change, or applications that open and close ACBs.
struct NetworkChange {
  Activation to = Activation::Active;
  std::optional<config::NodeName> node{};           // this node with its rows, or
  std::optional<config::ApplId> row{};              // this one row
  std::shared_ptr<const config::MajorNode> book{};  // the node's, read again; null: as it is
  std::vector<AcbChange> acbs{};
};

class Network;
// A network never changes: a VARY makes the next one, and whoever is in session keeps the one that
// it was bound in.
using NetworkPtr = std::shared_ptr<const Network>;

// Everything a session needs to know of other names: APPL rows, partitions' menus, mode tables.
// Built from a checked Config and a catalog (which must outlive it, and holds "menu"), then const
// and shared by all reactors. Look-ups are O(1).
class Network {
 public:
  Network(std::shared_ptr<const config::Config> config, const ProgramCatalog& catalog);
  // The network after a change. A node that is activated has all its rows active again. An ACB
  // stays open while its row is inactive, and where a book that was read again has lost the row:
  // that is an implied one then, and goes with its ACB. Changes of ACBs alone cost little, however
  // many rows there are.
  Network(const Network& before, const NetworkChange& change);

  [[nodiscard]] const config::Config& config() const { return *config_; }
  // By the row's name, or by the name under which it opens its ACB (ACBNAME).
  [[nodiscard]] const Application* find(config::ApplId name) const;
  // Book rows, then JSON applications, menu targets, BSTTUSST and LUs without a row; each in file
  // order.
  [[nodiscard]] const ApplicationTable& applications() const { return applications_; }
  // In the order of the books; last the implied node, if it has rows.
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] const Node* find_node(config::NodeName name) const;
  [[nodiscard]] static config::NodeName node_of(const Application& application);
  [[nodiscard]] const Menu& menu(std::uint16_t partition) const { return menus_->at(partition); }
  [[nodiscard]] const ModeTables& modes() const { return *modes_; }
  // Of names in BINDs and of SSCP text, which keep to what all pages have in common.
  [[nodiscard]] const tn3270::CodePage& page() const { return *page_; }
  // Of everything else; sessions choose theirs.
  [[nodiscard]] const tn3270::CodePages& pages() const { return *pages_; }
  // The book row of a LU, or nullptr when rows are implied.
  [[nodiscard]] const config::ApplRow* row(config::LuName lu) const;
  // Why the LU's row is not active, naming node and list; nullopt: it is.
  [[nodiscard]] std::optional<std::string> inactive_node(config::LuName lu) const;
  [[nodiscard]] Activation activation(config::LuName lu) const;

  // The program behind the menu, also where BSTTUSST has no row.
  [[nodiscard]] const ProgramFactory& menu_program() const { return *menu_program_; }
  // Why sessions can't be passed on from the menu, as a sentence for its screen.
  [[nodiscard]] const std::optional<std::string>& menu_fault() const { return menu_fault_; }
  [[nodiscard]] Unavailable unavailable(const Application& application) const;

 private:
  using Names = std::unordered_map<config::ApplId, std::size_t>;

  void add_books();
  void add_targets();
  void name_types();
  void add_lus();
  void keep_open(const ApplicationTable& before);
  Application& row_of(config::ApplId name);
  void vary(const Network& before, const NetworkChange& change);
  void take(const AcbChange& change);
  void build(const ApplicationTable& before);
  [[nodiscard]] bool drops_row(const NetworkChange& change) const;
  void add_implied_node();
  void activate(Application& application) const;
  void open(Application& application) const;
  [[nodiscard]] static bool opens_at_socket(const Application& application);
  [[nodiscard]] bool listed(config::NodeName node) const;
  [[nodiscard]] std::string why_inactive(const Application& application) const;
  [[nodiscard]] std::optional<std::string> find_menu_fault() const;

  std::shared_ptr<const config::Config> config_;
  const ProgramCatalog* catalog_;
  std::vector<Node> nodes_;
  std::unordered_set<config::ApplId> varied_rows_;  // inactive, in nodes that are active
  ApplicationTable applications_;
  // Shared with all networks that were made of this one by ACBs alone.
  std::shared_ptr<const Names> by_name_;
  Names* naming_ = nullptr;  // by_name_, while build() fills it
  std::shared_ptr<const std::vector<Menu>> menus_;
  // Shared with all networks that were made of this one.
  std::shared_ptr<const ModeTables> modes_;
  std::shared_ptr<const tn3270::CodePages> pages_;
  std::shared_ptr<const tn3270::CodePage> page_;
  const ProgramFactory* menu_program_ = nullptr;
  std::optional<std::string> menu_fault_;
};

}  // namespace vtam
