#pragma once

// The connection to tn3270d and its applications. Part of the C++ client library of tn3270d;
// include application.hpp.

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <unordered_map>

#include "tn3270d/session.hpp"

namespace tn3270d {

// The connection to tn3270d, and every application that shares it.
class Vtam {
 public:
  // Without a path: $TN3270D_SOCKET.
  explicit Vtam(std::string path = {}) : path_(std::move(path)) {
    if (const char* from_environment = std::getenv("TN3270D_SOCKET");
        path_.empty() && from_environment != nullptr) {
      path_ = from_environment;
    }
  }
  ~Vtam() {
    if (socket_ >= 0) {
      ::close(socket_);
    }
  }
  Vtam(const Vtam&) = delete;
  Vtam& operator=(const Vtam&) = delete;

  // Opens the ACBs and serves them until SIGTERM or Ctrl-C (twice: at once). Throws Refused or
  // Error, in words, when there is no tn3270d, it refuses, or it goes.
  void run();

  // --- for Application and Session

  void add(Application& application);
  // One line, without its NL. It leaves when everything that has come in is done.
  void say(std::string_view line) {
    out_ += line;
    out_ += '\n';
  }
  // `write` adds the fields; one of the two is called later, never now. Returns the id.
  std::uint64_t request(std::string_view type, const std::function<void(JsonText&)>& write,
                        std::function<void(const Json&)> answered,
                        std::function<void(const Refused&)> refused, Session* session = nullptr);
  void forget(std::uint64_t id) { requests_.erase(id); }
  void forget_requests_of(const Session& session);
  void end(const Session& session) { sessions_.erase(session.logon().session); }
  Session& begin(const Json& line, bool accepted);

 private:
  struct Request {
    std::function<void(const Json&)> answered;
    std::function<void(const Refused&)> refused;
    Session* session = nullptr;
  };

  void connect();
  void greet();
  void close_acbs();
  void serve(const std::function<bool()>& done);
  void read_lines();
  void flush();
  void hear(std::string_view text);
  void hear_session(const std::string& type, const Json& line);
  void hear_acquired(const Json& line);
  bool answer(const std::string& type, const Json& line);
  void attempt(Session& session, const std::function<void()>& what);

  std::string path_;
  int socket_ = -1;
  std::string in_{};
  std::string out_{};
  std::uint32_t credit_ = 8;
  std::uint64_t last_id_ = 0;
  std::unordered_map<std::uint64_t, Request> requests_{};
  std::map<std::string, Application*> applications_{};
  std::unordered_map<std::string, std::unique_ptr<Session>> sessions_{};
};

// An ACB: a name that users log on to.
class Application {
 public:
  using Conversation = std::shared_ptr<void>;

  Application(Vtam& vtam, std::string applid, std::string password = {})
      : vtam_(vtam), applid_(std::move(applid)), password_(std::move(password)) {
    vtam_.add(*this);
  }
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  // Called for every LOGON; what it returns lives as long as the session.
  void on_logon(std::function<Conversation(Session&)> handler) { handler_ = std::move(handler); }

  // A session with a LU that this application wants, a printer most of the time; with `queue` it
  // waits until it is there. Returns what cancel() wants.
  std::uint64_t acquire(std::string_view lu, bool queue, std::function<void(Session&)> acquired,
                        std::function<void(const Refused&)> refused) {
    return vtam_.request(
        "acquire",
        [&](JsonText& json) { json.text("lu", lu).text("applid", applid_).flag("queue", queue); },
        [this, then = std::move(acquired)](const Json& line) { then(vtam_.begin(line, true)); },
        std::move(refused));
  }
  // Neither of the two functions is called any more.
  void cancel(std::uint64_t acquire) {
    std::string line;
    JsonText(line)
        .open('{')
        .text("type", "cancel")
        .key("acquire")
        .value(static_cast<long long>(acquire))
        .close('}');
    vtam_.say(line);
    vtam_.forget(acquire);
  }

  [[nodiscard]] const std::string& applid() const { return applid_; }
  [[nodiscard]] const std::string& password() const { return password_; }
  // For Vtam.
  void logon(Session& session) const {
    if (handler_) {
      session.keep(handler_(session));
    } else {
      session.reject(applid_ + " takes no LOGON");
    }
  }

