#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace printers {

// One connection, as a printer's script sees it. Closed when the script ends.
class Visit {
 public:
  Visit(int socket, const std::atomic<bool>& over) : socket_(socket), over_(over) {}
  ~Visit();
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  // So many bytes, or fewer if the other side ends.
  std::string read(std::size_t count);
  // To `end`, without it; or to the other side's end.
  std::string read_to(char end);
  std::string read_all();
  void say(const std::string& text);
  void half_close();
  void reset();  // RST, also when bytes wait to be read
  // Keeps the connection, silent, until the test is over.
  void sleep();

 private:
  [[nodiscard]] bool readable();

  int socket_;
  const std::atomic<bool>& over_;
};

// A printer on loopback, in a thread: serves one connection at a time by its script.
class PrinterDouble {
 public:
  using Script = std::function<void(Visit& visit)>;
  enum class Keeps : std::uint8_t { Much, Little };  // what the kernel takes for a slow reader
  explicit PrinterDouble(Script script, Keeps keeps = Keeps::Much);
  ~PrinterDouble();
  PrinterDouble(const PrinterDouble&) = delete;
  PrinterDouble& operator=(const PrinterDouble&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  // Connections whose scripts have ended; waits for the first `count` of them.
  [[nodiscard]] std::size_t visits(std::size_t count = 0) const;
  // What scripts have noted, in order.
  void note(const std::string& text);
  [[nodiscard]] std::string noted() const;

 private:
  void serve();

  Script script_;
  std::uint16_t port_ = 0;
  int listener_;
  std::atomic<bool> over_{false};
  std::atomic<std::size_t> visits_{0};
  mutable std::mutex mutex_;  // guards noted_
  std::string noted_;
  std::thread thread_;
};

// A port of loopback where nobody listens.
[[nodiscard]] std::uint16_t closed_port();

}  // namespace printers
