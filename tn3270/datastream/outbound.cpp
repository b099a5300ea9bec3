#include "tn3270/datastream/outbound.h"

#include <algorithm>

namespace tn3270 {
namespace {

constexpr std::uint8_t kBlank = 0x40;  // the first byte that is a character

// Both encodings (PROTOCOL 4.1).
std::optional<Command> command_of(std::uint8_t byte) {
  switch (byte) {
    case 0x01:
    case 0xF1:
      return Command::Write;
    case 0x05:
    case 0xF5:
      return Command::EraseWrite;
    case 0x0D:
    case 0x7E:
      return Command::EraseWriteAlternate;
    case 0x02:
    case 0xF2:
      return Command::ReadBuffer;
    case 0x06:
    case 0xF6:
      return Command::ReadModified;
    case 0x0E:
    case 0x6E:
      return Command::ReadModifiedAll;
    case 0x0F:
    case 0x6F:
      return Command::EraseAllUnprotected;
    case 0x11:
    case 0xF3:
      return Command::WriteStructuredField;
    case 0x03:
      return Command::NoOperation;
    default:
      return std::nullopt;
  }
}

bool has_wcc(Command command) {
  return command == Command::Write || command == Command::EraseWrite ||
         command == Command::EraseWriteAlternate;
}

}  // namespace

const char* text(OutboundFault fault) {
  switch (fault) {
    case OutboundFault::Empty:
      return "the record is empty";
    case OutboundFault::UnknownCommand:
      return "no command has that code";
    case OutboundFault::NoWcc:
      return "the write control character is missing";
    case OutboundFault::CutOrder:
      return "an order is cut";
    case OutboundFault::AddressOffScreen:
      return "an address is beyond the screen";
    case OutboundFault::NotAField:
      return "a field is modified where none begins";
    case OutboundFault::FieldLength:
      return "a structured field is too short or longer than the record";
    case OutboundFault::NoPartition:
      return "a write is for a partition that the terminal does not have";
  }
  return "unknown fault";
}

bool takes_cell(std::uint8_t code) {
  switch (static_cast<FormatCode>(code)) {
    case FormatCode::Nul:
    case FormatCode::Ff:
    case FormatCode::Cr:
    case FormatCode::So:
    case FormatCode::Si:
    case FormatCode::Nl:
    case FormatCode::Em:
    case FormatCode::Dup:
    case FormatCode::Fm:
    case FormatCode::Lf:
    case FormatCode::Sub:
    case FormatCode::Eo:
      return true;
    default:
      return code >= kBlank;
  }
}

bool begins_order(std::uint8_t code) {
  switch (static_cast<Order>(code)) {
    case Order::Pt:
    case Order::Ge:
    case Order::Sba:
    case Order::Eua:
    case Order::Ic:
    case Order::Sf:
    case Order::Sa:
    case Order::Sfe:
    case Order::Mf:
    case Order::Ra:
      return true;
    default:
      return false;
  }
}

std::variant<OutboundHead, OutboundFault> parse_outbound_head(Bytes record) {
  if (record.empty()) {
    return OutboundFault::Empty;
  }
  const auto command = command_of(record[0]);
  if (!command) {
    return OutboundFault::UnknownCommand;
  }
  if (!has_wcc(*command)) {
    return OutboundHead{*command, Wcc::None, record.subspan(1)};
  }
  if (record.size() < 2) {
    return OutboundFault::NoWcc;
  }
  return OutboundHead{*command, static_cast<Wcc>(record[1] & 0x3FU), record.subspan(2)};
}

bool OutboundOrders::has(std::size_t count) {
  if (rest_.size() < count) {
    fault_ = OutboundFault::CutOrder;
    return false;
  }
  return true;
}

OutboundOrders::Next OutboundOrders::take(std::size_t count, outbound::Order order) {
  rest_ = rest_.subspan(count);
  return order;
}

std::optional<BufferAddress> OutboundOrders::address() {
  if (!has(3)) {
    return std::nullopt;
  }
  const BufferAddress address = decode_address(rest_[1], rest_[2]);
  if (address >= size_.cells()) {
    fault_ = OutboundFault::AddressOffScreen;
    return std::nullopt;
  }
  return address;
}

std::optional<outbound::Order> OutboundOrders::next() {
  if (fault_ || rest_.empty()) {
    return std::nullopt;
  }
  switch (static_cast<Order>(rest_[0])) {
    case Order::Pt:
      return take(1, outbound::ProgramTab{});
    case Order::Ic:
      return take(1, outbound::InsertCursor{});
    case Order::Ge:
      return has(2) ? take(2, outbound::GraphicCharacter{rest_[1]}) : std::nullopt;
    case Order::Sf:
      return has(2) ? take(2, outbound::StartField{rest_[1]}) : std::nullopt;
    case Order::Sa:
      return has(3) ? take(3, outbound::SetAttribute{{rest_[1], rest_[2]}}) : std::nullopt;
    case Order::Sba: {
      const auto to = address();
      return to ? take(3, outbound::SetAddress{*to}) : std::nullopt;
    }
    case Order::Eua: {
      const auto stop = address();
      return stop ? take(3, outbound::EraseTo{*stop}) : std::nullopt;
    }
    case Order::Sfe:
    case Order::Mf:
      return pairs();
    case Order::Ra:
      return repeat();
    default:
      return text();
  }
}

OutboundOrders::Next OutboundOrders::text() {
  const auto end = std::find_if(rest_.begin(), rest_.end(), [](std::uint8_t code) {
    return code < kBlank && begins_order(code);
  });
  const auto length = static_cast<std::size_t>(end - rest_.begin());
  return take(length, outbound::Text{rest_.first(length)});
}

OutboundOrders::Next OutboundOrders::pairs() {
  if (!has(2)) {
    return std::nullopt;
  }
  const std::size_t length = std::size_t{rest_[1]} * 2;
  if (!has(2 + length)) {
    return std::nullopt;
  }
  const Bytes pairs = rest_.subspan(2, length);
  if (rest_[0] == static_cast<std::uint8_t>(Order::Mf)) {
    return take(2 + length, outbound::ModifyField{pairs});
  }
  return take(2 + length, outbound::StartFieldExtended{pairs});
}

OutboundOrders::Next OutboundOrders::repeat() {
  const auto stop = address();
  if (!stop || !has(4)) {
    return std::nullopt;
  }
  if (rest_[3] != static_cast<std::uint8_t>(Order::Ge)) {
    return take(4, outbound::RepeatTo{*stop, rest_[3], false});
  }
  return has(5) ? take(5, outbound::RepeatTo{*stop, rest_[4], true}) : std::nullopt;
}

std::optional<StructuredField> StructuredFields::next() {
  constexpr std::size_t kHead = 3;  // length and id
  if (fault_ || rest_.empty()) {
    return std::nullopt;
  }
  if (rest_.size() < kHead) {
    fault_ = OutboundFault::FieldLength;
    return std::nullopt;
  }
  std::size_t length = std::size_t{rest_[0]} << 8U | rest_[1];
  length = length == 0 ? rest_.size() : length;
  if (length < kHead || length > rest_.size()) {
    fault_ = OutboundFault::FieldLength;
    return std::nullopt;
  }
  const StructuredField field{rest_[2], rest_.subspan(kHead, length - kHead)};
  rest_ = rest_.subspan(length);
  return field;
}

std::variant<std::vector<StructuredField>, OutboundFault> split_structured_fields(Bytes fields) {
  StructuredFields reader(fields);
  std::vector<StructuredField> found;
  while (const auto field = reader.next()) {
    found.push_back(*field);
  }
  if (reader.fault()) {
    return *reader.fault();
  }
  return found;
}

}  // namespace tn3270
