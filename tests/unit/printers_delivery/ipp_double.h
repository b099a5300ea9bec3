#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace printers {

// What a printer answers to one request.
struct IppReply {
  std::uint16_t status = 0;
  int job_id = 0;         // 0: no job attributes
  int job_state = 0;      // RFC 8011 5.3.7
  std::string reasons{};  // job-state-reasons, or the printer's
  int printer_state = 0;
  bool accepts = true;
  std::string http{};  // instead: a whole HTTP answer
  enum class Then : std::uint8_t { Answer, Silence, Close } then = Then::Answer;
};

// A printer in a thread, on loopback, without TLS: one reply for each request, the last one again
// and again. One client at a time.
class IppDouble {
 public:
  explicit IppDouble(std::vector<IppReply> replies);
  ~IppDouble();
  IppDouble(const IppDouble&) = delete;
  IppDouble& operator=(const IppDouble&) = delete;

  [[nodiscard]] std::string uri() const;
  [[nodiscard]] std::string server() const { return "127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::vector<std::string> headers() const;  // of each request
  [[nodiscard]] std::vector<std::string> bodies() const;

 private:
  void serve();
  void talk(int socket);
  bool answer(int socket);  // false: the connection is closed
  bool more(int socket, std::string& heard) const;

  std::deque<IppReply> replies_;
  std::uint16_t port_ = 0;
  int listener_;
  int end_;
  mutable std::mutex mutex_;  // guards what follows
  std::vector<std::string> headers_;
  std::vector<std::string> bodies_;
  std::thread thread_;
};

}  // namespace printers
