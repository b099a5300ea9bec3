// Jobs on their way out of the spool.

#include <algorithm>
#include <utility>

#include "config/limits.h"
#include "tn3270/server/printing/job_words.h"
#include "tn3270/server/printing/spooler.h"
#include "tn3270/server/wall_clock.h"

namespace server {
namespace {

using printers::DeliveryResult;

config::Ticks pause_after(const config::QueueSettings& queueing, std::uint32_t tries) {
  config::Ticks pause = queueing.retry;
  for (std::uint32_t done = 1; done < tries && pause < queueing.retry_at_most; ++done) {
    pause *= 2;
  }
  return std::min(pause, queueing.retry_at_most);
}

}  // namespace

void Spooler::deliver(config::Instant now) {
  const std::set<config::LuName> look = std::exchange(look_, {});
  for (const config::LuName lu : look) {
    Printer& one = printers_.at(lu);
    if (deliveries_.busy(lu)) {
      continue;  // its end looks again
    }
    if (deliveries_.full()) {
      look_at(lu);
      continue;
    }
    if (const auto row = spool_->next(lu, one.queueing.order, wall_now())) {
      begin(one, *row);
    } else {
      note_due(one, now);
    }
  }
}

// That it is being sent is durable before the first byte leaves, or a kill would send it twice.
void Spooler::begin(Printer& printer, const printers::JobRow& row) {
  if (spool_->sending(row.id)) {
    return;
  }
  printers::JobRow sent = row;
  ++sent.tries;
  then_or([this, &printer, sent = std::move(sent)](bool durable) {
    const config::LuName lu = printer.lu->name;
    if (!durable) {
      due_.emplace(steady_now() + config::limits::kSpoolAgain, lu);
      return;
    }
    tries_[sent.id] = sent.tries;
    if (!deliveries_.start(*printer.lu, sent)) {
      unrecorded_.push_back(
          {lu, sent.id, {}, {DeliveryResult::What::Stopped, "no thread for it is to be had"}});
    }
  });
}

void Spooler::note_due(const Printer& printer, config::Instant now) {
  if (const auto at = spool_->next_due(printer.lu->name)) {
    const config::Ticks left = std::max(config::Ticks::zero(), *at - wall_now());
    due_.emplace(now + left + config::Ticks(1), printer.lu->name);
  }
}

void Spooler::look_when_due(config::Instant now) {
  while (!due_.empty() && due_.begin()->first <= now) {
    look_at(due_.begin()->second);
    due_.erase(due_.begin());
  }
}

void Spooler::take(const StopDelivery& stop) {
  if (Printer* const one = printer(stop.printer);
      one != nullptr && deliveries_.busy(stop.printer)) {
    one->hold = stop.why;
    deliveries_.stop(stop.printer);
  }
}

void Spooler::take(const DeliveriesWanted& wanted) {
  wanted.answer(deliveries_.views());
}

void Spooler::take(const QueuesWanted& wanted) {
  std::map<config::LuName, QueueLine> lines;
  const auto line = [&](config::LuName lu) -> QueueLine& {
    return lines.try_emplace(lu, QueueLine{lu}).first->second;
  };
  for (const printers::QueueCount& count : reader_->counts()) {
    switch (count.state) {
      case printers::JobState::Queued:
      case printers::JobState::Sending:
      case printers::JobState::Retry:
        line(count.printer).waiting += count.jobs;
        break;
      case printers::JobState::Held:
        line(count.printer).held += count.jobs;
        break;
      default:
        break;
    }
  }
  for (printers::JobRow& row : reader_->last_jobs()) {
    const config::LuName lu = row.facts.printer;
    line(lu).last = std::move(row);
  }
  std::vector<QueueLine> all;
  all.reserve(lines.size());
  for (auto& [lu, one] : lines) {
    all.push_back(std::move(one));
  }
  wanted.answer(std::move(all));
}

void Spooler::take(const EndSpooling& /*end*/) {
  ending_ = true;
  deliveries_.stop_all();
}

void Spooler::take(DeliveryEnded& ended) {
  deliveries_.ended(ended.printer);
  settle(printers_.at(ended.printer), ended);
  look_at(ended.printer);
  then_or([this, ended = std::move(ended)](bool durable) mutable {
    if (durable) {
      tries_.erase(ended.job);
    } else {
      unrecorded_.push_back(std::move(ended));  // the job is Sending until this is written
    }
  });
}

void Spooler::settle(Printer& printer, const DeliveryEnded& ended) {
  const config::LuName lu = printer.lu->name;
  const std::string job = job_text(ended.job, lu);
  const printers::DeliveryNote note{ended.format.pages, ended.result.sent, ended.result.why};
  for (const std::string& remark : ended.format.remarks) {
    say("TND505W " + job + ": " + remark);
  }
  const auto hold = std::exchange(printer.hold, std::nullopt);
  switch (ended.result.what) {
    case DeliveryResult::What::Printed:
      printer.trouble.clear();
      if (!spool_->printed(ended.job, note, wall_now())) {
        say("TND502I " + job + " is printed, " + std::to_string(note.sent) + " bytes" +
            (ended.result.where.empty() ? "" : ": " + ended.result.where));
      }
      return;
    case DeliveryResult::What::Stopped:
      if (!spool_->requeued(ended.job) && hold && !spool_->hold(ended.job, *hold)) {
        say("TND504W " + job + " is held: " + *hold);
      }
      return;
    case DeliveryResult::What::Unknown:
      if (printer.queueing.unknown == config::UnknownOutcome::Redo) {
        retry(printer, ended, note);
      } else if (!spool_->unknown(ended.job, note)) {
        say("TND504W " + job + " is held: nobody knows whether it was printed: " + note.why);
      }
      return;
    case DeliveryResult::What::Failed:
      // With the order kept it would be the next one's turn to fail.
      if (printer.queueing.order == config::QueueOrder::Continue) {
        if (!spool_->failed(ended.job, note, wall_now())) {
          say("TND503W " + job + " has failed: " + note.why);
        }
      } else if (!spool_->requeued(ended.job) && !spool_->hold(ended.job, note.why)) {
        say("TND504W " + job + " is held: " + note.why);
      }
      return;
    case DeliveryResult::What::Retry:
      retry(printer, ended, note);
      return;
  }
}

void Spooler::retry(Printer& printer, const DeliveryEnded& ended,
                    const printers::DeliveryNote& note) {
  const config::QueueSettings& queueing = printer.queueing;
  const auto known = tries_.find(ended.job);
  const std::uint32_t tries = known == tries_.end() ? 1 : known->second;
  const std::string job = job_text(ended.job, printer.lu->name);
  if (queueing.tries > 0 && tries >= queueing.tries) {
    if (!spool_->failed(ended.job, note, wall_now())) {
      say("TND503W " + job + " has failed after " + std::to_string(tries) +
          (tries == 1 ? " try: " : " tries: ") + note.why);
    }
    return;
  }
  const config::Ticks pause = pause_after(queueing, tries);
  if (!spool_->retry(ended.job, note, wall_now() + pause) && printer.trouble != note.why) {
    printer.trouble = note.why;
    say("TND503W " + job + " is tried again in " + time_text(pause) +
        ", then less often: " + note.why);
  }
}

}  // namespace server
