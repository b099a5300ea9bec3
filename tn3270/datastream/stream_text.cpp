#include "tn3270/datastream/stream_text.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/datastream/hidden_cells.h"
#include "tn3270/datastream/outbound.h"
#include "tn3270/datastream/outbound_text.h"
#include "tn3270/datastream/stream_words.h"

namespace tn3270 {
namespace {

RecordText blank_text(Bytes record) {
  return {{}, ByteMask(record.size(), false)};
}

bool erases(Command command) {
  return command == Command::EraseWrite || command == Command::EraseWriteAlternate;
}

bool writes(Command command) {
  return command == Command::Write || erases(command);
}

bool may_be(ScreenSize size) {
  return size.cells() > 0 && size.cells() <= config::limits::kScreenCells;
}

// A Write Structured Field record of one field, for the screen.
ByteBuffer record_of(const StructuredField& field) {
  ByteBuffer record;
  record.reserve(field.data.size() + 4);
  for (const std::uint8_t byte : {static_cast<std::uint8_t>(Command::WriteStructuredField),
                                  std::uint8_t{0}, std::uint8_t{0}, field.id}) {
    record.push_back(byte);
  }
  record.insert(record.end(), field.data.begin(), field.data.end());
  return record;
}

std::string read_partition_words(Bytes data) {
  constexpr std::uint8_t kQuery = 0x02;
  constexpr std::uint8_t kQueryList = 0x03;
  if (data.size() < 2) {
    return "cut";
  }
  if (data[1] == kQuery) {
    return "Query";
  }
  if (data[1] != kQueryList) {
    return "type " + hex_byte(data[1]);
  }
  std::string words = "Query List";
  for (const std::uint8_t qcode : data.subspan(std::min<std::size_t>(3, data.size()))) {
    words += ", " + query_code_words(qcode);
  }
  return words;
}

std::string reply_mode_words(Bytes data) {
  if (data.size() < 2) {
    return "cut";
  }
  switch (data[1]) {
    case 0x00:
      return "field";
    case 0x01:
      return "extended field";
    case 0x02:
      return "character";
    default:
      return hex_byte(data[1]);
  }
}

}  // namespace

std::string hidden_words(std::size_t characters) {
  return "<hidden " + std::to_string(characters) + ">";
}

void hide(Bytes part, Bytes record, ByteMask& mask) {
  const auto begin = mask.begin() + (part.data() - record.data());
  std::fill(begin, begin + static_cast<std::ptrdiff_t>(part.size()), true);
}

StreamText::StreamText(ScreenSizes sizes, std::shared_ptr<const CodePage> page, Begin begin)
    : sizes_(sizes), page_(std::move(page)), screen_(sizes), known_(begin == Begin::Blank) {}

void StreamText::set_sizes(ScreenSizes sizes) {
  if (sizes == sizes_ || !may_be(sizes.primary) || !may_be(sizes.alternate)) {
    return;
  }
  known_ = known_ && screen_ == ScreenModel(sizes_);  // blank is blank in any size
  sizes_ = sizes;
  screen_ = ScreenModel(sizes);
}

bool StreamText::any_hidden() const {
  return !known_ || HiddenCells(screen_).any();
}

std::string StreamText::quoted(Bytes codes) const {
  return quoted_words(codes, *page_);
}

RecordText StreamText::outbound(Bytes record) {
  RecordText told = blank_text(record);
  tell_outbound(record, record, told);
  return told;
}

void StreamText::tell_outbound(Bytes write, Bytes record, RecordText& told) {
  const auto parsed = parse_outbound_head(write);
  if (const auto* fault = std::get_if<OutboundFault>(&parsed)) {
    told.words.push_back(std::string("FAULT: ") + text(*fault));
    if (any_hidden() && write.size() > 1) {
      hide(write.subspan(1), record, told.hidden);
    }
    known_ = false;
    return;
  }
  const auto& head = std::get<OutboundHead>(parsed);
  told.words.emplace_back(text(head.command));
  if (head.command == Command::WriteStructuredField) {
    tell_fields(head.rest, record, told);
    return;
  }
  if (!writes(head.command)) {
    static_cast<void>(screen_.apply(write));
    return;
  }
  told.words.push_back(wcc_words(head.wcc));
  const BufferAddress begin = erases(head.command) ? BufferAddress{0} : screen_.cursor();
  if (erases(head.command)) {
    remember_crossing();
  }
  const auto fault = screen_.apply(write);
  known_ = !fault && (known_ || erases(head.command));
  OutboundText orders(screen_, known_ ? OutboundText::Screen::Known : OutboundText::Screen::Unknown,
                      *page_, record, told);
  const bool followed = orders.tell(head.rest, begin);
  if (fault) {
    if (followed) {  // one that only a screen can see
      told.words.push_back(std::string("FAULT: ") + text(*fault));
    }
    told.words.emplace_back("(what the client types is hidden until the next erase)");
  }
}

// What the client has typed into the screen that is erased now may still be on its way (MS KB
// Q162147: some clients let Enter be pressed twice), so it hides one more input.
void StreamText::remember_crossing() {
  if (HiddenCells before(screen_); !crossing_ && before.any()) {
    crossing_ = std::move(before);
  }
}

// A terminal takes writes there, and no structured fields within each other.
void StreamText::tell_inner(Bytes write, Bytes record, RecordText& told) {
  const auto parsed = parse_outbound_head(write);
  const auto* head = std::get_if<OutboundHead>(&parsed);
  if (head == nullptr || head->command != Command::WriteStructuredField) {
    return tell_outbound(write, record, told);
  }
  told.words.emplace_back("FAULT: structured fields in a structured field");
  if (any_hidden()) {
    hide(write, record, told.hidden);
  }
  known_ = false;
}

void StreamText::tell_fields(Bytes fields, Bytes record, RecordText& told) {
  constexpr std::uint8_t kReadPartition = 0x01;
  constexpr std::uint8_t kEraseReset = 0x03;
  constexpr std::uint8_t kSetReplyMode = 0x09;
  constexpr std::uint8_t kOutbound3270ds = 0x40;
  const auto split = split_structured_fields(fields);
  if (const auto* fault = std::get_if<OutboundFault>(&split)) {
    told.words.push_back(std::string("FAULT: ") + text(*fault));
    if (any_hidden()) {
      hide(fields, record, told.hidden);
    }
    known_ = false;
    return;
  }
  for (const StructuredField& field : std::get<std::vector<StructuredField>>(split)) {
    std::string word = structured_field_words(field.id);
    if (field.id == kOutbound3270ds && !field.data.empty()) {
      told.words.push_back(word + " partition " + std::to_string(field.data[0]) + ":");
      if (field.data[0] != 0) {
        // Terminals have partition 0 only, and refuse what is meant for another.
        told.words.emplace_back("FAULT: no such partition");
        if (any_hidden()) {
          hide(field.data.subspan(1), record, told.hidden);
        }
        known_ = false;
        continue;
      }
      tell_inner(field.data.subspan(1), record, told);
      continue;
    }
    if (field.id == kReadPartition) {
      word += "(" + read_partition_words(field.data) + ")";
    } else if (field.id == kSetReplyMode) {
      word += "(" + reply_mode_words(field.data) + ")";
    } else if (field.id == kEraseReset) {
      word += !field.data.empty() && (field.data[0] & 0x80U) != 0 ? "(alternate)" : "(default)";
      remember_crossing();
      known_ = known_ || !field.data.empty();
    }
    told.words.push_back(std::move(word));
    static_cast<void>(screen_.apply(record_of(field)));
  }
}

RecordText StreamText::outbound_text(Bytes ebcdic) const {
  RecordText told = blank_text(ebcdic);
  told.words.push_back(quoted(ebcdic));
  return told;
}

}  // namespace tn3270
