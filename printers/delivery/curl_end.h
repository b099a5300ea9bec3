#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <string>

namespace printers {

// How a transfer has ended.
struct CurlEnd {
  enum class What : std::uint8_t {
    Ended,    // `code` says how
    Stopped,  // by Stop
    Silent,   // the other side did nothing for too long
    Unread    // the job's own file can't be read: `error`
  };
  What what = What::Ended;
  CURLcode code = CURLE_OK;
  std::string error{};     // libcurl's words, or the system's
  int system_error = 0;    // of a connect
  bool connected = false;  // there was a TCP connection
  std::uint64_t sent = 0;  // bytes of the job, without the head
  bool whole = false;      // the upload was begun, and all of it went out
};

// Why there is no answer, as a sentence. `server`: "host:port".
[[nodiscard]] std::string text(const CurlEnd& end, const std::string& server);

}  // namespace printers
