#pragma once

#include <memory>
#include <string>

namespace server {

// The process's log: one line a message, id first ("TND104W …", "BSTT075E …"). From any thread,
// never blocks: a thread of its own writes; when its queue is full the oldest lines go and are
// counted.
class Log {
 public:
  enum class Target { Stderr, Nowhere };
  enum class Level { Info, Debug };  // the lowest that is written
  explicit Log(Target target, Level level = Level::Info);
  ~Log();  // writes what is queued
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  [[nodiscard]] bool writes_debug() const;
  void debug(const std::string& line);
  void info(const std::string& line);
  void warning(const std::string& line);
  void error(const std::string& line);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace server
