#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "printers/descriptor.h"

// A program that is run for one job: no shell, a process group of its own, nothing of ours open in
// it but what is given to it.
namespace printers {

using Environment = std::vector<std::pair<std::string, std::string>>;

class Child {
 public:
  // `words`: a path and arguments; `more` comes to our own environment, of which nothing named
  // TN3270D_* is handed on. error() is not 0 if it could not be run.
  Child(const std::vector<std::string>& words, const Environment& more);
  // Kills it, with its group, if it runs.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  [[nodiscard]] int error() const { return error_; }
  // None of them blocks. ended() is readable once it has ended.
  [[nodiscard]] Descriptor& input() { return input_; }
  [[nodiscard]] const Descriptor& output() const { return output_; }
  [[nodiscard]] const Descriptor& errors() const { return errors_; }
  [[nodiscard]] const Descriptor& ended() const { return ended_; }

  // As of waitpid(); nullopt while it runs.
  [[nodiscard]] std::optional<int> status();
  // SIGTERM to its group, and SIGKILL a moment later.
  void kill();

 private:
  pid_t pid_ = -1;
  int error_ = 0;
  std::optional<int> status_;
  Descriptor input_;
  Descriptor output_;
  Descriptor errors_;
  Descriptor ended_;
};

}  // namespace printers
