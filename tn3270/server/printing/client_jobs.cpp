#include "tn3270/server/printing/client_jobs.h"

namespace server {

void ClientJobs::arrived(const ClientArrived& client) {
  clients_.insert_or_assign(client.printer, client.session);
}

void ClientJobs::left(const ClientLeft& client) {
  const auto found = clients_.find(client.printer);
  if (found != clients_.end() && found->second == client.session) {
    clients_.erase(found);
  }
}

bool ClientJobs::present(config::LuName printer) const {
  return clients_.count(printer) > 0;
}

bool ClientJobs::busy(config::LuName printer) const {
  return running_.count(printer) > 0;
}

void ClientJobs::start(const printers::JobRow& row) {
  const vtam::SessionId session = clients_.at(row.facts.printer);
  running_[row.facts.printer] = {session, row.id, 0, row.bytes};
  post_(session.reactor, PrintJob{session, row});
}

void ClientJobs::stop(config::LuName printer) {
  if (const auto found = running_.find(printer); found != running_.end()) {
    post_(found->second.session.reactor, StopPrinting{found->second.session, found->second.job});
  }
}

bool ClientJobs::progress(const PiecesWanted& wanted) {
  const auto found = running_.find(wanted.printer);
  if (found == running_.end() || found->second.job != wanted.job) {
    return false;
  }
  found->second.sent = wanted.sent;
  return true;
}

void ClientJobs::views(std::vector<DeliveryView>& views) const {
  for (const auto& [printer, running] : running_) {
    views.push_back({printer, running.job, running.sent, running.size});
  }
}

}  // namespace server
