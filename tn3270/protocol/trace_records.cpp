// The records of a traced connection: TN3270E's data types, and classic ones without a header.

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "tn3270/datastream/query_reply.h"
#include "tn3270/protocol/trace_text.h"
#include "tn3270/protocol/trace_words.h"

namespace tn3270 {
namespace {

constexpr auto kStructuredField = static_cast<std::uint8_t>(Aid::StructuredField);

// `told` is about what lies behind the first `head` bytes of the record.
void shift(RecordText& told, std::size_t head) {
  told.hidden.insert(told.hidden.begin(), head, false);
}

ScreenSize size_at(Bytes image, std::size_t offset) {
  return {image[offset], image[offset + 1]};
}

}  // namespace

void TraceText::end_of_record(const Turn& turn) {
  Direction& one = direction(turn.side);
  if (std::exchange(one.skips, false)) {
    say(turn, {"(the rest of a record that began before the trace)"});
    return;
  }
  const ByteBuffer record = std::exchange(one.data, {});
  const std::size_t beyond = std::exchange(one.beyond, 0);
  RecordText told =
      tn3270e_ && ready_ ? tn3270e_record(record, turn) : classic_record(record, turn);
  if (beyond > 0) {
    told.words.push_back("(and " + std::to_string(beyond) + " more bytes, not shown)");
    screen_.lose_track();
  }
  say(turn, told.words);
  show(turn, record, told.hidden);
}

RecordText TraceText::tn3270e_record(Bytes record, const Turn& turn) {
  const auto header = RecordHeader::parse(record);
  if (!header) {
    RecordText told;
    if (of_client(turn)) {
      told = screen_.inbound_unreadable(record);
    }
    told.words = {record.empty() ? "(an empty record)"
                                 : "FAULT: a record of " + std::to_string(record.size()) +
                                       " bytes has no TN3270E header"};
    return told;
  }
  const Bytes data = record.subspan(RecordHeader::kSize);
  RecordText told = header_told(*header, data, turn);
  std::string head = trace::header_words(*header, data);
  if (!told.words.empty()) {
    head += ":";
  }
  told.words.insert(told.words.begin(), std::move(head));
  shift(told, RecordHeader::kSize);
  return told;
}

RecordText TraceText::header_told(const RecordHeader& header, Bytes data, const Turn& turn) {
  switch (static_cast<DataType>(header.type)) {
    case DataType::Data3270:
      return screen_record(data, turn);
    case DataType::ScsData:
    case DataType::SscpLuData:
    case DataType::NvtData:
      return plain_record(data, turn);
    case DataType::BindImage:
      if (!of_client(turn)) {
        bound(data);
      }
      return {{trace::bind_words(data, screen_.page())}, {}};
    case DataType::Unbind:
      bound_ = false;
      return {};
    case DataType::Response:
    case DataType::Request:
    case DataType::PrintEoj:
    case DataType::Bid:
      return {};
  }
  return of_client(turn) ? screen_.inbound_unreadable(data) : RecordText{};
}

RecordText TraceText::classic_record(Bytes record, const Turn& turn) {
  // RFC 1646 3: a LU1 record begins with 00, which is no command.
  if (printer_ && !of_client(turn) && !record.empty() && record[0] == 0x00) {
    RecordText told = plain_record(record.subspan(1), turn);
    told.words.insert(told.words.begin(), "SCS:");
    shift(told, 1);
    return told;
  }
  RecordText told = screen_record(record, turn);
  told.words.insert(told.words.begin(), "3270:");
  return told;
}

RecordText TraceText::screen_record(Bytes record, const Turn& turn) {
  if (!of_client(turn)) {
    return screen_.outbound(record);
  }
  if (!record.empty() && record[0] == kStructuredField) {
    size_said(record.subspan(1));
  }
  return screen_.inbound(record);
}

RecordText TraceText::plain_record(Bytes record, const Turn& turn) {
  return of_client(turn) ? screen_.inbound_text(record) : screen_.outbound_text(record);
}

// PROTOCOL 4.8: what the size code makes of the four bytes before it.
void TraceText::bound(Bytes image) {
  constexpr std::size_t kDefaultSize = 20;
  constexpr std::size_t kAlternateSize = 22;
  constexpr std::size_t kSizeCode = 24;
  if (image.size() <= kSizeCode) {
    return;
  }
  bound_ = true;
  switch (image[kSizeCode]) {
    case 0x7E:
      screen_.set_sizes({size_at(image, kDefaultSize), size_at(image, kDefaultSize)});
      break;
    case 0x7F:
      screen_.set_sizes({size_at(image, kDefaultSize), size_at(image, kAlternateSize)});
      break;
    case 0x03:
      bound_ = false;
      screen_.set_sizes({kModel2, own_.alternate});
      break;
    default:
      screen_.set_sizes({});
      break;
  }
}

void TraceText::size_said(Bytes query_replies) {
  const auto replies = parse_query_replies(query_replies);
  const auto* said = std::get_if<QueryReplies>(&replies);
  const auto sizes = said != nullptr ? said->screen_sizes() : std::nullopt;
  if (!sizes) {
    return;
  }
  own_ = *sizes;
  if (!bound_) {
    screen_.set_sizes(*sizes);
  }
}

}  // namespace tn3270
