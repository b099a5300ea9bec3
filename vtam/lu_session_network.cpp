#include <utility>

#include "vtam/lu_session_life.h"

// What another network means for a logon that waits.
namespace vtam {

void LuSession::network_changed(SessionOutcomes& outcomes) {
  if (dead_ || life_ == nullptr || life_->querying) {
    return;
  }
  if (printer()) {
    if (life_->program == nullptr && !life_->pausing) {
      const Next next = first();
      // What it can't have still was said already.
      if (next.kind == Next::Kind::Application) {
        begin(next, Binding::New, outcomes);
      }
    }
    return;
  }
  if (life_->queued == nullptr) {
    return;
  }
  Next next = log_on_to(life_->queued->application, life_->queued->logmode, life_->queued->data);
  if (next.queued) {
    return;
  }
  if (next.kind != Next::Kind::Application) {
    next.values.text = "the logon that waited is discarded: " + next.values.text;
  }
  begin(next, Binding::New, outcomes);
}

}  // namespace vtam
