#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "vtam/operator/command.h"
#include "vtam/operator/resources.h"
#include "vtam/operator/view.h"

namespace vtam {

// Sessions that a command ends: those of these rows, be they LUs or applications.
struct Breaking {
  EndForm form = EndForm::Normal;
  // A LU in here loses its client as by KILL or REACT; an application's sessions end and their
  // users go back to the menu.
  std::vector<config::ApplId> rows{};  // sorted
  // V NET,TERM: only sessions between these two; a LU keeps its client.
  std::optional<config::ApplId> partner{};
  bool only_session = false;

  [[nodiscard]] bool has(config::ApplId row) const;
};

// Whether the session of these two is among them.
[[nodiscard]] bool ends(const Breaking& breaking, config::LuName lu, config::ApplId application);

// What a VARY does: the hall hands `next` to the directory and the reactors, together with what
// ends.
struct VaryPlan {
  OperatorReply reply{};
  NetworkPtr next{};                  // null: the network stays
  std::vector<config::LuName> lus{};  // whose state changes in the directory
  Breaking breaking{};
};

// The book that V NET,ACT reads again before it is planned; nullopt: none.
[[nodiscard]] std::optional<config::NodeName> book_to_read(const Vary& vary,
                                                           const Network& network);
// `book`: what was read, null if nothing was to be read.
[[nodiscard]] VaryPlan plan(const Vary& vary, const OperatorView& view,
                            std::shared_ptr<const config::MajorNode> book);
[[nodiscard]] VaryPlan plan(const VaryTerm& vary, const OperatorView& view);

}  // namespace vtam
