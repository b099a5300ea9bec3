#include "tn3270/server/printing/spooler.h"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/server/printing/job_words.h"
#include "tn3270/server/wall_clock.h"

namespace server {
namespace {

std::unique_ptr<printers::Spool> open_spool(const config::SpoolSettings& settings) {
  auto opened = printers::Spool::open(settings, wall_now());
  if (const auto* fault = std::get_if<printers::SpoolFault>(&opened)) {
    throw std::runtime_error("spool: " + fault->why);
  }
  return std::get<std::unique_ptr<printers::Spool>>(std::move(opened));
}

std::unique_ptr<printers::SpoolReader> open_reader(const std::string& path) {
  auto opened = printers::SpoolReader::open(path);
  if (const auto* fault = std::get_if<printers::SpoolFault>(&opened)) {
    throw std::runtime_error("spool: " + fault->why);
  }
  return std::get<std::unique_ptr<printers::SpoolReader>>(std::move(opened));
}

}  // namespace

Spooler::Spooler(Surroundings around)
    : around_(std::move(around)),
      spool_(open_spool(around_.settings)),
      reader_(open_reader(around_.settings.path)),
      mailbox_([this] { wake_.signal(); }),
      clients_(around_.post),
      deliveries_(around_.settings.path, [this](DeliveryEnded ended) { post(std::move(ended)); }) {
  for (const config::ServerSettings& server : around_.config->servers) {
    for (const config::LuSettings& lu : server.lus) {
      if (config::is_printer(lu.type)) {
        printers_.emplace(lu.name,
                          Printer{&lu, lu.queueing ? *lu.queueing : config::QueueSettings{}});
        look_at(lu.name);
      }
    }
  }
  if (const auto why = printers::prepare_deliveries()) {
    throw std::runtime_error("deliveries: " + *why);
  }
  recover();
  warn_of_strangers();
  heartbeat_ = steady_now().time_since_epoch().count();
}

Spooler::~Spooler() {
  if (thread_.joinable()) {
    post(EndSpooling{});
    thread_.join();
  }
}

// The spool holds what was being written or sent when the last server ended. Of jobs whose delivery
// had begun nobody knows the outcome: the printer's policy says what becomes of them (MODEL 4).
void Spooler::recover() {
  for (const printers::JobRow& row : spool_->recovered()) {
    const Printer* one = printer(row.facts.printer);
    const bool redo = row.outcome_unknown && one != nullptr &&
                      one->queueing.unknown == config::UnknownOutcome::Redo &&
                      !spool_->release(row.id);
    log_line(*around_.log,
             "TND507I " + job_text(row) + " is left from before: " +
                 (redo ? "it is sent again, as its printer's settings say" : row.why));
  }
  if (!spool_->commit()) {
    throw std::runtime_error("spool: " + spool_->why());
  }
}

// Jobs of LUs that are not defined any more wait until somebody sends them elsewhere.
void Spooler::warn_of_strangers() {
  std::map<config::LuName, std::uint64_t> waiting;
  for (const printers::QueueCount& count : reader_->counts()) {
    if (printer(count.printer) == nullptr && count.state < printers::JobState::Printed) {
      waiting[count.printer] += count.jobs;
    }
  }
  for (const auto& [lu, jobs] : waiting) {
    around_.log->warning("TND510W " + std::to_string(jobs) +
                         (jobs == 1 ? " job waits" : " jobs wait") + " for " + lu.text() +
                         ", to which the server does not deliver: requeue or cancel them");
  }
}

void Spooler::start() {
  thread_ = std::thread([this] { run(); });
}

void Spooler::end() {
  post(EndSpooling{});
  if (thread_.joinable()) {
    thread_.join();
  }
}

void Spooler::run() {
  while (!ending_ || !deliveries_.none()) {
    wake_.wait(time_to_sleep());
    const config::Instant now = steady_now();
    heartbeat_.store(now.time_since_epoch().count(), std::memory_order_relaxed);
    mailbox_.take(taken_);
    for (SpoolMessage& message : taken_) {
      std::visit([this](auto& one) { take(one); }, message);
    }
    if (again_ <= now) {
      for (Duty& duty : std::exchange(duties_, {})) {
        must(std::move(duty));
      }
    }
    finish_idle(now);
    look_when_due(now);
    if (!ending_) {
      deliver(now);
    }
    // Bounded: the rest has its turn later.
    if (tidy_ <= now && again_ <= now && spool_->tidy(wall_now()) == 0) {
      tidy_ = now + config::limits::kSpoolTidy;
    }
    commit();
  }
}

config::Ticks Spooler::time_to_sleep() const {
  const config::Instant now = steady_now();
  config::Instant due = std::min(now + config::limits::kHeartbeat, std::max(tidy_, again_));
  if (!due_.empty()) {
    due = std::min(due, due_.begin()->first);
  }
  for (const config::LuName lu : writing_) {
    const Printer& one = printers_.at(lu);
    const config::Instant last = one.open ? one.open->last : one.refusing.value_or(now);
    due = std::min(due, last + one.queueing.end_of_job);
  }
  return due - now;
}

void Spooler::commit() {
  const bool durable = spool_->commit();
  undone_ = std::exchange(begun_, {});
  const std::set<config::LuName> looked = std::exchange(looked_, {});
  if (durable) {
    undone_.clear();
  } else {
    again_ = steady_now() + config::limits::kSpoolAgain;
    complain(spool_->why());
    for (const config::LuName lu : looked) {
      due_.emplace(again_, lu);
    }
  }
  for (const AfterCommit& work : std::exchange(after_, {})) {
    work(durable);
  }
  if (durable && duties_.empty()) {
    complaint_.clear();
  }
}

// Once, until the spool can be written again.
void Spooler::complain(const std::string& why) {
  if (complaint_ != why) {
    complaint_ = why;
    around_.log->error("TND508E the spool could not be written, and nobody was told otherwise: " +
                       why);
  }
}

void Spooler::must(Duty duty) {
  const printers::Spool::Done refusal = duty.work();
  if (refusal == printers::SpoolRefusal::NoSuchJob ||
      refusal == printers::SpoolRefusal::WrongState) {
    return;
  }
  if (refusal) {
    again_ = steady_now() + config::limits::kSpoolAgain;
    complain(spool_->why());
  }
  then_or([this, refused = refusal.has_value(), duty = std::move(duty)](bool durable) {
    if (durable && !refused) {
      if (duty.done) {
        duty.done();
      }
    } else if (undone_.count(duty.job) == 0) {  // its job would be one that never was
      duties_.push_back(duty);
    }
  });
}

void Spooler::then(std::function<void()> work) {
  after_.emplace_back([work = std::move(work)](bool durable) {
    if (durable) {
      work();
    }
  });
}

std::function<void()> Spooler::saying(std::string line) {
  return [this, line = std::move(line)] { log_line(*around_.log, line); };
}

Spooler::Printer* Spooler::printer(config::LuName lu) {
  const auto found = printers_.find(lu);
  return found == printers_.end() ? nullptr : &found->second;
}

}  // namespace server
