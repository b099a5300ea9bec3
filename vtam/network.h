#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/settings.h"
#include "vtam/logmode.h"
#include "vtam/lu_state.h"
#include "vtam/program.h"

namespace vtam {

// One row of the APPL table: of an application, or of a LU (its APPL row has the LU's name).
struct Application {
  config::ApplId name;
  std::string description;
  std::string type;  // word of ProgramCatalog, "menu" for BSTTUSST; empty: nobody opens this ACB
  std::string node;  // major node, empty = implied
  bool implied = true;
  bool acquire = false;
  bool pass = false;
  LuState state = LuState::Conct;
  const ProgramFactory* factory = nullptr;
};

// Everything a session needs to know of other names: APPL rows, partitions' menus, mode tables.
// Built once from a checked Config and a catalog (which must outlive it), then const and shared by
// all reactors.
class Network {
 public:
  Network(std::shared_ptr<const config::Config> config, const ProgramCatalog& catalog);

  [[nodiscard]] const config::Config& config() const { return *config_; }
  [[nodiscard]] const Application* find(config::ApplId name) const;
  [[nodiscard]] const std::vector<Application>& applications() const {
    return applications_;
  }  // file order
  [[nodiscard]] const Menu& menu(std::uint16_t partition) const { return menus_.at(partition); }
  [[nodiscard]] const ModeTables& modes() const { return modes_; }
  // The book row of a LU, or nullptr when rows are implied.
  [[nodiscard]] const config::ApplRow* row(config::LuName lu) const;
  // Whether the LU's node was activated at start; otherwise why not, naming node and list.
  [[nodiscard]] std::optional<std::string> inactive_node(config::LuName lu) const;

 private:
  std::shared_ptr<const config::Config> config_;
  std::vector<Application> applications_;
  std::unordered_map<config::ApplId, std::size_t> by_name_;
  std::unordered_map<config::LuName, const config::ApplRow*> rows_;
  std::unordered_map<config::LuName, std::string> inactive_;
  std::vector<Menu> menus_;
  ModeTables modes_;
};

}  // namespace vtam
