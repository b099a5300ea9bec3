#pragma once

#include <cstdint>
#include <string>

#include "printers/job.h"

// What is in a spool file. Format 1; a change of anything here is a new format.
namespace printers {

inline constexpr std::uint32_t kSpoolMark = 0x54'4E'33'50;  // application_id: "TN3P"
inline constexpr std::uint32_t kSpoolFormat = 1;            // user_version

// Of an empty file, up to its tables.
[[nodiscard]] const std::string& schema();

// A piece's row: the job, and behind it the piece's number in 24 bits, so that one tree without an
// index holds the pieces of a job side by side.
inline constexpr int kPieceBits = 24;
inline constexpr std::uint64_t kMostPieces = std::uint64_t{1} << kPieceBits;
inline constexpr JobId kLastJob = (JobId{1} << (63 - kPieceBits)) - 1;

[[nodiscard]] constexpr std::int64_t piece_row(JobId job, std::uint64_t number) {
  return static_cast<std::int64_t>((job << kPieceBits) | number);
}

// SQLite has no checksums: this one says that a piece is still what was appended (FNV-1a).
[[nodiscard]] std::int64_t checksum(tn3270::Bytes bytes);

}  // namespace printers
