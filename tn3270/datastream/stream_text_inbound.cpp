// What a terminal sends, without what its user could not see.

#include <algorithm>
#include <array>
#include <optional>
#include <variant>

#include "tn3270/datastream/aid.h"
#include "tn3270/datastream/hidden_cells.h"
#include "tn3270/datastream/outbound.h"
#include "tn3270/datastream/query_reply.h"
#include "tn3270/datastream/stream_text.h"
#include "tn3270/datastream/stream_words.h"

namespace tn3270 {
namespace {

constexpr std::size_t kCursorEnd = 3;  // AID and two bytes of address
constexpr std::uint8_t kQueryReply = 0x81;

bool begins_with(Bytes record, std::initializer_list<std::uint8_t> codes) {
  return record.size() >= codes.size() && std::equal(codes.begin(), codes.end(), record.begin());
}

bool is(std::uint8_t byte, Order order) {
  return byte == static_cast<std::uint8_t>(order);
}

// RFC 1646 3: what a printer in classic mode says about a record.
std::string printer_status_words(Bytes record) {
  constexpr std::uint8_t kDeviceEnd = 0x02;
  if (record.size() < 5) {
    return "PRINTER-STATUS cut";
  }
  return record[3] == kDeviceEnd
             ? "PRINTER-STATUS device end"
             : "PRINTER-STATUS " + hex_byte(record[3]) + " " + hex_byte(record[4]);
}

std::string size_words(unsigned rows, unsigned columns) {
  return std::to_string(rows) + "x" + std::to_string(columns);
}

std::string reply_words(std::uint8_t qcode, const QueryReplies& replies) {
  std::string words = query_code_words(qcode);
  if (qcode == 0x81 && replies.usable_area) {
    words += " " + size_words(replies.usable_area->rows, replies.usable_area->columns);
  } else if (qcode == 0xA6 && replies.implicit_partition) {
    const auto& sizes = *replies.implicit_partition;
    words += " " + size_words(sizes.rows, sizes.columns) + " and " +
             size_words(sizes.alternate_rows, sizes.alternate_columns);
  } else if (qcode == 0x85 && replies.code_page()) {
    words += " code page " + *replies.code_page();
  }
  return words;
}

// One run over the contents of a Read Buffer reply: they begin at address 0.
class BufferReader {
 public:
  explicit BufferReader(Bytes rest) : rest_(rest) {}

  struct Part {
    std::string word;             // an attribute, or empty
    Bytes text;                   // or characters
    std::optional<bool> hides{};  // from here on, if the attribute says so
    std::size_t cells = 0;
  };
  [[nodiscard]] std::optional<Part> next();

 private:
  [[nodiscard]] Part field();
  [[nodiscard]] Part extended(const char* name);
  [[nodiscard]] Part character_attribute();
  [[nodiscard]] Part characters();
  [[nodiscard]] Bytes take(std::size_t size) {
    const Bytes part = rest_.first(std::min(size, rest_.size()));
    rest_ = rest_.subspan(part.size());
    return part;
  }
  Bytes rest_;
};

std::optional<BufferReader::Part> BufferReader::next() {
  if (rest_.empty()) {
    return std::nullopt;
  }
  if (is(rest_.front(), Order::Sf)) {
    return field();
  }
  if (is(rest_.front(), Order::Sfe)) {
    return extended("SFE");
  }
  if (is(rest_.front(), Order::Mf)) {
    return extended("MF");
  }
  if (is(rest_.front(), Order::Sa)) {
    return character_attribute();
  }
  return characters();
}

BufferReader::Part BufferReader::field() {
  const Bytes order = take(2);
  if (order.size() < 2) {
    return {"FAULT: SF is cut", {}, true, 1};
  }
  return {"SF(" + attribute_words(order[1]) + ")", {}, attribute_hides(order[1]), 1};
}

BufferReader::Part BufferReader::extended(const char* name) {
  const Bytes head = take(2);
  const std::size_t size = head.size() < 2 ? 0 : std::size_t{head[1]} * 2;
  const Bytes pairs = take(size);
  if (head.size() < 2 || pairs.size() < size) {
    return {std::string("FAULT: ") + name + " is cut", {}, true, 1};
  }
  bool hides = false;
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    if (pairs[i] == static_cast<std::uint8_t>(AttributeType::Field)) {
      hides = attribute_hides(pairs[i + 1]);
    }
  }
  return {name + ("(" + pairs_words(pairs) + ")"), {}, hides, 1};
}

BufferReader::Part BufferReader::character_attribute() {
  const Bytes order = take(3);
  if (order.size() < 3) {
    return {"FAULT: SA is cut", {}, true, 0};
  }
  return {"SA(" + pair_words({order[1], order[2]}) + ")", {}, std::nullopt, 0};
}

BufferReader::Part BufferReader::characters() {
  const Bytes all = rest_;
  std::size_t cells = 0;
  while (!rest_.empty() && !is(rest_.front(), Order::Sf) && !is(rest_.front(), Order::Sfe) &&
         !is(rest_.front(), Order::Sa) && !is(rest_.front(), Order::Mf)) {
    static_cast<void>(take(is(rest_.front(), Order::Ge) ? 2 : 1));
    ++cells;
  }
  return {"", all.first(all.size() - rest_.size()), std::nullopt, cells};
}

}  // namespace

