#include "tn3270/server/printing/deliveries.h"

#include <system_error>
#include <utility>

#include "config/limits.h"

namespace server {

Deliveries::Deliveries(std::string spool, std::function<void(DeliveryEnded)> ended)
    : spool_(std::move(spool)), ended_(std::move(ended)) {}

Deliveries::~Deliveries() {
  stop_all();
  for (auto& [printer, running] : running_) {
    running->thread.join();
  }
}

bool Deliveries::full() const {
  return running_.size() >= config::limits::kDeliveries;
}

bool Deliveries::start(const config::LuSettings& lu, printers::JobRow row) {
  try {
    auto made = std::make_unique<Running>(JobDelivery{&lu, std::move(row), spool_});
    Running& running = *running_.emplace(lu.name, std::move(made)).first->second;
    running.job.stop.descriptor = running.stop.descriptor();
    running.thread =
        std::thread([this, &running] { ended_(deliver_job(running.job, running.progress)); });
    return true;
  } catch (const std::system_error&) {  // neither descriptors nor threads without an end
    running_.erase(lu.name);
    return false;
  }
}

void Deliveries::stop(config::LuName printer) {
  if (const auto found = running_.find(printer); found != running_.end()) {
    found->second->stop.signal();
  }
}

void Deliveries::stop_all() {
  for (auto& [printer, running] : running_) {
    running->stop.signal();
  }
}

void Deliveries::ended(config::LuName printer) {
  if (const auto found = running_.find(printer); found != running_.end()) {
    found->second->thread.join();
    running_.erase(found);
  }
}

std::vector<DeliveryView> Deliveries::views() const {
  std::vector<DeliveryView> views;
  views.reserve(running_.size());
  for (const auto& [printer, running] : running_) {
    views.push_back({printer, running->job.row.id,
                     running->progress.progress.sent.load(std::memory_order_relaxed),
                     running->progress.size.load(std::memory_order_relaxed)});
  }
  return views;
}

}  // namespace server
