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

// Each printer that may have something in its turn, from behind the one that was last.
void Spooler::deliver(config::Instant now) {
  std::set<config::LuName> look = std::exchange(look_, {});
  std::set<config::LuName> later;
  while (!look.empty()) {
    auto turn = look.upper_bound(last_);
    const config::LuName lu = *(turn == look.end() ? look.begin() : turn);
    look.erase(lu);
    if (busy(lu)) {
      continue;  // its end looks again
    }
    Printer& one = printers_.at(lu);
    if (!config::is_output(one.lu->type)) {
      if (!clients_.present(lu)) {
        continue;  // the next client looks again
      }
    } else if (deliveries_.full()) {
      later.insert(lu);
      continue;
    }
    looked_.insert(lu);
    // A clock that was set back must not hold a job up.
    const printers::WallTime wall = std::max(wall_now(), one.retry_at);
    if (const auto row = spool_->next(lu, one.queueing.order, wall)) {
      last_ = lu;
      begin(one, *row);
    } else {
      note_due(one, now);
    }
  }
  look_.merge(later);
}

// That it is being sent is durable before the first byte leaves, or a kill would send it twice.
void Spooler::begin(Printer& printer, const printers::JobRow& row) {
  if (spool_->sending(row.id)) {
    due_.emplace(steady_now() + config::limits::kSpoolAgain, printer.lu->name);
    return;
  }
  printer.retry_at = {};
  printers::JobRow sent = row;
  ++sent.tries;
  then([this, &printer, sent = std::move(sent)] {
    const config::LuName lu = printer.lu->name;
    tries_[sent.id] = sent.tries;
    if (!start(printer, sent)) {
      post(DeliveryEnded{lu,
                         sent.id,
                         {},
                         {DeliveryResult::What::Retry, "no thread for its delivery is to be had"}});
    }
  });
}

// False: no thread is to be had.
bool Spooler::start(const Printer& printer, const printers::JobRow& row) {
  if (config::is_output(printer.lu->type)) {
    return deliveries_.start(*printer.lu, row);
  }
  clients_.start(row);
  return true;
}

void Spooler::stop_delivery(config::LuName lu) {
  deliveries_.stop(lu);
  clients_.stop(lu);
}

std::vector<DeliveryView> Spooler::views() const {
  std::vector<DeliveryView> views = deliveries_.views();
  clients_.views(views);
  return views;
}

void Spooler::take(const ClientArrived& client) {
  clients_.arrived(client);
  look_at(client.printer);
}

// What the printer of a client is sent next. It is in memory until then, so it is little.
void Spooler::take(const PiecesWanted& wanted) {
  if (!clients_.progress(wanted)) {
    return;
  }
  JobPieces some{wanted.session, wanted.job};
  if (!reader_->some_pieces(wanted.job, wanted.from, config::limits::kClientPieces, some.pieces)) {
    some.pieces.clear();
    some.why = reader_->why();
  }
  around_.post(wanted.session.reactor, std::move(some));
}

// No longer than its pause at most, whatever the clock on the wall says by then.
void Spooler::note_due(Printer& printer, config::Instant now) {
  const auto at = spool_->next_due(printer.lu->name);
  if (!at) {
    return;
  }
  const auto left = std::clamp(std::chrono::duration_cast<config::Ticks>(*at - wall_now()),
                               config::Ticks::zero(), printer.queueing.retry_at_most);
  const config::Instant due = now + left + config::Ticks(1);
  if (printer.due <= now || due < printer.due) {
    printer.due = due;
    printer.next_try = *at;
    due_.emplace(due, printer.lu->name);
  }
}

void Spooler::look_when_due(config::Instant now) {
  while (!due_.empty() && due_.begin()->first <= now) {
    const auto [due, lu] = *due_.begin();
    if (Printer& one = printers_.at(lu); one.due == due) {
      one.retry_at = one.next_try;
    }
    look_at(lu);
    due_.erase(due_.begin());
  }
}

void Spooler::take(const StopDelivery& stop) {
  Printer* const one = printer(stop.printer);
  if (one == nullptr) {
    return;
  }
  if (stop.then == StopThen::Restart) {
    restart(*one);
  } else if (busy(stop.printer)) {
    one->hold = "stopped by the operator";
    stop_delivery(stop.printer);
  }
}

// MODEL 3. A job that may have been printed, and one that is incomplete, stay for somebody to
// judge.
void Spooler::restart(Printer& printer) {
  const config::LuName lu = printer.lu->name;
  stop_delivery(lu);
  const printers::JobFilter held{.printer = lu, .state = printers::JobState::Held};
  for (const printers::JobRow& row : reader_->rows(held, 0, 1)) {
    if (!row.outcome_unknown && !row.incomplete) {
      must({row.id, [this, job = row.id] { return spool_->release(job); },
            saying("TND509I " + job_text(row) + " is released by the operator")});
    }
  }
  look_at(lu);
}

