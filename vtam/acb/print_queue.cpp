#include "vtam/acb/print_queue.h"

#include <utility>

#include "vtam/sense.h"

namespace vtam {

std::optional<PrintQueue::Done> PrintQueue::advance(ProgramOutcomes& outcomes) {
  if (requests_.empty() || under_way_ || stopped_) {
    return std::nullopt;
  }
  PrintRequest& request = requests_.front();
  if (last_.positive && next_ < request.rus.size()) {
    outcomes.emplace_back(Write{request.rus[next_], kind_, true});
    under_way_ = true;
    return std::nullopt;
  }
  if (request.end_of_job) {
    outcomes.emplace_back(EndJob{});
  }
  Done done{std::move(request), std::exchange(last_, {})};
  requests_.erase(requests_.begin());
  next_ = 0;
  again_ = false;
  return done;
}

void PrintQueue::answered(const Answer& answer) {
  if (!under_way_) {
    return;
  }
  under_way_ = false;
  const bool needs_a_hand = !answer.positive && (answer.sense == sense::kInterventionRequired ||
                                                 answer.sense == sense::kComponentDisconnected);
  if (needs_a_hand && !again_) {
    again_ = true;
    stopped_ = true;
    return;
  }
  last_ = answer;
  if (answer.positive) {
    tn3270::ByteBuffer().swap(requests_.front().rus[next_]);
    ++next_;
    again_ = false;
  }
}

void PrintQueue::ready() {
  stopped_ = false;
}

}  // namespace vtam
