#pragma once

#include <cstdint>

#include "printers/format/scs_code.h"
#include "tn3270/datastream/bytes.h"

namespace printers {

// Whoever wants to know what a job of SCS consists of. Offsets count from the job's first byte.
class ScsHandler {
 public:
  ScsHandler() = default;
  virtual ~ScsHandler() = default;
  ScsHandler(const ScsHandler&) = delete;
  ScsHandler& operator=(const ScsHandler&) = delete;
  virtual void text(tn3270::Bytes characters) = 0;
  virtual void code(tn3270::Bytes whole, std::uint64_t offset) = 0;
};

// A stream of SCS as runs of characters and whole codes, however it is cut into pieces.
class ScsSplitter {
 public:
  void feed(tn3270::Bytes piece, ScsHandler& handler);
  // A code whose end is missing.
  [[nodiscard]] tn3270::Bytes unfinished() const { return begun_; }
  [[nodiscard]] std::uint64_t unfinished_at() const { return offset_ - begun_.size(); }

 private:
  tn3270::ByteBuffer begun_;
  std::uint64_t offset_ = 0;
};

}  // namespace printers
