#pragma once

#include <mutex>
#include <utility>

namespace server {

// Data that cannot be reached without its lock. No callback may run under it: `work` touches the
// data and returns a value.
template <class T>
class Guarded {
 public:
  template <class... Args>
  explicit Guarded(Args&&... args) : value_(std::forward<Args>(args)...) {}

  template <class Work>
  decltype(auto) with(Work&& work) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return std::forward<Work>(work)(value_);
  }

 private:
  std::mutex mutex_;
  T value_;
};

}  // namespace server
