#include "tn3270/server/reactor/client_printer.h"

#include <utility>

#include "config/verify.h"
#include "vtam/sense.h"

namespace server {
namespace {

using What = printers::DeliveryResult::What;

// pr3287 says that it is ready at once after it has said that it needs a hand, whatever the matter
// is (PROTOCOL 1.5): the record would be refused for ever.
constexpr std::uint32_t kHands = 3;

}  // namespace

void ClientPrinter::begin(printers::JobRow job, Steps& steps) {
  VERIFY(!job_, "a client prints one job at a time");
  job_ = std::move(job);
  pieces_.clear();
  done_ = sent_ = 0;
  refused_ = 0;
  wanted_ = stopped_ = leaving_ = false;
  if (job_->facts.bind.empty()) {
    // It came by the API for another printer, and an operator has sent it here.
    over(What::Failed, "it was not written for a printer of a client: print it anew", steps);
    return;
  }
  steps.emplace_back(Bind{job_->facts.bind});
  go_on(steps);
}

void ClientPrinter::pieces(printers::JobId job, std::vector<printers::Piece> pieces,
                           const std::string& why, Steps& steps) {
  if (!job_ || job_->id != job || !wanted_) {
    return;
  }
  wanted_ = false;
  if (pieces.empty()) {
    over(What::Retry, "the spool can't be read: " + why, steps);
    return;
  }
  for (printers::Piece& piece : pieces) {
    pieces_.push_back(std::move(piece));
  }
  go_on(steps);
}

void ClientPrinter::response(const vtam::Answer& answer, Steps& steps) {
  if (!outstanding_) {
    return;
  }
  outstanding_ = false;
  ++turn_;
  if (std::exchange(stale_, false)) {
    if (job_) {
      go_on(steps);
    }
    return;
  }
  if (answer.positive) {
    taken(steps);
  } else if (answer.sense != vtam::sense::kInterventionRequired) {
    // Disconnected, it may have lost what it was sent; anything else it will refuse each time.
    const bool gone = answer.sense == vtam::sense::kComponentDisconnected;
    over(gone ? What::Retry : What::Failed,
         "the printer answered " + record() + " with " + vtam::sense::text(answer.sense), steps);
  } else if (++refused_ == kHands) {
    over(What::Retry, "the printer needs a hand at " + record() + " again and again", steps);
  } else {
    stopped_ = true;
  }
}

void ClientPrinter::ready(Steps& steps) {
  if (std::exchange(stopped_, false)) {
    go_on(steps);
  }
}

void ClientPrinter::room(Steps& steps) {
  if (std::exchange(leaving_, false)) {
    taken(steps);
  }
}

void ClientPrinter::stop(printers::JobId job, Steps& steps) {
  if (job_ && job_->id == job) {
    over(What::Stopped, "", steps);
  }
}

void ClientPrinter::lost(Because because, const std::string& why, Steps& steps) {
  if (!job_) {
    return;
  }
  const bool under_way = (outstanding_ || leaving_) && !stale_;
  if (under_way && done_ + 1 == job_->pieces) {
    // Only a printer that had everything may have printed everything.
    over(What::Unknown, why, steps);
    return;
  }
  const bool begun = under_way || done_ > 0;
  over(begun && because == Because::ClientGone ? What::Retry : What::Stopped, why, steps);
}

void ClientPrinter::taken(Steps& steps) {
  sent_ += pieces_.front().bytes.size();
  ++done_;
  refused_ = 0;
  pieces_.pop_front();
  go_on(steps);
}

void ClientPrinter::go_on(Steps& steps) {
  if (outstanding_ || leaving_ || stopped_) {
    return;
  }
  if (!pieces_.empty()) {
    if (const std::string why = not_taken(pieces_.front().kind); !why.empty()) {
      over(What::Failed, why, steps);
      return;
    }
    ++turn_;
    (agreed_.responses ? outstanding_ : leaving_) = true;
    steps.emplace_back(Record{pieces_.front()});
  } else if (done_ == job_->pieces) {
    over(What::Printed, "", steps);
  } else if (!std::exchange(wanted_, true)) {
    steps.emplace_back(Want{job_->id, done_, sent_});
  }
}

void ClientPrinter::over(What what, const std::string& why, Steps& steps) {
  stale_ = outstanding_;
  leaving_ = stopped_ = false;
  steps.emplace_back(EndOfJob{});
  steps.emplace_back(Over{job_->id, {what, why, {}, sent_}});
  job_.reset();
  pieces_.clear();
}

// An operator may have sent it here from a printer of another kind.
std::string ClientPrinter::not_taken(printers::PieceKind kind) const {
  switch (kind) {
    case printers::PieceKind::Scs:
      return agreed_.scs ? "" : "it is SCS, which its client has not agreed on";
    case printers::PieceKind::Data3270:
      return agreed_.data_stream ? ""
                                 : "it is a 3270 data stream, which its client has not agreed on";
    default:
      return "it was not written for a printer of a client: print it anew";
  }
}

std::string ClientPrinter::record() const {
  return "record " + std::to_string(done_ + 1) + " of " + std::to_string(job_->pieces);
}

}  // namespace server
