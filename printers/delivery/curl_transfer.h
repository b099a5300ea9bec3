#pragma once

#include <curl/curl.h>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/time.h"
#include "printers/delivery/curl_end.h"
#include "printers/delivery/delivery.h"
#include "printers/delivery/socket_guard.h"
#include "printers/descriptor.h"

namespace printers {

struct CurlDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlDeleter>;
using CurlList = std::unique_ptr<curl_slist, CurlDeleter>;

// What an upload sends: some bytes of ours, and then the job.
struct CurlBody {
  std::string head{};
  const Parcel* parcel = nullptr;  // nullptr: the head is all
  [[nodiscard]] std::uint64_t size() const { return head.size() + (parcel ? parcel->size : 0); }
};

// One libcurl handle in its multi interface, where every wait is also one for `Stop`. libcurl's own
// global state is made by prepare_deliveries() (delivery.h), before there are threads. Names are
// resolved in a thread of libcurl's (AsynchDNS), which is left behind if it has not ended.
class CurlTransfer {
 public:
  // `connect`: until it is logged on. `answer`: how long the other side may be silent then.
  CurlTransfer(const Stop& stop, config::Ticks connect, config::Ticks answer);
  ~CurlTransfer();  // says good-bye, for a second at most
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  template <typename Value>
  void set(CURLoption option, Value value) {
    keep(curl_easy_setopt(easy_.get(), option, value));
  }
  void set(CURLoption option, const std::string& text) { set(option, text.c_str()); }

  [[nodiscard]] CURL* handle() const { return easy_.get(); }

  // Hears each line of the dialogue in both directions (CURLINFO_HEADER_IN, CURLINFO_HEADER_OUT).
  using Listener = std::function<void(curl_infotype, std::string_view)>;
  void listen(Listener listener) { listener_ = std::move(listener); }

  // The upload of the next run(); its parcel outlives that.
  void send(CurlBody body, Progress& progress);

  // Does what is set. May be called again, with other settings: the connection is kept.
  [[nodiscard]] CurlEnd run();

 private:
  struct MultiDeleter {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
  };

  void keep(CURLcode code);
  void set_callbacks();
  [[nodiscard]] CurlEnd::What drive(CURLcode& code);
  [[nodiscard]] bool silent_for_too_long();
  [[nodiscard]] bool connected() const;
  [[nodiscard]] std::uint64_t sent(curl_off_t uploaded) const;
  [[nodiscard]] std::size_t read(char* to, std::size_t room);

  static std::size_t on_read(char* to, std::size_t size, std::size_t count, void* self);
  static int on_seek(void* self, curl_off_t offset, int origin);
  static int on_progress(void* self, curl_off_t to_get, curl_off_t got, curl_off_t to_send,
                         curl_off_t uploaded);
  static int on_debug(CURL* handle, curl_infotype type, char* data, std::size_t size, void* self);
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_close(void* self, curl_socket_t socket);
  void close_data(int socket);

  const Stop& stop_;
  config::Ticks answer_;
  SocketGuard guard_;
  std::unique_ptr<CURLM, MultiDeleter> multi_;
  CurlHandle easy_;
  std::array<char, CURL_ERROR_SIZE> error_{};
  CURLcode setting_ = CURLE_OK;  // the first that libcurl did not take
  Listener listener_;
  CurlBody body_;
  std::uint64_t at_ = 0;  // how much of the body is read
  bool begun_ = false;    // libcurl has asked for it
  Progress* progress_ = nullptr;
  std::string unread_;                // why the job can't be read
  std::vector<Descriptor> finished_;  // data connections whose other half is still open
  bool spoken_ = false;               // anybody, in this run
  bool heard_ = false;                // something of the other side, in this run
  config::Ticks active_{};
};

}  // namespace printers
