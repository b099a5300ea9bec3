#include "printers/delivery/curl_transfer.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <system_error>
#include <utility>

#include "config/verify.h"

namespace printers {
namespace {

using config::Ticks;

// For the QUIT of a dialogue that has ended, which many servers don't answer.
constexpr Ticks kGoodBye = std::chrono::seconds(1);
// At least so often it is looked whether the other side has been silent for too long.
constexpr Ticks kLap = std::chrono::seconds(1);

Ticks now() {
  return std::chrono::duration_cast<Ticks>(std::chrono::steady_clock::now().time_since_epoch());
}

CurlTransfer& transfer(void* self) {
  return *static_cast<CurlTransfer*>(self);
}

}  // namespace

CurlTransfer::CurlTransfer(const Stop& stop, Ticks connect, Ticks answer)
    : stop_(stop),
      answer_(answer),
      guard_(stop),
      multi_(curl_multi_init()),
      easy_(curl_easy_init()) {
  VERIFY(multi_ != nullptr && easy_ != nullptr, "libcurl has memory for a handle");
  set_callbacks();
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_QUICK_EXIT, 1L);  // never waits for a resolver
  set(CURLOPT_PROXY, "");       // whatever the environment says
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
  set(CURLOPT_TCP_KEEPALIVE, 1L);
}

void CurlTransfer::set_callbacks() {
  set(CURLOPT_ERRORBUFFER, error_.data());
  set(CURLOPT_READFUNCTION, &on_read);
  set(CURLOPT_READDATA, this);
  set(CURLOPT_SEEKFUNCTION, &on_seek);
  set(CURLOPT_SEEKDATA, this);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &on_progress);
  set(CURLOPT_XFERINFODATA, this);
  set(CURLOPT_VERBOSE, 1L);  // or nothing is heard
  set(CURLOPT_DEBUGFUNCTION, &on_debug);
  set(CURLOPT_DEBUGDATA, this);
  set(CURLOPT_OPENSOCKETFUNCTION, &on_open);
  set(CURLOPT_OPENSOCKETDATA, this);
  set(CURLOPT_CLOSESOCKETFUNCTION, &on_close);
  set(CURLOPT_CLOSESOCKETDATA, this);
}

CurlTransfer::~CurlTransfer() {
  guard_.shut_after(kGoodBye);
  easy_.reset();
  multi_.reset();
}

void CurlTransfer::keep(CURLcode code) {
  if (setting_ == CURLE_OK) {
    setting_ = code;
  }
}

void CurlTransfer::send(CurlBody body, Progress& progress) {
  body_ = std::move(body);
  progress_ = &progress;
}

CurlEnd CurlTransfer::run() {
  CurlEnd end;
  if (setting_ != CURLE_OK) {
    end.code = setting_;
    end.error = std::string("libcurl can't do it: ") + curl_easy_strerror(setting_);
    return end;
  }
  at_ = 0;
  begun_ = false;
  spoken_ = false;
  heard_ = false;
  unread_.clear();
  error_[0] = '\0';
  active_ = now();
  end.what = drive(end.code);
  finished_.clear();
  end.error = error_[0] == '\0' ? curl_easy_strerror(end.code) : error_.data();
  if (!unread_.empty()) {
    end.what = CurlEnd::What::Unread;
    end.error = unread_;
  }
  long system_error = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &system_error);
  end.system_error = static_cast<int>(system_error);
  end.connected = connected();
  curl_off_t uploaded = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_SIZE_UPLOAD_T, &uploaded);
  end.sent = sent(uploaded);
  end.whole = begun_ && static_cast<std::uint64_t>(uploaded) == body_.size();
  if (progress_ != nullptr) {
    progress_->sent.store(end.sent, std::memory_order_relaxed);
  }
  return end;
}

CurlEnd::What CurlTransfer::drive(CURLcode& code) {
  CurlEnd::What what = CurlEnd::What::Ended;
  if (curl_multi_add_handle(multi_.get(), easy_.get()) != CURLM_OK) {
    code = CURLE_FAILED_INIT;
    return what;
  }
  curl_waitfd stop{stop_.descriptor, CURL_WAIT_POLLIN, 0};
  const unsigned int watched = stop_.descriptor >= 0 ? 1 : 0;
  const auto lap = static_cast<int>(std::min(kLap, answer_).count());
  int running = 1;
  CURLMcode fault = CURLM_OK;
  while (what == CurlEnd::What::Ended && running > 0 && fault == CURLM_OK) {
    fault = curl_multi_perform(multi_.get(), &running);
    if (running > 0 && fault == CURLM_OK) {
      fault = curl_multi_poll(multi_.get(), &stop, watched, lap, nullptr);
      what = stop_.wanted()          ? CurlEnd::What::Stopped
             : silent_for_too_long() ? CurlEnd::What::Silent
                                     : what;
    }
  }
  int left = 0;
  const CURLMsg* const said = curl_multi_info_read(multi_.get(), &left);
  code = said == nullptr ? CURLE_ABORTED_BY_CALLBACK : said->data.result;
  if (said == nullptr) {
    guard_.shut_after(Ticks::zero());  // nobody is waited for
  } else {
    // One that Stop cut off within libcurl ends like a lost connection.
    what = code != CURLE_OK && stop_.wanted() ? CurlEnd::What::Stopped : CurlEnd::What::Ended;
  }
  curl_multi_remove_handle(multi_.get(), easy_.get());
  return what;
}

