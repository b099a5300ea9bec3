#include "tn3270/server/acb/acb_server.h"

#include <stdexcept>
#include <utility>
#include <variant>

#include <asio/executor_work_guard.hpp>

#include "tn3270/server/acb/accounts.h"
#include "tn3270/server/acb/application_tokens.h"
#include "tn3270/server/reactor/connection.h"

namespace server {
namespace {

std::vector<uid_t> ids_of(const std::vector<std::string>& users) {
  auto found = user_ids(users);
  if (const auto* fault = std::get_if<std::string>(&found)) {
    throw std::runtime_error("application_socket: " + *fault);
  }
  return std::get<std::vector<uid_t>>(std::move(found));
}

}  // namespace

AcbServer::AcbServer(Surroundings around)
    : around_(std::move(around)),
      users_(ids_of(around_.settings.users)),
      inbox_(std::make_shared<AcbInbox>([this] {
        inbox_->take(taken_);
        take(taken_);
      })),
      desk_(around_.settings, around_.version),
      file_(around_.settings,
            around_.sockets == nullptr ? -1 : around_.sockets->take_path(around_.settings.path)),
      timer_(inbox_->context()) {
  local_ = std::make_unique<AcceptLoop>(
      inbox_->context(), file_.release(), around_.settings.path,
      [this](int descriptor, const sockaddr_storage& /*address*/) { arrive_local(descriptor); },
      *around_.log);
  open_tcp();
  heartbeat_ = steady_now().time_since_epoch().count();
}

AcbServer::~AcbServer() {
  inbox_->context().stop();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void AcbServer::open_tcp() {
  if (!around_.settings.tcp) {
    return;
  }
  const config::ApplicationTcpSettings& tcp = *around_.settings.tcp;
  auto opened = around_.certificates->open("application_socket", {tcp.certificate});
  if (const auto* why = std::get_if<std::string>(&opened)) {
    throw std::runtime_error("application_socket: " + *why);
  }
  tls_ = std::get<const ReloadableContext*>(opened);
  auto tokens = read_application_tokens(tcp.token_file);
  if (const auto* why = std::get_if<std::string>(&tokens)) {
    throw std::runtime_error("application_socket: " + *why);
  }
  desk_.allow_tokens(std::get<std::vector<std::string>>(std::move(tokens)));
  tcp_ = std::make_unique<Listener>(
      inbox_->context(), tcp.address, tcp.port,
      [this](int descriptor, const Peer& peer) {
        prepare_socket(descriptor, around_.timing);
        arrive(descriptor, tls_->current(), peer.text(), "");
      },
      *around_.log, AcceptLoop::Pace{},
      around_.sockets == nullptr ? -1 : around_.sockets->take(tcp.address, tcp.port));
}

std::string AcbServer::where() const {
  const auto& tcp = around_.settings.tcp;
  return around_.settings.path +
         (tcp ? " and, by TLS, to " + tcp->address + " port " + std::to_string(tcp->port) : "");
}

void AcbServer::start() {
  thread_ = std::thread([this] {
    const auto work = asio::make_work_guard(inbox_->context());
    local_->start();
    if (tcp_) {
      tcp_->start();
    }
    tick();
    inbox_->context().run();
  });
}

void AcbServer::end() {
  inbox_->post(EndApplications{});
  if (thread_.joinable()) {
    thread_.join();
  }
  file_.remove();
}

void AcbServer::take(std::vector<AcbMessage>& messages) {
  for (AcbMessage& message : messages) {
    std::visit([this](auto& one) { take(one); }, message);
  }
  messages.clear();
  settle();
}

void AcbServer::take(vtam::AcbEvent& event) {
  desk_.heard(std::move(event), steady_now(), outcomes_);
}

void AcbServer::take(const vtam::AcquireNews& news) {
  desk_.heard(news, steady_now(), outcomes_);
}

void AcbServer::take(const AcbViewsWanted& wanted) {
  settle();
  const config::Instant now = steady_now();
  std::vector<OpenAcbView> views;
  for (vtam::AcbView& view : desk_.views()) {
    const auto since = opened_.find(view.acb);
    views.push_back({view.application, std::move(view.name), std::move(view.where),
                     since == opened_.end() ? "" : around_.clock(now, since->second),
                     view.sessions});
  }
  wanted.answer(std::move(views));
}

void AcbServer::take(const EndApplications& /*end*/) {
  settle();
  const config::Instant now = steady_now();
  stopping_ = true;
  stop_by_ = now + config::limits::kApplicationsEnd;
  local_->stop();
  if (tcp_) {
    tcp_->stop();
  }
  for (auto& [id, connection] : connections_) {
    connection.end(now);
    touched_.insert(id);
  }
  settle();
  timer_.expires_after(config::limits::kApplicationsEnd);
  timer_.async_wait([this](const std::error_code& error) {
    if (!error) {
      inbox_->context().stop();
    }
  });
  finish_if_over();
}

void AcbServer::tick() {
  if (stopping_) {
    return;
  }
  const config::Instant now = steady_now();
  heartbeat_.store(now.time_since_epoch().count(), std::memory_order_relaxed);
  desk_.tick(now, outcomes_);
  check_connections(now);
  settle();
  timer_.expires_after(config::limits::kHeartbeat);
  timer_.async_wait([this](const std::error_code& error) {
    if (!error) {
      tick();
    }
  });
}

void AcbServer::finish_if_over() {
  if (stopping_ && connections_.empty()) {
    inbox_->context().stop();
  }
}

}  // namespace server
