#include "vtam/operator/resources.h"

namespace vtam {

Resources::Resources(const OperatorView& view) : view_(view) {
  lus_.reserve(view.lus.size());
  for (const LuLine& line : view.lus) {
    lus_.emplace(line.name, &line);
    if (line.session) {
      sessions_[*line.session].push_back(&line);
    }
    for (const SuspendedLine& one : line.suspended) {
      sessions_[one.application].push_back(&line);
    }
    if (line.queued) {
      ++queued_[*line.queued];
    }
    if (line.acquirer) {
      ++queued_[*line.acquirer];
    }
  }
}

const LuLine* Resources::lu(const Application& row) const {
  const auto found = row.lu ? lus_.find(*row.lu) : lus_.end();
  return found == lus_.end() ? nullptr : found->second;
}

const std::vector<const LuLine*>& Resources::sessions(config::ApplId application) const {
  const auto found = sessions_.find(application);
  return found == sessions_.end() ? none_ : found->second;
}

std::size_t Resources::queued(config::ApplId application) const {
  const auto found = queued_.find(application);
  return found == queued_.end() ? 0 : found->second;
}

LuState Resources::state(const Application& row) const {
  if (const LuLine* line = lu(row)) {
    return line->state == LuState::Terminating ? LuState::ActS : line->state;
  }
  return sessions(row.name).empty() ? row.state : LuState::ActS;
}

std::size_t Resources::session_count(const Application& row) const {
  if (const LuLine* line = lu(row)) {
    return (line->session ? 1U : 0U) + line->suspended.size();
  }
  return sessions(row.name).size();
}

const char* desired(Activation activation) {
  return activation == Activation::Active ? "ACTIV" : "INACT";
}

}  // namespace vtam
