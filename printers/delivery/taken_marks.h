#pragma once

#include <cstdint>
#include <deque>

namespace printers {

// How many bytes of text have arrived, when so many sealed ones have.
class TakenMarks {
 public:
  // The first `text` bytes are among the first `sealed` ones; neither shrinks.
  void add(std::uint64_t sealed, std::uint64_t text) { marks_.push_back({sealed, text}); }

  // `sealed` does not shrink from call to call.
  [[nodiscard]] std::uint64_t text_of(std::uint64_t sealed) {
    while (!marks_.empty() && marks_.front().sealed <= sealed) {
      taken_ = marks_.front().text;
      marks_.pop_front();
    }
    return taken_;
  }

 private:
  struct Mark {
    std::uint64_t sealed;
    std::uint64_t text;
  };
  std::deque<Mark> marks_;
  std::uint64_t taken_ = 0;
};

}  // namespace printers
