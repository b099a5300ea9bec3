#pragma once

#include <cstdint>
#include <vector>

#include "tn3270/datastream/bytes.h"

// Outbound structured fields (GA23-0059 5, PROTOCOL 4.7), each as one whole record that begins with
// Write Structured Field. Only terminals that are DeviceType::queryable() take them. FF is not
// doubled here: that is telnet's.
namespace tn3270 {

// Read Partition, Query: everything the terminal can say. Its answer keeps the keyboard inhibited
// until the next Write with restore (PROTOCOL 4.6).
[[nodiscard]] ByteBuffer query_record();

enum class QueryListKind : std::uint8_t { List = 0x00, EquivalentAndList = 0x40, All = 0x80 };
// Client quirk (s3270 4.1): a List of codes that it has not is answered with one Null reply; any
// EquivalentAndList like All.
[[nodiscard]] ByteBuffer query_list_record(QueryListKind kind,
                                           const std::vector<std::uint8_t>& qcodes);

// What the terminal's next reads contain, until an Erase/Write whose WCC has the reset bit (40), as
// all of ours have. Client quirk (tnz): a Write with it does as much.
enum class ReplyMode : std::uint8_t { Field = 0x00, ExtendedField = 0x01, Character = 0x02 };
// `attributes`: the types that Character mode reports. REQUIRES: empty in the other modes.
[[nodiscard]] ByteBuffer set_reply_mode_record(ReplyMode mode,
                                               const std::vector<std::uint8_t>& attributes);

enum class ScreenChoice : std::uint8_t { Default = 0x00, Alternate = 0x80 };
[[nodiscard]] ByteBuffer erase_reset_record(ScreenChoice choice);

// Outbound 3270DS: `write` is a whole record, command byte first, for partition 0. REQUIRES: it is
// not empty and shorter than 64 KB.
[[nodiscard]] ByteBuffer outbound_3270ds_record(Bytes write);

}  // namespace tn3270
