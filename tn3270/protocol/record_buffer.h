#pragma once

#include <cstddef>
#include <cstdint>

#include "config/limits.h"
#include "tn3270/datastream/bytes.h"

namespace tn3270 {

// Collects records out of data runs. The records that one feed() has completed lie behind each
// other until they are forgotten; the one that has only begun is kept.
class RecordBuffer {
 public:
  struct Place {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
  };
  enum class Fit : std::uint8_t { Taken, TooLong };

  // `longest`: of one record, in bytes.
  explicit RecordBuffer(std::size_t longest = config::limits::kInboundRecord)
      : longest_(static_cast<std::uint32_t>(longest)) {}

  // A new feed(): the records of the last one are gone.
  void next_feed();
  // REQUIRES: nothing more after TooLong.
  [[nodiscard]] Fit append(Bytes run);
  [[nodiscard]] bool begun() const { return bytes_.size() > start_; }
  // The record that has begun is whole (it may be empty).
  [[nodiscard]] Place finish();
  [[nodiscard]] Bytes view(Place place) const;

  // Completed records are gone, and their memory with them.
  void forget();
  // Its end will not come.
  void forget_begun() { bytes_.resize(start_); }

 private:
  ByteBuffer bytes_;
  std::size_t start_ = 0;  // of the record that has begun
  std::uint32_t longest_;
};

}  // namespace tn3270
