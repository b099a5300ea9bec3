#include "tn3270/datastream/structured_field.h"

#include <limits>

#include "config/verify.h"
#include "tn3270/datastream/orders.h"

namespace tn3270 {
namespace {

enum class FieldId : std::uint8_t {
  ReadPartition = 0x01,
  EraseReset = 0x03,
  SetReplyMode = 0x09,
  Outbound3270ds = 0x40
};
enum class ReadType : std::uint8_t { Query = 0x02, QueryList = 0x03 };

constexpr std::uint8_t kPartition0 = 0x00;
constexpr std::uint8_t kAnyPartition = 0xFF;  // queries ask the terminal, not a partition
constexpr std::size_t kHead = 3;              // length and id, which the length counts

template <class Code>
std::uint8_t byte(Code code) {
  return static_cast<std::uint8_t>(code);
}

// One record of one structured field: `parameters`, then `rest`.
ByteBuffer record_of(FieldId id, Bytes parameters, Bytes rest) {
  const std::size_t length = kHead + parameters.size() + rest.size();
  VERIFY(length <= std::numeric_limits<std::uint16_t>::max(), "a structured field beyond 64 KB");
  ByteBuffer record;
  record.reserve(length + 1);
  record.push_back(byte(Command::WriteStructuredField));
  record.push_back(static_cast<std::uint8_t>(length >> 8U));
  record.push_back(static_cast<std::uint8_t>(length & 0xFFU));
  record.push_back(byte(id));
  record.insert(record.end(), parameters.begin(), parameters.end());
  record.insert(record.end(), rest.begin(), rest.end());
  return record;
}

}  // namespace

ByteBuffer query_record() {
  const ByteBuffer parameters{kAnyPartition, byte(ReadType::Query)};
  return record_of(FieldId::ReadPartition, parameters, {});
}

ByteBuffer query_list_record(QueryListKind kind, const std::vector<std::uint8_t>& qcodes) {
  const ByteBuffer parameters{kAnyPartition, byte(ReadType::QueryList), byte(kind)};
  return record_of(FieldId::ReadPartition, parameters, qcodes);
}

ByteBuffer set_reply_mode_record(ReplyMode mode, const std::vector<std::uint8_t>& attributes) {
  VERIFY(mode == ReplyMode::Character || attributes.empty(),
         "only the character reply mode reports attributes of characters");
  const ByteBuffer parameters{kPartition0, byte(mode)};
  return record_of(FieldId::SetReplyMode, parameters, attributes);
}

ByteBuffer erase_reset_record(ScreenChoice choice) {
  const ByteBuffer parameters{byte(choice)};
  return record_of(FieldId::EraseReset, parameters, {});
}

ByteBuffer outbound_3270ds_record(Bytes write) {
  VERIFY(!write.empty(), "a write without a command");
  const ByteBuffer parameters{kPartition0};
  return record_of(FieldId::Outbound3270ds, parameters, write);
}

}  // namespace tn3270
