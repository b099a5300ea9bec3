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

}  // namespace

struct CurlTransport::Impl {
  explicit Impl(ServerAccess given);
  ~Impl();
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ServerAccess access;
  CURL* handle;
  curl_slist* headers = nullptr;
  std::array<char, CURL_ERROR_SIZE> error{};
};

CurlTransport::Impl::Impl(ServerAccess given) : access(std::move(given)), handle(curl_easy_init()) {
  constexpr long kTimeout = config::limits::kControlAnswer.count();
  if (!access.token.empty()) {
    headers = curl_slist_append(headers, ("Authorization: Bearer " + access.token).c_str());
  }
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error.data());
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, kTimeout);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, kTimeout);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
  if (is_loopback(access.url)) {
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
  }
}

CurlTransport::Impl::~Impl() {
  curl_easy_cleanup(handle);
  curl_slist_free_all(headers);
}

CurlTransport::CurlTransport(ServerAccess access)
    : impl_(std::make_unique<Impl>(std::move(access))) {}

CurlTransport::~CurlTransport() = default;

std::variant<Answer, Unreachable> CurlTransport::call(Method method, const std::string& target) {
  Answer answer;
  const auto url = impl_->access.url + target;
  curl_easy_setopt(impl_->handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(impl_->handle, CURLOPT_WRITEDATA, static_cast<void*>(&answer.body));
  if (method == Method::Post) {
    curl_easy_setopt(impl_->handle, CURLOPT_POST, 1L);
    curl_easy_setopt(impl_->handle, CURLOPT_POSTFIELDSIZE, 0L);
    curl_easy_setopt(impl_->handle, CURLOPT_POSTFIELDS, "");
  } else {
    curl_easy_setopt(impl_->handle, CURLOPT_HTTPGET, 1L);
  }
  impl_->error[0] = '\0';
  const auto result = curl_easy_perform(impl_->handle);
  if (result != CURLE_OK) {
    const std::string why =
        impl_->error[0] == '\0' ? curl_easy_strerror(result) : std::string(impl_->error.data());
    return Unreachable{"No answer from " + impl_->access.url + ": " + why +
                       ". Is tn3270d running there?"};
  }
  long status = 0;
  curl_easy_getinfo(impl_->handle, CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
}

}  // namespace control