 private:
  Vtam& vtam_;
  std::string applid_;
  std::string password_;
  std::function<Conversation(Session&)> handler_{};
};

namespace detail {

inline volatile std::sig_atomic_t stop_asked = 0;

inline void ask_to_stop(int number) {
  if (stop_asked != 0) {
    ::_exit(128 + number);
  }
  stop_asked = 1;
}

}  // namespace detail

inline void Vtam::add(Application& application) {
  applications_[application.applid()] = &application;
}

inline void Vtam::run() {
  struct sigaction action {};
  action.sa_handler = detail::ask_to_stop;
  ::sigaction(SIGTERM, &action, nullptr);
  ::sigaction(SIGINT, &action, nullptr);
  connect();
  greet();
  serve([] { return detail::stop_asked != 0; });
  close_acbs();
}

inline void Vtam::connect() {
  if (path_.empty()) {
    throw Error("where is tn3270d? Say its socket, or set TN3270D_SOCKET");
  }
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path_.size() >= sizeof(address.sun_path)) {
    throw Error(path_ + " is too long for the path of a socket");
  }
  std::memcpy(static_cast<void*>(address.sun_path), path_.c_str(), path_.size() + 1);
  socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): as POSIX has it
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    throw Error("no tn3270d at " + path_ + ": " + std::strerror(errno));
  }
  ::fcntl(socket_, F_SETFL, ::fcntl(socket_, F_GETFL) | O_NONBLOCK);
}

inline void Vtam::greet() {
  std::size_t answers = 0;
  std::optional<Refused> no;
  const auto refused = [&](const Refused& why) { no = why; };
  std::string names;
  for (const auto& [applid, application] : applications_) {
    names += (names.empty() ? "" : " ") + applid;
  }
  request(
      "hello",
      [&](JsonText& json) {
        json.key("api").raw(R"({"current":1,"minimum":1})").text("name", names);
      },
      [&](const Json& line) {
        ++answers;
        if (const auto limits = line.find("limits"); limits != line.end()) {
          credit_ = limits->value("credit", credit_);
        }
      },
      refused);
  for (const auto& [applid, application] : applications_) {
    request(
        "open",
        [&, of = application](JsonText& json) {
          json.text("applid", of->applid()).text("password", of->password());
        },
        [&, name = applid](const Json&) {
          ++answers;
          std::fprintf(stderr, "%s is open; Ctrl-C closes it\n", name.c_str());
        },
        refused);
  }
  serve([&] { return no || answers == applications_.size() + 1 || detail::stop_asked != 0; });
  if (no) {
    throw *no;
  }
}

inline void Vtam::close_acbs() {
  std::size_t answers = 0;
  for (const auto& [applid, application] : applications_) {
    request(
        "close", [&, name = applid](JsonText& json) { json.text("applid", name); },
        [&, name = applid](const Json&) {
          ++answers;
          std::fprintf(stderr, "%s is closed\n", name.c_str());
        },
        [&](const Refused&) { ++answers; });
  }
  serve([&] { return answers == applications_.size(); });
}

// Reads, lets everything that has come in be answered, and writes that at once.
inline void Vtam::serve(const std::function<bool()>& done) {
  flush();
  while (!done()) {
    pollfd ready{socket_, static_cast<short>(out_.empty() ? POLLIN : POLLIN | POLLOUT), 0};
    // A signal interrupts it, or comes just before it.
    constexpr int kLookForSignals = 500;
    if (::poll(&ready, 1, kLookForSignals) < 0 && errno != EINTR) {
      throw Error(std::string("poll: ") + std::strerror(errno));
    }
    if ((ready.revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
      read_lines();
    }
    flush();
  }
}

inline void Vtam::read_lines() {
  std::array<char, 1U << 16U> buffer{};
  const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
    throw Error("tn3270d has ended the connection");
  }
  if (got < 0) {
    return;
  }
  in_.append(buffer.data(), static_cast<std::size_t>(got));
  std::size_t begin = 0;
  for (std::size_t end = in_.find('\n'); end != std::string::npos; end = in_.find('\n', begin)) {
    hear(std::string_view(in_).substr(begin, end - begin));
    begin = end + 1;
  }
  in_.erase(0, begin);
}

