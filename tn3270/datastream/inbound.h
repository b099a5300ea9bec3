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
#include "tn3270/datastream/structured_field.h"

namespace tn3270 {

// A modified field: the address of its first data cell (the attribute's + 1) and its text without
// nulls, in EBCDIC. DUP, FM, SO, SI and graphic escapes stay in it as they came; so do SA orders,
// which come in the character reply mode only.
struct InboundField {
  BufferAddress address = 0;
  Bytes data;
};

// One inbound record. All spans refer to the record's bytes.
struct Inbound {
  Aid aid = Aid::None;
  std::optional<BufferAddress> cursor;  // PA keys, Clear and a test request send none
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
  CutAttribute,    // SF, SFE or SA without all of its operands
  BufferContents,  // orders of a Read Buffer or of character mode, which nobody asked for
  TooManyCells,    // buffer contents beyond the screen
  StrangeOrder     // one that no buffer contents have
};
[[nodiscard]] const char* text(InboundFault fault);  // one clause for people

struct Fault {
  InboundFault what = InboundFault::Empty;
  std::size_t offset = 0;  // in the record
};

// What the session has agreed on with the terminal. Without a Set Reply Mode and a partition of
// 16-bit addresses both are as here.
struct InboundForm {
  ReplyMode reply_mode = ReplyMode::Field;
  AddressForm addresses = AddressForm::TwelveOrFourteen;
};

// Reads what a key or a Read Modified (All) brings (PROTOCOL 4.5); AID 60 means that the host asked
// and 61 that it asked by Read Partition. `screen` is the larger of the session's sizes. The test
// request of classic TN3270, `01 6C 61 02`, is Aid::SysReq with whatever fields follow.
[[nodiscard]] std::variant<Inbound, Fault> parse_inbound(Bytes record, ScreenSize screen,
                                                         InboundForm form = {});

// `data` of a field or `unformatted`, without the SA orders of the character reply mode. REQUIRES:
// it comes out of parse_inbound().
[[nodiscard]] ByteBuffer without_attributes(Bytes data);

}  // namespace tn3270
