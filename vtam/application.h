#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "config/names.h"
#include "config/settings.h"
#include "vtam/acb/session_key.h"
#include "vtam/lu_state.h"
#include "vtam/program.h"

namespace vtam {

// Whether a node or a row takes part (MODEL 2).
enum class Activation : std::uint8_t {
  Active,
  NotStarted,  // its node is not in the start list
  Inactive     // by V NET,INACT
};

// One row of the APPL table: of an application, or of a LU (its APPL row has the LU's name).
struct Application {
  config::ApplId name;
  std::string description{};
  // Word of ProgramCatalog, "menu" for BSTTUSST, "socket" or empty: whoever opens its ACB.
  std::string type{};
  std::string node{};  // major node, empty = implied
  bool implied = true;
  std::optional<config::LuName> lu{};  // the LU whose row it is; by ACBNAME its name is another
  bool acquire = false;
  bool pass = false;
  Activation activation = Activation::Active;
  bool by_itself = false;  // Inactive: the row was varied, not its node
  LuState state = LuState::Conct;
  const ProgramFactory* factory = nullptr;  // not null: the ACB is open, and takes logons
  // Opened by a process at the application socket; also while the row is inactive.
  AcbId acb = 0;
  std::shared_ptr<const ProgramFactory> opened{};
  bool left_over = false;                // its book has lost it, and it stands until its ACB closes
  const config::ApplRow* row = nullptr;  // the book's; nullptr where the row is implied
  const config::HostSettings* host = nullptr;  // of type "host"
};

}  // namespace vtam