RecordText StreamText::inbound(Bytes record) {
  RecordText told{{}, ByteMask(record.size(), false)};
  ScreenSize larger =
      sizes_.primary.cells() > sizes_.alternate.cells() ? sizes_.primary : sizes_.alternate;
  // The reply mode is not followed: where none agreed on characters, no SA comes.
  const auto parsed = parse_inbound(record, larger, {ReplyMode::Character});
  if (const auto* fault = std::get_if<Fault>(&parsed)) {
    fault_words(*fault, record, told);
    return told;
  }
  const auto& input = std::get<Inbound>(parsed);
  told.words.push_back(text(input.aid));
  if (input.aid == Aid::StructuredField) {
    structured_words(input.structured, record, told);
    return told;
  }
  if (input.cursor) {
    told.words.push_back("cursor" + place_words(*input.cursor, screen_.size()));
  }
  field_words(input, record, told);
  screen_.apply(input);
  crossing_.reset();
  known_ = known_ || input.aid == Aid::Clear;
  return told;
}

void StreamText::field_words(const Inbound& input, Bytes record, RecordText& told) const {
  if (!input.unformatted.empty()) {
    if (any_hidden() || crossing_) {
      hide(input.unformatted, record, told.hidden);
      told.words.push_back(hidden_words(input.unformatted.size()));
    } else {
      told.words.push_back(quoted(without_attributes(input.unformatted)));
    }
  }
  const HiddenCells hidden_cells(screen_);
  for (const InboundField& field : input.fields) {
    std::string word = place_words(field.address, screen_.size());
    const std::size_t cells = std::max<std::size_t>(field.data.size(), 1);
    if (!known_ || hidden_cells.any_in(field.address, cells) ||
        (crossing_ && crossing_->any_in(field.address, cells))) {
      hide(field.data, record, told.hidden);
      word += "=" + hidden_words(field.data.size());
    } else {
      word += "=" + quoted(without_attributes(field.data));
    }
    told.words.push_back(std::move(word));
  }
}

void StreamText::structured_words(Bytes structured, Bytes record, RecordText& told) const {
  const auto split = split_structured_fields(structured);
  if (const auto* fault = std::get_if<OutboundFault>(&split)) {
    told.words.push_back(std::string("FAULT: ") + tn3270::text(*fault));
    if (any_hidden()) {
      hide(structured, record, told.hidden);
    }
    return;
  }
  const auto replies = parse_query_replies(structured);
  const auto* said = std::get_if<QueryReplies>(&replies);
  const QueryReplies nothing;
  for (const StructuredField& field : std::get<std::vector<StructuredField>>(split)) {
    if (field.id == kQueryReply && !field.data.empty()) {
      told.words.push_back("Query Reply(" +
                           reply_words(field.data[0], said != nullptr ? *said : nothing) + ")");
      continue;
    }
    told.words.push_back(structured_field_words(field.id));
    if (any_hidden()) {  // Inbound 3270DS and its like may hold fields
      hide(field.data, record, told.hidden);
    }
  }
}

void StreamText::fault_words(const Fault& fault, Bytes record, RecordText& told) const {
  if (begins_with(record, {0x01, 0x6C, 0xD9})) {
    told.words.push_back(printer_status_words(record));
    return;
  }
  const bool buffer =
      fault.what == InboundFault::BufferContents || fault.what == InboundFault::CutAttribute;
  if (buffer && record.size() >= kCursorEnd) {
    buffer_words(record, told);
    return;
  }
  if (const auto aid = record.empty() ? std::nullopt : aid_of(record[0])) {
    told.words.push_back(tn3270::text(*aid));
  }
  told.words.push_back(std::string("FAULT: ") + tn3270::text(fault.what) + " at byte " +
                       std::to_string(fault.offset));
  if (any_hidden() && record.size() > 1) {
    hide(record.subspan(1), record, told.hidden);
  }
}

void StreamText::buffer_words(Bytes record, RecordText& told) const {
  const auto aid = aid_of(record[0]);
  told.words.push_back((aid ? tn3270::text(*aid) : hex_byte(record[0])) + " Read Buffer reply");
  told.words.push_back("cursor" +
                       place_words(decode_address(record[1], record[2]), screen_.size()));
  BufferReader reader(record.subspan(kCursorEnd));
  // What stands before the first attribute belongs to the last field of the buffer.
  bool hidden_field = any_hidden();
  const HiddenCells hidden_cells(screen_);
  std::size_t at = 0;
  while (const auto part = reader.next()) {
    if (!part->word.empty()) {
      told.words.push_back(part->word);
      hidden_field = part->hides.value_or(hidden_field);
    } else if (hidden_field || (known_ && hidden_cells.any_in(at, part->cells))) {
      hide(part->text, record, told.hidden);
      told.words.push_back(hidden_words(part->cells));
    } else {
      told.words.push_back(quoted(part->text));
    }
    at += part->cells;
  }
}

RecordText StreamText::inbound_text(Bytes ebcdic) const {
  RecordText told{{}, ByteMask(ebcdic.size(), false)};
  if (!known_ || screen_.hidden(screen_.cursor())) {
    hide(ebcdic, ebcdic, told.hidden);
    told.words.push_back(hidden_words(ebcdic.size()));
  } else {
    told.words.push_back(quoted(ebcdic));
  }
  return told;
}

RecordText StreamText::inbound_unreadable(Bytes bytes) const {
  return {{}, ByteMask(bytes.size(), any_hidden())};
}

}  // namespace tn3270
