#include "tn3270/control/curl_transport.h"

#include <curl/curl.h>

#include <array>
#include <utility>

#include "config/limits.h"

namespace control {
namespace {

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  if (body.size() + size * count > config::limits::kControlAnswerBytes) {
    return 0;  // libcurl ends the transfer
  }
  body.append(data, size * count);
  return size * count;
}

constexpr long kTicksOfSecond = config::Ticks(std::chrono::seconds(1)).count();

// The server reads a request for so long at most, and then answers.
long timeout_of(const Body& body) {
  const auto most = body.text.size() > config::limits::kHttpBody
                        ? config::limits::kHttpRead + config::limits::kControlAnswer
                        : config::limits::kControlAnswer;
  return most.count();
}

class Headers {
 public:
  // Empty: without.
  Headers(const std::string& token, const std::string& type) {
    if (!token.empty()) {
      add("Authorization: Bearer " + token);
    }
    if (!type.empty()) {
      add("Content-Type: " + type);
    }
    add("Expect:");  // the server reads at once, and answers no 100
  }
  ~Headers() { curl_slist_free_all(list_); }
  Headers(const Headers&) = delete;
  Headers& operator=(const Headers&) = delete;
  [[nodiscard]] curl_slist* list() const { return list_; }

 private:
  void add(const std::string& header) { list_ = curl_slist_append(list_, header.c_str()); }
  curl_slist* list_ = nullptr;
};

// A streamed answer on its way.
struct Stream {
  CURL* handle;
  const LineTaker& take;
  const std::function<bool()>& interrupted;
  std::string rest{};  // a line that has begun; of a refusal, the body
  bool stopped = false;

  [[nodiscard]] int status() const {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return static_cast<int>(status);
  }
  [[nodiscard]] bool lines() const { return status() == kHttpOk; }
};

std::size_t take_stream(char* data, std::size_t size, std::size_t count, void* into) {
  auto& stream = *static_cast<Stream*>(into);
  if (stream.rest.size() + size * count > config::limits::kControlAnswerBytes) {
    return 0;
  }
  stream.rest.append(data, size * count);
  std::size_t begin = 0;
  while (stream.lines() && !stream.stopped) {
    const auto end = stream.rest.find('\n', begin);
    if (end == std::string::npos) {
      break;
    }
    stream.stopped =
        stream.take(std::string_view(stream.rest).substr(begin, end - begin)) == Next::Stop;
    begin = end + 1;
  }
  stream.rest.erase(0, begin);
  return stream.stopped ? 0 : size * count;
}

// Not 0: libcurl ends the transfer.
int look_up(void* into, curl_off_t /*total*/, curl_off_t /*now*/, curl_off_t /*up*/,
            curl_off_t /*now_up*/) {
  auto& stream = *static_cast<Stream*>(into);
  stream.stopped = stream.stopped || (stream.interrupted && stream.interrupted());
  return stream.stopped ? 1 : 0;
}

}  // namespace

struct CurlTransport::Impl {
  explicit Impl(ServerAccess given, std::function<bool()> stop);
  ~Impl();
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ServerAccess access;
  std::function<bool()> interrupted;
  CURL* handle;
  std::array<char, CURL_ERROR_SIZE> error{};
};

CurlTransport::Impl::Impl(ServerAccess given, std::function<bool()> stop)
    : access(std::move(given)), interrupted(std::move(stop)), handle(curl_easy_init()) {
  constexpr long kTimeout = config::limits::kControlAnswer.count();
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error.data());
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, kTimeout);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
  if (is_loopback(access.url)) {
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
  }
}

CurlTransport::Impl::~Impl() {
  curl_easy_cleanup(handle);
}

CurlTransport::CurlTransport(ServerAccess access, std::function<bool()> interrupted)
    : impl_(std::make_unique<Impl>(std::move(access), std::move(interrupted))) {}

CurlTransport::~CurlTransport() = default;

std::variant<Answer, Unreachable> CurlTransport::call(Method method, const std::string& target,
                                                      const Body& body) {
  Answer answer;
  const auto url = impl_->access.url + target;
  const Headers headers(impl_->access.token, method == Method::Post ? body.type : "");
  curl_easy_setopt(impl_->handle, CURLOPT_HTTPHEADER, headers.list());
  curl_easy_setopt(impl_->handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(impl_->handle, CURLOPT_WRITEDATA, static_cast<void*>(&answer.body));
  curl_easy_setopt(impl_->handle, CURLOPT_TIMEOUT_MS, timeout_of(body));
  if (method == Method::Post) {
    curl_easy_setopt(impl_->handle, CURLOPT_POST, 1L);
    curl_easy_setopt(impl_->handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.text.size()));
    curl_easy_setopt(impl_->handle, CURLOPT_POSTFIELDS, body.text.c_str());
  } else {
    curl_easy_setopt(impl_->handle, CURLOPT_HTTPGET, 1L);
  }
  impl_->error[0] = '\0';
  const auto result = curl_easy_perform(impl_->handle);
  if (result != CURLE_OK) {
    return unreachable(result);
  }
  long status = 0;
  curl_easy_getinfo(impl_->handle, CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
}

Unreachable CurlTransport::unreachable(int curl_code) const {
  const std::string why = impl_->error[0] == '\0'
                              ? curl_easy_strerror(static_cast<CURLcode>(curl_code))
                              : std::string(impl_->error.data());
  return {"No answer from " + impl_->access.url + ": " + why + ". Is tn3270d running there?"};
}

std::variant<Answer, Unreachable> CurlTransport::stream(const std::string& target,
                                                        const LineTaker& take) {
  constexpr long kTimeout = config::limits::kControlAnswer.count();
  CURL* const handle = impl_->handle;
  Stream stream{handle, take, impl_->interrupted};
  const auto url = impl_->access.url + target;
  const Headers headers(impl_->access.token, "");
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.list());
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_stream);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, static_cast<void*>(&stream));
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, look_up);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, static_cast<void*>(&stream));
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, 0L);
  // The server is never silent for longer than its heartbeat.
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, kTimeout / kTicksOfSecond);
  impl_->error[0] = '\0';
  const auto result = curl_easy_perform(handle);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 1L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, 0L);
  if (result != CURLE_OK && !stream.stopped) {
    return unreachable(result);
  }
  return Answer{stream.status(), stream.lines() ? "" : std::move(stream.rest)};
}

}  // namespace control
