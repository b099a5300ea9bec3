#include <utility>

#include "vtam/lu_session_life.h"

// What another network means for a logon that waits.
namespace vtam {

bool LuSession::waits_for_network() const {
  if (dead_ || life_ == nullptr || life_->querying) {
    return false;
  }
  return acquirer() != nullptr ||
         (printer() ? life_->program == nullptr && !life_->pausing : life_->queued != nullptr);
}

void LuSession::network_changed(SessionOutcomes& outcomes) {
  if (!waits_for_network()) {
    return;
  }
  judge_acquirer(outcomes);
  if (!waits_for_network() || acquirer() != nullptr) {
    return;
  }
  if (printer()) {
    const Next next = first();
    // What it can't have still was said already.
    if (next.kind == Next::Kind::Application) {
      begin(next, Binding::New, outcomes);
    }
    return;
  }
  Next next = log_on_to(*life_->queued);
  if (next.queued) {
    return;
  }
  if (next.kind != Next::Kind::Application) {
    next.values.text = "the logon that waited is discarded: " + next.values.text;
  }
  begin(next, Binding::New, outcomes);
}

}  // namespace vtam
