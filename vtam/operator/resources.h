#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "vtam/operator/view.h"

namespace vtam {

// A view with its look-ups. `view` outlives it.
class Resources {
 public:
  explicit Resources(const OperatorView& view);

  [[nodiscard]] const OperatorView& view() const { return view_; }
  [[nodiscard]] const LuLine* lu(const Application& row) const;
  // LUs in session with an application, in definition order.
  [[nodiscard]] const std::vector<const LuLine*>& sessions(config::ApplId application) const;
  [[nodiscard]] std::size_t queued(config::ApplId application) const;
  // As VTAM shows it: TERMINATING is ACT/S, and an application in session is ACT/S.
  [[nodiscard]] LuState state(const Application& row) const;
  // Sessions that a row has: as a LU, or as an application.
  [[nodiscard]] std::size_t session_count(const Application& row) const;

 private:
  const OperatorView& view_;
  std::unordered_map<config::LuName, const LuLine*> lus_;
  std::unordered_map<config::ApplId, std::vector<const LuLine*>> sessions_;
  std::unordered_map<config::ApplId, std::size_t> queued_;
  std::vector<const LuLine*> none_{};
};

// "ACTIV" or "INACT" of a node or a row that an operator wants so.
[[nodiscard]] const char* desired(Activation activation);

}  // namespace vtam
