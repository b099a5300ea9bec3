#include "tn3270/server/admin/http_server.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <future>
#include <map>
#include <restinio/all.hpp>
#include <set>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "tn3270/server/admin/counted_socket.h"
#include "tn3270/server/admin/file_descriptor.h"
#include "tn3270/server/admin/http_status.h"
#include "tn3270/server/admin/open_requests.h"
#include "tn3270/server/admin/problem_answer.h"
#include "tn3270/server/admin/request_target.h"

namespace server {
namespace {

namespace limits = config::limits;

template <class Builder>
void append_headers(Builder& out, const HttpResponse& response) {
  out.append_header(restinio::http_field::content_type, response.type);
  out.append_header(restinio::http_field::cache_control, "no-store");
  for (const auto& [name, value] : response.headers) {
    out.append_header(name, value);
  }
}

restinio::http_status_line_t status_line(int status) {
  return {restinio::http_status_code_t(static_cast<std::uint16_t>(status)), status_text(status)};
}

// The library's request, and the chunks of its answer.
class LibraryExchange : public HttpExchange {
 public:
  explicit LibraryExchange(restinio::request_handle_t request) : request_(std::move(request)) {}

  void answer(HttpResponse response) override {
    auto out = request_->create_response(status_line(response.status));
    append_headers(out, response);
    // RFC 9110 9.3.2: an answer to HEAD has no content; the client would read it as the next
    // answer.
    if (request_->header().method() != restinio::http_method_head()) {
      out.set_body(std::move(response.body));
    }
    out.done();
  }
  void begin(const HttpResponse& head) override {
    stream_ = std::make_unique<Stream>(
        request_->create_response<restinio::chunked_output_t>(status_line(head.status)));
    request_.reset();
    append_headers(*stream_, head);
    stream_->flush();
  }
  void send(std::string piece, std::function<void()> sent) override {
    stream_->append_chunk(std::move(piece));
    stream_->flush([sent = std::move(sent)](const asio::error_code& error) {
      if (!error) {
        sent();
      }
    });
  }
  void end(std::string last, std::function<void()> done) override {
    stream_->append_chunk(std::move(last));
    stream_->done([done = std::move(done)](const asio::error_code& /*error*/) { done(); });
  }

 private:
  using Stream = restinio::response_builder_t<restinio::chunked_output_t>;
  restinio::request_handle_t request_;  // until its stream begins
  std::unique_ptr<Stream> stream_;
};

// Counts connections and closes those above the limit at once. Not the library's own limiter: that
// one loses a place with every failed accept, and its connections point into the acceptor for life.
class Doorkeeper {
 public:
  explicit Doorkeeper(std::shared_ptr<OpenRequests> requests) : requests_(std::move(requests)) {}

  restinio::ip_blocker::inspection_result_t inspect(
      const restinio::ip_blocker::incoming_info_t&) noexcept {
    ++seen_;
    return inside_.size() < limits::kHttpConnections ? restinio::ip_blocker::allow()
                                                     : restinio::ip_blocker::deny();
  }
  void state_changed(const restinio::connection_state::notice_t& notice) noexcept {
    if (restinio::holds_alternative<restinio::connection_state::accepted_t>(notice.cause())) {
      inside_.insert(notice.connection_id());
    } else {
      inside_.erase(notice.connection_id());
      requests_->drop(notice.connection_id());
    }
  }
  [[nodiscard]] std::uint64_t seen() const { return seen_; }

