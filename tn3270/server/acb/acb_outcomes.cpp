// What the desk wants, carried out.

#include <utility>

#include "tn3270/server/acb/acb_server.h"
#include "vtam/acb/socket_program.h"
#include "vtam/sense.h"

namespace server {
namespace {

vtam::AcquireNews refusal(vtam::AcquireId acquire, std::string why, std::uint32_t sense) {
  return {acquire, vtam::AcquireNews::What::Refused, std::move(why), sense};
}

// Why nobody will ever acquire it; or that it has no client; nullopt: its holder is asked.
std::optional<vtam::AcquireNews> without_holder(const vtam::AcquireLu& acquire,
                                                const std::optional<vtam::LuEntry>& entry) {
  const std::string name = acquire.lu.text();
  if (!entry) {
    return refusal(acquire.acquire, name + " is not the name of a LU here",
                   vtam::sense::kUnknownName);
  }
  if (entry->holder) {
    return std::nullopt;
  }
  if (!entry->why_inactive.empty()) {
    return refusal(acquire.acquire, name + " is not active: " + entry->why_inactive,
                   vtam::sense::kSluInactive);
  }
  return vtam::AcquireNews{acquire.acquire, vtam::AcquireNews::What::NoClient, "",
                           vtam::sense::kSluInactive};
}

}  // namespace

// Lines go out last: an application that reads that its ACB is open may rely on it.
void AcbServer::settle() {
  while (true) {
    while (!outcomes_.empty()) {
      outcomes_.swap(performed_);
      for (vtam::DeskOutcome& outcome : performed_) {
        std::visit([this](auto& one) { perform(one); }, outcome);
      }
      performed_.clear();
      for (const vtam::AcquireNews& news : std::exchange(news_, {})) {
        desk_.heard(news, steady_now(), outcomes_);
      }
    }
    change_network();
    if (touched_.empty()) {
      break;
    }
    for (const vtam::ConnectionId id : std::exchange(touched_, {})) {
      flush(id);
    }
  }
  finish_if_over();
}

void AcbServer::perform(vtam::SendLine& send) {
  ApplicationConnection* const connection = find(send.connection);
  if (connection != nullptr && !connection->ending()) {
    connection->add(send.line);
    touched_.insert(send.connection);
  }
}

void AcbServer::perform(const vtam::EndApplication& end) {
  ApplicationConnection* const connection = find(end.connection);
  if (connection != nullptr) {
    connection->end(steady_now());
    touched_.insert(end.connection);
  }
}

void AcbServer::perform(const vtam::OpenAcb& open) {
  opened_.emplace(open.acb, steady_now());
  changes_.push_back({open.application, open.acb,
                      std::make_shared<const vtam::ProgramFactory>(
                          vtam::socket_application(open.acb, open.mode, inbox_))});
}

void AcbServer::perform(const vtam::CloseAcb& close) {
  opened_.erase(close.acb);
  changes_.push_back({close.application, close.acb, nullptr});
  closed_.push_back({close.acb, close.how});
}

// What comes after an ACB has opened or closed is for reactors that know of it.
void AcbServer::perform(vtam::TellSession& tell) {
  change_network();
  around_.post(tell.key.session.reactor, ApplicationSays{tell.key, std::move(tell.said)});
}

void AcbServer::perform(const vtam::AcquireLu& acquire) {
  change_network();
  // V NET,INACT discards what waits (MODEL 2); what waits for a client comes by here each second.
  const vtam::NetworkPtr network = around_.network->current();
  const vtam::Application* const row = network->find(acquire.application);
  if (row == nullptr || row->activation != vtam::Activation::Active) {
    news_.push_back(refusal(acquire.acquire, acquire.application.text() + " is not active",
                            vtam::sense::kPluInactive));
    return;
  }
  const auto entry = around_.directory->with(
      [&acquire](vtam::Directory& directory) { return directory.find(acquire.lu); });
  if (auto news = without_holder(acquire, entry)) {
    news_.push_back(std::move(*news));
    return;
  }
  around_.post(
      entry->holder->reactor,
      AcquireWanted{
          *entry->holder, acquire.lu, {acquire.acquire, acquire.application, acquire.logmode}});
}

void AcbServer::perform(const vtam::CancelAcquire& cancel) {
  const auto entry = around_.directory->with(
      [&cancel](vtam::Directory& directory) { return directory.find(cancel.lu); });
  if (entry && entry->holder) {
    around_.post(entry->holder->reactor, AcquireUnwanted{*entry->holder, cancel.acquire});
  }
}

void AcbServer::perform(const vtam::DeskLog& line) {
  if (line.level == vtam::DeskLog::Level::Warning) {
    around_.log->warning(line.text);
  } else {
    around_.log->info(line.text);
  }
}

// All ACBs of one batch are one change.
void AcbServer::change_network() {
  if (changes_.empty()) {
    return;
  }
  vtam::NetworkChange change;
  change.acbs = std::exchange(changes_, {});
  const std::vector<AcbClosed> closed = std::exchange(closed_, {});
  around_.network->change([&](const vtam::NetworkPtr& network) -> std::optional<NetworkStep> {
    return NetworkStep{std::make_shared<const vtam::Network>(*network, change), {}, {}, closed};
  });
}

}  // namespace server
