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

// A record to a display or a LU3 printer, read as a terminal would (PROTOCOL 4.1-4.3): for the
// screen model, the trace and the host side. Spans refer to the record's bytes.
namespace tn3270 {

// One type and value of SFE, SA or MF.
struct AttributePair {
  std::uint8_t type = 0;
  std::uint8_t value = 0;
};

namespace outbound {

struct StartField {
  std::uint8_t attribute = 0;
};
struct StartFieldExtended {
  Bytes pairs;  // type, value, type, value …
};
struct ModifyField {
  Bytes pairs;
};
struct SetAttribute {
  AttributePair pair;
};
struct SetAddress {
  BufferAddress address = 0;
};
struct InsertCursor {};
struct ProgramTab {};
struct RepeatTo {
  BufferAddress stop = 0;
  std::uint8_t code = 0;
  bool graphic = false;  // of the APL set
};
struct EraseTo {
  BufferAddress stop = 0;
};
struct GraphicCharacter {
  std::uint8_t code = 0;
};
struct Text {
  Bytes codes;  // nothing that is an order; see takes_cell()
};

using Order = std::variant<StartField, StartFieldExtended, ModifyField, SetAttribute, SetAddress,
                           InsertCursor, ProgramTab, RepeatTo, EraseTo, GraphicCharacter, Text>;

}  // namespace outbound

// A record's command, and its WCC where it has one.
struct OutboundHead {
  Command command = Command::Write;
  Wcc wcc = Wcc::None;
  Bytes rest;  // orders, or structured fields
};

enum class OutboundFault : std::uint8_t {
  Empty,
  UnknownCommand,
  NoWcc,
  CutOrder,
  AddressOffScreen,
  NotAField,    // a Modify Field where no attribute is
  FieldLength,  // a structured field that is too short or longer than the record
  NoPartition   // a write for a partition other than 0
};
[[nodiscard]] const char* text(OutboundFault fault);  // one clause for people

// Whether a terminal stores this byte of a text run. Characters, NUL and format codes take a cell;
// x3270 passes over the other control codes.
[[nodiscard]] bool takes_cell(std::uint8_t code);
// A byte that begins an order, and so can't be written as text.
[[nodiscard]] bool begins_order(std::uint8_t code);

// Local (01, 05 …) and SNA (F1, F5 …) encodings; NOP has only one.
[[nodiscard]] std::variant<OutboundHead, OutboundFault> parse_outbound_head(Bytes record);

// Reads one order after the other. Text runs are as long as they can be. A fault is where a
// terminal would stop with operation check: an order that is cut, or an address beyond `size`.
class OutboundOrders {
 public:
  OutboundOrders(Bytes orders, ScreenSize size)
      : rest_(orders), begin_(orders.size()), size_(size) {}

  // nullopt: the end, or a fault.
  [[nodiscard]] std::optional<outbound::Order> next();
  [[nodiscard]] std::optional<OutboundFault> fault() const { return fault_; }
  // Behind the last order, which is where a faulty one begins.
  [[nodiscard]] std::size_t offset() const { return begin_ - rest_.size(); }

 private:
  using Next = std::optional<outbound::Order>;
  Next text();
  Next pairs();
  Next repeat();
  // The address behind the order's byte; nullopt and a fault if it is cut or beyond the screen.
  std::optional<BufferAddress> address();
  // Whether that many bytes are left; a fault if not.
  bool has(std::size_t count);
  Next take(std::size_t count, outbound::Order order);

  Bytes rest_;
  std::size_t begin_;
  ScreenSize size_;
  std::optional<OutboundFault> fault_;
};

// One structured field of a Write Structured Field record, or of an inbound AID 88 record.
struct StructuredField {
  std::uint8_t id = 0;
  Bytes data;  // behind the id
};

// Reads one structured field after the other, so that those before a fault are had. A length of 0
// means: to the end.
class StructuredFields {
 public:
  explicit StructuredFields(Bytes fields) : rest_(fields), begin_(fields.size()) {}

  // nullopt: the end, or a fault.
  [[nodiscard]] std::optional<StructuredField> next();
  [[nodiscard]] std::optional<OutboundFault> fault() const { return fault_; }
  // Behind the last field, which is where a faulty one begins.
  [[nodiscard]] std::size_t offset() const { return begin_ - rest_.size(); }

 private:
  Bytes rest_;
  std::size_t begin_;
  std::optional<OutboundFault> fault_;
};

// All of them at once.
[[nodiscard]] std::variant<std::vector<StructuredField>, OutboundFault> split_structured_fields(
    Bytes fields);

}  // namespace tn3270