void Spooler::take(const DeliveriesWanted& wanted) {
  wanted.answer(views());
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
  // The reactors have ended: what they have not answered by now they have never begun.
  std::vector<DeliveryView> never_begun;
  clients_.views(never_begun);
  for (const DeliveryView& view : never_begun) {
    DeliveryEnded ended{view.printer, view.job, {}, {DeliveryResult::What::Stopped}};
    take(ended);
  }
}

void Spooler::take(DeliveryEnded& ended) {
  deliveries_.ended(ended.printer);
  clients_.ended(ended.printer);
  Printer& printer = printers_.at(ended.printer);
  const auto tries = tries_.find(ended.job);
  if (tries == tries_.end() || tries->second == 1) {  // they are the same at each try
    for (const std::string& remark : ended.format.remarks) {
      around_.log->warning("TND505W " + job_text(ended.job, ended.printer) + ": " + remark);
    }
  }
  Duty duty = settled(printer, ended);
  tries_.erase(ended.job);
  duty.done = [this, lu = ended.printer, said = std::move(duty.done)] {
    if (said) {
      said();
    }
    look_at(lu);
    wake_.signal();
  };
  must(std::move(duty));
  look_at(ended.printer);
}

Spooler::Duty Spooler::held(config::LuName printer, printers::JobId job, const std::string& why) {
  return {job,
          [this, job, why] {
            const auto refusal = spool_->requeued(job);
            const bool again = refusal == printers::SpoolRefusal::Full ||
                               refusal == printers::SpoolRefusal::Failed;
            return again ? refusal : spool_->hold(job, why);
          },
          saying("TND504W " + job_text(job, printer) + " is held: " + why)};
}

// What is to be written about a delivery that has ended.
Spooler::Duty Spooler::settled(Printer& printer, const DeliveryEnded& ended) {
  const config::LuName lu = printer.lu->name;
  const printers::JobId job = ended.job;
  const std::string words = job_text(job, lu);
  const printers::DeliveryNote note{ended.format.pages, ended.result.sent, ended.result.why};
  const auto hold = std::exchange(printer.hold, std::nullopt);
  switch (ended.result.what) {
    case DeliveryResult::What::Printed:
      printer.trouble.clear();
      return {job, [this, job, note] { return spool_->printed(job, note, wall_now()); },
              saying("TND502I " + words + " is printed, " + std::to_string(note.sent) + " bytes" +
                     (ended.result.where.empty() ? "" : ": " + ended.result.where))};
    case DeliveryResult::What::Unknown:
      if (printer.queueing.unknown == config::UnknownOutcome::Hold || hold) {
        return {job, [this, job, note] { return spool_->unknown(job, note); },
                saying("TND504W " + words +
                       " is held: nobody knows whether it was printed: " + note.why)};
      }
      break;
    case DeliveryResult::What::Stopped:
      if (!hold) {
        return {job, [this, job] { return spool_->requeued(job); },
                note.why.empty() || config::is_output(printer.lu->type)
                    ? std::function<void()>()
                    : saying("TND503W " + words + " waits for the next client: " + note.why)};
      }
      break;
    case DeliveryResult::What::Failed:
      if (printer.queueing.order == config::QueueOrder::Continue && !hold) {
        return {job, [this, job, note] { return spool_->failed(job, note, wall_now()); },
                saying("TND503W " + words + " has failed: " + note.why)};
      }
      // With the order kept it would be the next one's turn to fail.
      return held(lu, job, hold.value_or(note.why));
    case DeliveryResult::What::Retry:
      break;
  }
  return hold ? held(lu, job, *hold) : retried(printer, ended, note);
}

Spooler::Duty Spooler::retried(Printer& printer, const DeliveryEnded& ended,
                               printers::DeliveryNote note) {
  const config::QueueSettings& queueing = printer.queueing;
  const printers::JobId job = ended.job;
  const auto known = tries_.find(job);
  const std::uint32_t tries = known == tries_.end() ? 1 : known->second;
  const std::string words = job_text(job, printer.lu->name);
  if (queueing.tries > 0 && tries >= queueing.tries) {
    return {job, [this, job, note] { return spool_->failed(job, note, wall_now()); },
            saying("TND503W " + words + " has failed after " + std::to_string(tries) +
                   (tries == 1 ? " try: " : " tries: ") + note.why)};
  }
  note.unknown = ended.result.what == DeliveryResult::What::Unknown;
  const config::Ticks pause = pause_after(queueing, tries);
  const std::string line =
      "TND503W " + words + " is tried again in " + time_text(pause) + ", then less often: ";
  return {job, [this, job, note, pause] { return spool_->retry(job, note, wall_now() + pause); },
          [this, &printer, line, why = note.why] {
            // A printer that is off all night is one line.
            if (std::exchange(printer.trouble, why) != why) {
              around_.log->warning(line + why);
            }
          }};
}

}  // namespace server
