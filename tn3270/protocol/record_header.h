#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "tn3270/datastream/bytes.h"

namespace tn3270 {

// The five bytes before every TN3270E record (RFC 2355 8.1), IACs not doubled.
struct RecordHeader {
  static constexpr std::size_t kSize = 5;
  static constexpr std::uint16_t kLastSequence = 32767;  // then 0 again (RFC 2355 8.1.4)

  std::uint8_t type = 0;
  std::uint8_t request = 0;
  std::uint8_t response = 0;
  std::uint16_t sequence = 0;

  // nullopt: too short.
  [[nodiscard]] static std::optional<RecordHeader> parse(Bytes record);
};

// What goes on the wire: every FF doubled, in the header too (PROTOCOL 1.4); IAC EOR ends a record.
void append_header(const RecordHeader& header, ByteBuffer& out);
void append_data(Bytes data, ByteBuffer& out);
void append_end_of_record(ByteBuffer& out);
// A whole TN3270E record.
void append_record(const RecordHeader& header, Bytes data, ByteBuffer& out);

}  // namespace tn3270
