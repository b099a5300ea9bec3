#include "vtam/programs/ivp_timing.h"

#include <algorithm>
#include <vector>

#include "tn3270/datastream/address.h"
#include "tn3270/datastream/screen_writer.h"

namespace vtam {

tn3270::ByteBuffer IvpTiming::probe(config::Instant now) {
  sent_ = now;
  if (probe_ == IvpProbe::Read) {
    return tn3270::command_record(tn3270::Command::ReadModified);
  }
  return {static_cast<std::uint8_t>(tn3270::Command::Write), tn3270::graphic_code(0)};
}

bool IvpTiming::answered(config::Instant now) {
  if (left_ == 0) {
    return false;
  }
  kept_.push_back(now - sent_);
  if (kept_.size() > kKept) {
    kept_.pop_front();
  }
  return --left_ > 0;
}

std::optional<IvpTiming::Summary> IvpTiming::summary() const {
  if (kept_.empty()) {
    return std::nullopt;
  }
  std::vector<config::Ticks> sorted(kept_.begin(), kept_.end());
  std::sort(sorted.begin(), sorted.end());
  return Summary{sorted.front(), sorted[sorted.size() / 2], sorted.back()};
}

}  // namespace vtam
