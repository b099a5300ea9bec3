#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "tn3270/datastream/address.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/screen_size.h"

namespace tn3270 {

// A modified field: the address of its first data cell (the attribute's + 1) and its text without
// nulls, in EBCDIC.
struct InboundField {
  BufferAddress address = 0;
  Bytes data;
};

// One inbound record. All spans refer to the record's bytes.
struct Inbound {
  Aid aid = Aid::None;
  std::optional<BufferAddress> cursor;  // PA keys and Clear send none
  std::vector<InboundField> fields;
  Bytes unformatted;  // text before any SBA: all of it on a screen without fields
  Bytes structured;   // AID 88: what follows it, as it came
};

enum class InboundFault : std::uint8_t {
  Empty,
  UnknownAid,
  CutCursor,
  CursorOffScreen,
  CutAddress,
  AddressOffScreen,
  TooManyFields,  // more than the screen has cells
  CutGraphicEscape,
  BufferContents  // orders of a Read Buffer or of character mode, which nobody asked for
};
[[nodiscard]] const char* text(InboundFault fault);  // one clause for people

struct Fault {
  InboundFault what = InboundFault::Empty;
  std::size_t offset = 0;  // in the record
};

// Reads a Read Modified reply (PROTOCOL 4.5). Addresses may be 12- or 14-bit whatever the size;
// `screen` is the larger of the session's sizes.
[[nodiscard]] std::variant<Inbound, Fault> parse_inbound(Bytes record, ScreenSize screen);

}  // namespace tn3270