 private:
  std::shared_ptr<OpenRequests> requests_;
  std::uint64_t seen_ = 0;  // all who ever came
  std::set<restinio::connection_id_t> inside_;
};

struct Traits : restinio::default_single_thread_traits_t {
  using stream_socket_t = CountedSocket;
  using connection_state_listener_t = Doorkeeper;
  using ip_blocker_t = Doorkeeper;
};
using Library = restinio::http_server_t<Traits>;

restinio::incoming_http_msg_limits_t message_limits() {
  return restinio::incoming_http_msg_limits_t()
      .max_url_size(limits::kHttpUrl)
      .max_field_name_size(limits::kHttpField)
      .max_field_value_size(limits::kHttpField)
      .max_field_count(limits::kHttpHeaders)
      .max_body_size(limits::kHttpBodyRead);
}

asio::ip::address parse_address(const std::string& text) {
  std::error_code error;
  const auto address = asio::ip::make_address(text == "localhost" ? "127.0.0.1" : text, error);
  if (error) {
    throw std::runtime_error("the admin address '" + text +
                             "' is not an IPv4 or IPv6 address; name one in admin.address");
  }
  return address;
}

// Streams hold this as long as they like: a handle that outlived the server would use a dead
// io_context, whose handlers in turn hold the requests.
OpenRequests::Post poster(const std::weak_ptr<asio::io_context>& context) {
  return [context](std::function<void()> work) {
    if (const auto running = context.lock()) {
      asio::post(*running, std::move(work));
    }
  };
}

HttpRequest request_of(const restinio::request_t& in, RequestTarget target) {
  HttpRequest request;
  request.method = in.header().method().c_str();
  request.path = std::move(target.path);
  request.query = std::move(target.query);
  request.authorization = in.header().get_field_or(restinio::http_field::authorization, "");
  request.content_type = in.header().get_field_or(restinio::http_field::content_type, "");
  request.body = in.body();
  request.client = in.remote_endpoint().address().to_string() + " port " +
                   std::to_string(in.remote_endpoint().port());
  return request;
}

}  // namespace

struct HttpServer::Impl {
  Impl(const std::string& address_text, std::uint16_t port, HttpHandler wanted, HttpTimes times,
       int passed_socket)
      : handler(std::move(wanted)),
        address(parse_address(address_text)),
        passed(passed_socket),
        library(restinio::io_context_holder_t(context), settings(port, times)),
        heartbeat(times.heartbeat),
        look(*context) {}

  restinio::server_settings_t<Traits> settings(std::uint16_t port, HttpTimes times) {
    restinio::server_settings_t<Traits> settings;
    settings.port(passed.is_open() ? std::uint16_t{0} : port)
        .address(passed.is_open() ? asio::ip::address(asio::ip::address_v4::loopback()) : address)
        .incoming_http_msg_limits(message_limits())
        .read_next_http_message_timelimit(times.read)
        .handle_request_timeout(times.handle)
        .write_http_response_timelimit(times.write)
        .timer_manager(limits::kHttpLook)
        .max_pipelined_requests(1)
        .socket_options_setter(
            [](auto& options) { options.set_option(asio::ip::tcp::no_delay(true)); })
        .acceptor_post_bind_hook([this](asio::ip::tcp::acceptor& acceptor) {
          if (passed.is_open()) {
            listen_on_passed(acceptor);
          }
          listening = acceptor.native_handle();
          bound = acceptor.local_endpoint().port();
        })
        .connection_state_listener(door)
        .ip_blocker(door)
        .request_handler(
            [this](restinio::request_handle_t request) { return take(std::move(request)); });
    return settings;
  }

  restinio::request_handling_status_t take(restinio::request_handle_t in);
  void open(std::uint16_t port);
  void listen_on_passed(asio::ip::tcp::acceptor& acceptor) const;
  void keep_listening();

