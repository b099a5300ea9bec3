#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include "config/time.h"
#include "tn3270/server/admin/body_source.h"

namespace server {

// A trace as the body of an answer: the lines of a queue until its time is over. Lives on the admin
// thread; its end, whatever the reason, ends the trace.
class TraceStream : public BodySource {
 public:
  // The reader's end of a TraceQueue, and what the stream needs else.
  struct Surroundings {
    std::function<void(std::function<void()> wake)> wake_with;
    std::function<void(std::size_t most, std::string& out)> take;
    std::function<config::Instant()> clock;
    std::function<void()> ended;
  };
  TraceStream(Surroundings around, config::Instant end) : around_(std::move(around)), end_(end) {}
  ~TraceStream() override { around_.ended(); }
  TraceStream(const TraceStream&) = delete;
  TraceStream& operator=(const TraceStream&) = delete;

  void wake_with(std::function<void()> wake) override { around_.wake_with(std::move(wake)); }
  State take(std::size_t most, std::string& out) override {
    around_.take(most, out);
    if (around_.clock() < end_) {
      return State::More;
    }
    out += "-- the time of this trace is over\n";
    return State::Ended;
  }

 private:
  Surroundings around_;
  config::Instant end_;
};

}  // namespace server