inline void Vtam::flush() {
  std::size_t gone = 0;
  while (gone < out_.size()) {
    const ssize_t sent = ::send(socket_, out_.data() + gone, out_.size() - gone, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) {
      continue;
    }
    if (sent < 0) {
      break;  // full; or it has gone, which reading tells
    }
    gone += static_cast<std::size_t>(sent);
  }
  out_.erase(0, gone);
}

inline std::uint64_t Vtam::request(std::string_view type,
                                   const std::function<void(JsonText&)>& write,
                                   std::function<void(const Json&)> answered,
                                   std::function<void(const Refused&)> refused, Session* session) {
  const std::uint64_t id = ++last_id_;
  requests_[id] = {std::move(answered), std::move(refused), session};
  std::string line;
  JsonText json(line);
  json.open('{').text("type", type).key("id").value(static_cast<long long>(id));
  write(json);
  json.close('}');
  say(line);
  return id;
}

inline void Vtam::forget_requests_of(const Session& session) {
  for (auto it = requests_.begin(); it != requests_.end();) {
    it = it->second.session == &session ? requests_.erase(it) : std::next(it);
  }
}

inline Session& Vtam::begin(const Json& line, bool accepted) {
  auto session = std::make_unique<Session>(*this, Logon::from_line(line), credit_, accepted);
  Session& begun = *session;
  sessions_[begun.logon().session] = std::move(session);
  return begun;
}

inline void Vtam::hear(std::string_view text) {
  const Json line = Json::parse(text, nullptr, false);
  if (!line.is_object()) {
    return;
  }
  const std::string type = line.value("type", "");
  if (type == "ping") {
    std::string pong;
    JsonText(pong)
        .open('{')
        .text("type", "pong")
        .key("n")
        .raw(line.value("n", Json()).dump())
        .close('}');
    say(pong);
  } else if (type == "logon") {
    const auto found = applications_.find(line.value("applid", ""));
    if (found != applications_.end()) {
      Session& session = begin(line, false);
      attempt(session, [&] { found->second->logon(session); });
      if (session.rejected()) {
        end(session);
      }
    }
  } else if (type == "acquired") {
    hear_acquired(line);
  } else if (!answer(type, line)) {
    hear_session(type, line);
  }
}

inline void Vtam::hear_acquired(const Json& line) {
  if (!answer("acquired", line)) {
    begin(line, true).close();  // it was cancelled meanwhile
  }
}

// True: somebody has waited for this.
inline bool Vtam::answer(const std::string& type, const Json& line) {
  const auto id = line.find("id");
  if (id == line.end() || !id->is_number_unsigned()) {
    return false;
  }
  const auto found = requests_.find(id->get<std::uint64_t>());
  if (found == requests_.end()) {
    return false;
  }
  const Request request = std::move(found->second);
  requests_.erase(found);
  const auto call = [&] {
    type == "refused" ? request.refused(Refused(line)) : request.answered(line);
  };
  if (request.session != nullptr) {
    attempt(*request.session, call);
  } else {
    call();
  }
  return true;
}

inline void Vtam::hear_session(const std::string& type, const Json& line) {
  const auto found = sessions_.find(line.value("session", ""));
  if (found == sessions_.end()) {
    if (type == "refused") {
      std::fprintf(stderr, "refused: %s\n", Refused(line).what());
    }
    return;
  }
  Session& session = *found->second;
  bool over = false;
  attempt(session, [&] { over = session.hear(type, line); });
  if (over) {
    end(session);
  }
}

// A conversation that throws ends its own session and no other.
inline void Vtam::attempt(Session& session, const std::function<void()>& what) {
  try {
    what();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: the conversation with %s has failed: %s\n",
                 session.logon().applid.c_str(), session.logon().lu.c_str(), error.what());
    session.close(session.logon().applid + " has failed; its log says why");
  }
}

}  // namespace tn3270d
