#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "config/time.h"
#include "tn3270/datastream/bytes.h"

namespace vtam {

// How a round trip is measured.
enum class IvpProbe : std::uint8_t {
  Response,  // a Write that wants a definite response
  Read       // a Read Modified, which the terminal answers by itself
};

// Round trips to one terminal, in series; the last ones are kept.
class IvpTiming {
 public:
  static constexpr std::size_t kSeries = 10;
  static constexpr std::size_t kKept = 100;

  explicit IvpTiming(IvpProbe probe) : probe_(probe) {}

  // A record that changes nothing on the screen and is answered.
  [[nodiscard]] tn3270::ByteBuffer probe(config::Instant now);
  // The answer to it. True: the series goes on with another probe.
  [[nodiscard]] bool answered(config::Instant now);
  void begin() { left_ = kSeries; }
  void stop() { left_ = 0; }

  [[nodiscard]] IvpProbe how() const { return probe_; }
  [[nodiscard]] bool measuring() const { return left_ > 0; }
  [[nodiscard]] std::size_t count() const { return kept_.size(); }
  struct Summary {
    config::Ticks least{};
    config::Ticks median{};
    config::Ticks most{};
  };
  [[nodiscard]] std::optional<Summary> summary() const;  // nullopt: nothing was measured yet

 private:
  IvpProbe probe_;
  std::size_t left_ = 0;
  config::Instant sent_{};
  std::deque<config::Ticks> kept_;
};

}  // namespace vtam
