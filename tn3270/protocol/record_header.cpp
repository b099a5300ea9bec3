#include "tn3270/protocol/record_header.h"

#include <algorithm>
#include <array>

#include "tn3270/protocol/telnet_codes.h"

namespace tn3270 {

std::optional<RecordHeader> RecordHeader::parse(Bytes record) {
  if (record.size() < kSize) {
    return std::nullopt;
  }
  RecordHeader header;
  header.type = record[0];
  header.request = record[1];
  header.response = record[2];
  header.sequence = static_cast<std::uint16_t>((record[3] << 8U) | record[4]);
  return header;
}

void append_header(const RecordHeader& header, ByteBuffer& out) {
  const std::array<std::uint8_t, RecordHeader::kSize> bytes{
      header.type, header.request, header.response,
      static_cast<std::uint8_t>(header.sequence >> 8U),
      static_cast<std::uint8_t>(header.sequence & 0xFFU)};
  append_data(bytes, out);
}

void append_data(Bytes data, ByteBuffer& out) {
  while (!data.empty()) {
    const auto iac = std::find(data.begin(), data.end(), telnet::kIac);
    out.insert(out.end(), data.begin(), iac);
    if (iac == data.end()) {
      return;
    }
    out.insert(out.end(), {telnet::kIac, telnet::kIac});
    data = data.subspan(static_cast<std::size_t>(iac - data.begin()) + 1);
  }
}

void append_end_of_record(ByteBuffer& out) {
  out.insert(out.end(), {telnet::kIac, telnet::kEor});
}

void append_record(const RecordHeader& header, Bytes data, ByteBuffer& out) {
  append_header(header, out);
  append_data(data, out);
  append_end_of_record(out);
}

}  // namespace tn3270