bool CurlTransfer::silent_for_too_long() {
  return connected() && now() - active_ >= answer_;
}

// libcurl counts TLS as a part of a connect; but who speaks is connected.
bool CurlTransfer::connected() const {
  curl_off_t connect = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_CONNECT_TIME_T, &connect);
  return connect > 0 || spoken_;
}

std::uint64_t CurlTransfer::sent(curl_off_t uploaded) const {
  const auto bytes = static_cast<std::uint64_t>(std::max<curl_off_t>(uploaded, 0));
  return bytes > body_.head.size() ? bytes - body_.head.size() : 0;
}

std::size_t CurlTransfer::read(char* to, std::size_t room) {
  begun_ = true;
  if (at_ < body_.head.size()) {
    const std::size_t count = body_.head.copy(to, room, at_);
    at_ += count;
    return count;
  }
  const std::uint64_t from = at_ - body_.head.size();
  const std::uint64_t left = body_.size() - at_;
  if (left == 0) {
    return 0;
  }
  ssize_t count = -1;
  do {
    count = ::pread(body_.parcel->descriptor, to, std::min<std::uint64_t>(room, left),
                    static_cast<off_t>(from));
  } while (count < 0 && errno == EINTR);
  if (count <= 0) {
    unread_ = count == 0 ? "it is shorter than it was"
                         : std::error_code(errno, std::generic_category()).message();
    return CURL_READFUNC_ABORT;
  }
  at_ += static_cast<std::uint64_t>(count);
  return static_cast<std::size_t>(count);
}

std::size_t CurlTransfer::on_read(char* to, std::size_t size, std::size_t count, void* self) {
  return transfer(self).read(to, size * count);
}

int CurlTransfer::on_seek(void* self, curl_off_t offset, int origin) {
  if (origin != SEEK_SET || offset < 0) {
    return CURL_SEEKFUNC_FAIL;
  }
  transfer(self).at_ = static_cast<std::uint64_t>(offset);
  return CURL_SEEKFUNC_OK;
}

int CurlTransfer::on_progress(void* self, curl_off_t /*to_get*/, curl_off_t /*got*/,
                              curl_off_t /*to_send*/, curl_off_t uploaded) {
  CurlTransfer& one = transfer(self);
  if (one.progress_ != nullptr) {
    one.progress_->sent.store(one.sent(uploaded), std::memory_order_relaxed);
  }
  return one.stop_.wanted() ? 1 : 0;
}

int CurlTransfer::on_debug(CURL* /*handle*/, curl_infotype type, char* data, std::size_t size,
                           void* self) {
  CurlTransfer& one = transfer(self);
  if (type == CURLINFO_TEXT) {
    return 0;
  }
  one.active_ = now();
  one.spoken_ = true;
  one.heard_ = one.heard_ || type == CURLINFO_HEADER_IN;
  if (one.listener_ && (type == CURLINFO_HEADER_IN || type == CURLINFO_HEADER_OUT)) {
    one.listener_(type, {data, size});
  }
  return 0;
}

// Only a dialogue's first connection is guarded: libcurl waits within itself on that one alone, and
// does not always say when it closes another.
curl_socket_t CurlTransfer::on_open(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
  const int socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (socket < 0) {
    return CURL_SOCKET_BAD;
  }
  if (!transfer(self).heard_) {
    transfer(self).guard_.add(socket);
  }
  return socket;
}

int CurlTransfer::on_close(void* self, curl_socket_t socket) {
  CurlTransfer& one = transfer(self);
  if (one.guard_.remove(socket) || !one.begun_) {
    return ::close(socket);
  }
  one.close_data(socket);
  return 0;
}

// libcurl closes a data connection without reading it to its end. With TLS 1.3 a slow server sends
// its session tickets only now; they would meet a closed socket, and the reset takes what the
// server has not read yet: 426 from vsftpd, and a part of the file. So only our half is closed
// until the server has spoken on the control connection. Of a job that is not whole there is a
// reset indeed, since without TLS its end would look like the end of a whole one.
void CurlTransfer::close_data(int socket) {
  if (at_ < body_.size()) {
    const linger at_once{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
    ::close(socket);
  } else {
    ::shutdown(socket, SHUT_WR);
    finished_.emplace_back(socket);
  }
}

}  // namespace printers
