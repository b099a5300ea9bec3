#include "tn3270/server/hosts/host_line.h"

#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <variant>

#include "tn3270/server/tls/tls_engine.h"

namespace server {
namespace {

int socket_error(int descriptor) {
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

std::string words(const config::HostAddress& address) {
  return address.host + " port " + std::to_string(address.port);
}

}  // namespace

HostLine::HostLine(asio::io_context& context, HostGate& gate, const HostCaller& caller,
                   const config::TimingSettings& timing, config::Instant now)
    : context_(context),
      gate_(gate),
      timing_(timing),
      caller_(caller),
      deadline_(now + gate.settings().connect) {}

HostLine::~HostLine() = default;

const config::HostAddress& HostLine::address() const {
  return gate_.settings().hosts[address_];
}

void HostLine::enter(HostScratch& scratch, config::Instant now, Heard& heard) {
  if (state_ != State::Waiting) {
    return;
  }
  ask_again_.reset();
  HostGate::Entry entry = gate_.enter(caller_.key, tried_, now);
  if (auto* way = std::get_if<HostGate::Way>(&entry)) {
    address_ = way->address;
    tried_.set(address_);
    way_ = std::make_unique<HostGate::Way>(std::move(*way));
    next_endpoint_ = 0;
    connect_next(scratch, now, heard);
  } else if (const auto* later = std::get_if<HostGate::Later>(&entry)) {
    ask_again_ = later->at;
  } else {
    end(std::get<HostGate::Nowhere>(entry).why, now, heard);
  }
}

void HostLine::connect_next(HostScratch& scratch, config::Instant now, Heard& heard) {
  std::string why = "its name has no address";
  while (next_endpoint_ < way_->endpoints->size()) {
    const asio::ip::tcp::endpoint& endpoint = (*way_->endpoints)[next_endpoint_++];
    const int descriptor = ::socket(endpoint.protocol().family(),
                                    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
    if (descriptor < 0) {
      why = std::strerror(errno);
      break;
    }
    connection_ = Connection{};
    reads = writes = false;
    ++attempt_;
    connection_.socket.emplace(context_.get_executor(), descriptor);
    prepare_socket(descriptor, timing_);
    state_ = State::Connecting;
    if (::connect(descriptor, endpoint.data(), static_cast<socklen_t>(endpoint.size())) == 0 ||
        errno == EINPROGRESS) {
      return;
    }
    why = std::strerror(errno);
  }
  failed(why, scratch, now, heard);
}

void HostLine::failed(const std::string& why, HostScratch& scratch, config::Instant now,
                      Heard& heard) {
  hang_up();
  way_.reset();
  state_ = State::Waiting;
  gate_.failed(address_, why, now);
  enter(scratch, now, heard);
}

void HostLine::writable(HostScratch& scratch, config::Instant now, Heard& heard) {
  if (state_ == State::Connecting) {
    const int error = socket_error(connection_.socket->native_handle());
    if (error == 0) {
      connected(scratch, now, heard);
    } else if (next_endpoint_ < way_->endpoints->size()) {
      connect_next(scratch, now, heard);
    } else {
      failed(std::strerror(error), scratch, now, heard);
    }
  } else if (send_kept(connection_, now) == SendOutcome::Failed) {
    lost(server::broken(connection_), scratch, now, heard);
  }
}

tn3270::HostRequest HostLine::request(bool inside_tls) const {
  const config::HostSettings& settings = gate_.settings();
  tn3270::HostRequest request;
  request.device = caller_.device;
  if (!settings.device.empty() && !caller_.device.printer()) {
    request.device =
        tn3270::DeviceType::from_terminal_type(settings.device).value_or(caller_.device);
  }
  request.names = settings.lus;
  if (settings.lu_from_client) {
    request.names.push_back(caller_.lu.text());
  }
  request.tn3270e = settings.tn3270e;
  request.functions = caller_.functions;
  request.starttls = !inside_tls && address().tls == config::HostTls::Negotiated
                         ? tn3270::StartTls::Required
                         : tn3270::StartTls::No;
  return request;
}

void HostLine::connected(HostScratch& scratch, config::Instant now, Heard& heard) {
  if (way_->tls && address().tls == config::HostTls::Immediate) {
    secure({}, scratch, now, heard);
    return;
  }
  state_ = State::Negotiating;
  link_.emplace(request(false));
}

void HostLine::secure(tn3270::Bytes early, HostScratch& scratch, config::Instant now,
                      Heard& heard) {
  state_ = State::Securing;
  const Received received =
      begin_tls_as_client(connection_, way_->tls, address().host, early, scratch.decrypted, now);
  if (received.what == Received::What::Lost) {
    lost(received, scratch, now, heard);
  }
}

void HostLine::readable(HostScratch& scratch, config::Instant now, Heard& heard) {
  tn3270::Bytes plain;
  const Received received = receive(connection_, scratch.read, scratch.decrypted, plain, now);
  if (received.secured) {
    state_ = State::Negotiating;
    link_.emplace(request(true));
  }
  if (!plain.empty() && link_) {
    take(plain, scratch, now, heard);
  }
  if (received.what == Received::What::Lost && wants_read()) {
    lost(received, scratch, now, heard);
  }
}

void HostLine::take(tn3270::Bytes plain, HostScratch& scratch, config::Instant now, Heard& heard) {
  answered_ = true;
  scratch.events.clear();
  scratch.out.clear();
  link_->feed(plain, scratch.events, scratch.out);
  send(scratch, now);
  for (std::size_t next = 0; next < scratch.events.size() && !over(); ++next) {
    if (const auto* follows = std::get_if<tn3270::TlsFollows>(&scratch.events[next])) {
      const tn3270::ByteBuffer early(plain.begin() + static_cast<std::ptrdiff_t>(follows->consumed),
                                     plain.end());
      link_.reset();
      secure(early, scratch, now, heard);
      return;
    }
    std::visit([&](const auto& event) { handle(event, now, heard); }, scratch.events[next]);
  }
  if (link_) {
    link_->forget_records();
  }
}

void HostLine::lost(const Received& received, HostScratch& scratch, config::Instant now,
                    Heard& heard) {
  const bool closed = std::string_view(received.code) == "CLNTDISC";
  if (link_) {
    scratch.events.clear();
    link_->host_closed(scratch.events);
    for (std::size_t next = 0; next < scratch.events.size() && !over(); ++next) {
      std::visit([&](const auto& event) { handle(event, now, heard); }, scratch.events[next]);
    }
  }
  if (over()) {
    return;
  }
  if (state_ == State::Up) {
    end(closed ? "the host has ended the session" : "the host is lost: " + received.detail, now,
        heard);
  } else if (answered_) {
    end("the host has closed the connection", now, heard);
  } else {
    failed(closed ? "it closed the connection" : received.detail, scratch, now, heard);
  }
}

void HostLine::too_late(config::Instant now, Heard& heard) {
  const bool waits = state_ == State::Waiting;
  if (!waits) {
    gate_.failed(address_, "it does not answer", now);
    way_.reset();
  }
  end(waits ? "its turn to be connected has not come" : words(address()) + " does not answer", now,
      heard);
}

void HostLine::tell_fault(config::Instant now, Heard& heard) {
  end(std::move(fault_), now, heard);
}

void HostLine::end(std::string why, config::Instant now, Heard& heard) {
  const bool never_up = state_ != State::Up;
  if (!last_words_.empty()) {
    why += "; its last words: " + last_words_.text();
  }
  close(now);
  heard.emplace_back(vtam::HostGone{std::move(why), never_up});
}

void HostLine::close(config::Instant now) {
  if (state_ == State::Waiting) {
    gate_.leave(caller_.key);
  } else if (state_ == State::Up) {
    say_goodbye(connection_, now);
    gate_.ended(address_);
  } else if (way_ != nullptr) {
    if (answered_) {
      gate_.refused(address_, now);
    } else {
      gate_.given_up(address_);
    }
  }
  way_.reset();
  state_ = State::Over;
  hang_up();
}

void HostLine::hang_up() {
  ++attempt_;
  connection_ = Connection{};
  link_.reset();
}

void HostLine::send(HostScratch& scratch, config::Instant now) {
  if (scratch.out.empty() || !connection_.socket) {
    return;
  }
  switch (send_or_keep(connection_, scratch.out, now)) {
    case SendOutcome::Sent:
    case SendOutcome::Waiting:
      return;
    case SendOutcome::TooMuch:
      fault_ = "the host does not read what it is sent";
      return;
    case SendOutcome::Failed:
      fault_ = "the host is lost: " + server::broken(connection_).detail;
      return;
  }
}

}  // namespace server
