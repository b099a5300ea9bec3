#pragma once

#include <functional>
#include <memory>
#include <string>

#include "config/time.h"
#include "tn3270/server/admin/body_source.h"
#include "tn3270/server/trace_queue.h"

namespace server {

// A trace as the body of an answer: the lines of a queue until its time is over. Lives on the admin
// thread; its end, whatever the reason, ends the trace.
class TraceStream : public BodySource {
 public:
  using Clock = std::function<config::Instant()>;
  TraceStream(std::shared_ptr<TraceQueue> queue, config::Instant end, Clock clock,
              std::function<void()> ended)
      : queue_(std::move(queue)), end_(end), clock_(std::move(clock)), ended_(std::move(ended)) {}
  ~TraceStream() override { ended_(); }
  TraceStream(const TraceStream&) = delete;
  TraceStream& operator=(const TraceStream&) = delete;

  void wake_with(std::function<void()> wake) override { queue_->wake_with(std::move(wake)); }
  State take(std::size_t most, std::string& out) override {
    queue_->take(most, out);
    if (clock_() < end_) {
      return State::More;
    }
    out += "-- the time of this trace is over\n";
    return State::Ended;
  }

 private:
  std::shared_ptr<TraceQueue> queue_;
  config::Instant end_;
  Clock clock_;
  std::function<void()> ended_;
};

}  // namespace server
