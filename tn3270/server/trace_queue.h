#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "config/limits.h"
#include "tn3270/server/guarded.h"

namespace server {

// Lines of one trace on their way from the reactors to the admin thread: a mailbox with a bound. A
// reader that is too slow loses lines and is told how many; a writer never waits.
class TraceQueue {
 public:
  // To be called, in the writer's thread, when there are lines in an empty queue.
  void wake_with(std::function<void()> wake) {
    box_.with([&](Box& box) { box.wake = std::move(wake); });
  }

  void put(std::vector<std::string>&& lines) {
    const auto wake = box_.with([&](Box& box) {
      const bool was_empty = box.lines.empty();
      for (std::string& line : lines) {
        add(box, std::move(line));
      }
      return was_empty && !box.lines.empty() ? box.wake : std::function<void()>();
    });
    if (wake) {
      wake();
    }
  }

  // Appends whole lines until `most` bytes are reached.
  void take(std::size_t most, std::string& out) {
    box_.with([&](Box& box) {
      while (!box.lines.empty() && out.size() < most) {
        out += box.lines.front();
        out += '\n';
        box.bytes -= box.lines.front().size() + 1;
        box.lines.pop_front();
      }
      if (box.lines.empty() && box.dropped > 0) {
        out += "-- " + std::to_string(box.dropped) + " lines are missing: they came too fast\n";
        box.dropped = 0;
      }
    });
  }

 private:
  struct Box {
    std::deque<std::string> lines;
    std::size_t bytes = 0;
    std::uint64_t dropped = 0;
    std::function<void()> wake;
  };

  // Once one is dropped, all are until the reader has taken the rest: there is one gap, and it is
  // told where it is.
  static void add(Box& box, std::string&& line) {
    const std::size_t size = line.size() + 1;
    if (box.dropped > 0 || box.bytes + size > config::limits::kTraceQueue) {
      ++box.dropped;
      return;
    }
    box.bytes += size;
    box.lines.push_back(std::move(line));
  }

  Guarded<Box> box_;
};

}  // namespace server
