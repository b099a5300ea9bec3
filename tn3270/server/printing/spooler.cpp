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
      deliveries_(around_.settings.path, [this](DeliveryEnded ended) { post(std::move(ended)); }) {
  for (const config::ServerSettings& server : around_.config->servers) {
    for (const config::LuSettings& lu : server.lus) {
      if (config::is_output(lu.type)) {
        printers_.emplace(lu.name,
                          Printer{&lu, lu.queueing ? *lu.queueing : config::QueueSettings{}});
        look_at(lu.name);
      }
    }
  }
  recover();
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
    around_.log->warning("TND507I " + job_text(row) + " is left from before: " +
                         (redo ? "it is sent again, as its printer's settings say" : row.why));
  }
  if (!spool_->commit()) {
    throw std::runtime_error("spool: " + spool_->why());
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
    for (DeliveryEnded& ended : std::exchange(unrecorded_, {})) {
      taken_.emplace_back(std::move(ended));
    }
    for (SpoolMessage& message : taken_) {
      std::visit([this](auto& one) { take(one); }, message);
    }
    finish_idle(now);
    look_when_due(now);
    if (!ending_) {
      deliver(now);
    }
    if (tidy_ <= now && spool_->tidy(wall_now()) == 0) {  // bounded: the rest has its turn later
      tidy_ = now + config::limits::kSpoolTidy;
    }
    commit();
  }
}

config::Ticks Spooler::time_to_sleep() const {
  const config::Instant now = steady_now();
  config::Instant due = now + config::limits::kHeartbeat;
  due = std::min(due, tidy_);
  if (!due_.empty()) {
    due = std::min(due, due_.begin()->first);
  }
  for (const config::LuName lu : writing_) {
    const Printer& one = printers_.at(lu);
    due = std::min(due, one.open->last + one.queueing.end_of_job);
  }
  return due - now;
}

void Spooler::commit() {
  const bool durable = spool_->commit();
  if (!durable) {
    around_.log->error("TND508E the spool could not be written, and nobody was told otherwise: " +
                       spool_->why());
  }
  for (const AfterCommit& work : std::exchange(after_, {})) {
    work(durable);
  }
}

void Spooler::then(std::function<void()> work) {
  after_.emplace_back([work = std::move(work)](bool durable) {
    if (durable) {
      work();
    }
  });
}

void Spooler::say(const std::string& line) {
  then([this, line] { around_.log->info(line); });
}

Spooler::Printer* Spooler::printer(config::LuName lu) {
  const auto found = printers_.find(lu);
  return found == printers_.end() ? nullptr : &found->second;
}

}  // namespace server