  HttpHandler handler;
  asio::ip::address address;
  FileDescriptor passed;
  std::shared_ptr<asio::io_context> context = std::make_shared<asio::io_context>(1);
  std::shared_ptr<OpenRequests> requests = std::make_shared<OpenRequests>(poster(context));
  std::shared_ptr<Doorkeeper> door = std::make_shared<Doorkeeper>(requests);
  std::atomic<std::uint16_t> bound = 0;
  int listening = -1;
  bool waited = false;     // somebody stood at the door at the last look
  std::uint64_t seen = 0;  // who had come until then
  Library library;
  config::Ticks heartbeat;
  asio::steady_timer look;
  std::thread thread;
};

restinio::request_handling_status_t HttpServer::Impl::take(restinio::request_handle_t in) {
  // The library takes an upgrade off its deadlines for good, so there are none.
  if (in->header().connection() == restinio::http_connection_header_t::upgrade) {
    return restinio::request_rejected();
  }
  auto target = read_target(in->header().request_target());
  const auto connection = in->connection_id();
  const auto request = request_of(*in, target.value_or(RequestTarget{}));
  const auto serial = requests->open(connection, std::make_unique<LibraryExchange>(std::move(in)));
  const HttpReply reply = [open = std::weak_ptr<OpenRequests>(requests), connection,
                           serial](HttpResponse response) {
    if (const auto table = open.lock()) {
      table->answer(connection, serial, std::move(response));
    }
  };
  if (!target) {
    reply(problem_answer(400, "TARGET", "The path or its query cannot be read."));
    return restinio::request_accepted();
  }
  try {
    handler(request, reply);
  } catch (const std::exception& fault) {
    reply(problem_answer(500, "FAULT", fault.what()));
  }
  return restinio::request_accepted();
}

void HttpServer::Impl::open(std::uint16_t port) {
  const auto where = address.to_string() + " port " + std::to_string(port);
  try {
    library.open_sync();
  } catch (const std::system_error& error) {
    throw std::runtime_error("the admin API cannot listen on " + where + ": " +
                             error.code().message() +
                             "; free it or set admin.address and admin.port");
  }
}

// The library can only bind. What it has bound, any port of loopback, goes before it listens there;
// it closes the socket that it gets whenever it listens anew, so that is a copy.
void HttpServer::Impl::listen_on_passed(asio::ip::tcp::acceptor& acceptor) const {
  sockaddr_storage name{};
  socklen_t size = sizeof name;
  // POSIX takes every family's address through this pointer.
  auto* generic = static_cast<sockaddr*>(static_cast<void*>(&name));
  if (::getsockname(passed.number(), generic, &size) != 0) {
    throw std::system_error(errno, std::generic_category());
  }
  const int copy = ::fcntl(passed.number(), F_DUPFD_CLOEXEC, 0);
  if (copy < 0) {
    throw std::system_error(errno, std::generic_category());
  }
  acceptor.close();
  asio::error_code error;
  acceptor.assign(name.ss_family == AF_INET6 ? asio::ip::tcp::v6() : asio::ip::tcp::v4(), copy,
                  error);
  if (error) {
    ::close(copy);
    throw std::system_error(error);
  }
}

// The library does not accept again after one accept has failed (EMFILE and its like), and says
// nothing. Somebody who waits at two looks in a row, while nobody came in, shows it: listen anew.
void HttpServer::Impl::keep_listening() {
  look.expires_after(limits::kHttpLook);
  look.async_wait([this](std::error_code error) {
    if (error) {
      return;
    }
    pollfd at_the_door{listening, POLLIN, 0};
    const bool waits = listening < 0 || ::poll(&at_the_door, 1, 0) > 0;
    if (waits && waited && door->seen() == seen) {
      try {
        listening = -1;
        library.close_sync();
        library.open_sync();
      } catch (const std::exception&) {
        // Still no descriptor; `listening` says so, and the next look tries again.
      }
    }
    waited = waits;
    seen = door->seen();
    requests->look(heartbeat);
    keep_listening();
  });
}

HttpServer::HttpServer(const std::string& address, std::uint16_t port, HttpHandler handler,
                       HttpTimes times, int passed)
    : impl_(std::make_unique<Impl>(address, port, std::move(handler), times, passed)) {
  impl_->open(port);
  impl_->keep_listening();
  impl_->thread = std::thread([context = impl_->context] { context->run(); });
}

HttpServer::~HttpServer() {
  const auto out = std::make_shared<std::promise<void>>();
  post([requests = impl_->requests, out] { requests->end_streams([out] { out->set_value(); }); });
  static_cast<void>(out->get_future().wait_for(limits::kHttpLastPieces));
  impl_->context->stop();
  impl_->thread.join();
  impl_->requests->clear();
}

std::uint16_t HttpServer::port() const {
  return impl_->bound;
}

void HttpServer::post(std::function<void()> work) {
  asio::post(*impl_->context, std::move(work));
}

}  // namespace server
