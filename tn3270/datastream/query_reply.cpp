#include "tn3270/datastream/query_reply.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "config/limits.h"
#include "tn3270/datastream/code_page_names.h"

namespace tn3270 {
namespace {

constexpr std::size_t kHead = 4;  // length (2), id, QCODE
constexpr std::uint8_t kReplyId = 0x81;

enum class Qcode : std::uint8_t {
  Summary = 0x80,
  UsableArea = 0x81,
  CharacterSets = 0x85,
  Color = 0x86,
  Highlighting = 0x87,
  ReplyModes = 0x88,
  DbcsAsia = 0x91,
  ImplicitPartition = 0xA6,
  Null = 0xFF
};

// REQUIRES of both: the bytes exist.
std::uint16_t half_at(Bytes bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] << 8U | bytes[at + 1]);
}
std::uint32_t word_at(Bytes bytes, std::size_t at) {
  return std::uint32_t{half_at(bytes, at)} << 16U | half_at(bytes, at + 2);
}

// One function a QCODE: reads what follows it; false if that is too short.

bool usable_area(Bytes content, QueryReplies& replies) {
  constexpr std::size_t kSizes = 6;
  constexpr std::size_t kBufferSize = 17;
  constexpr std::uint8_t kAddresses = 0x0F;
  constexpr std::uint8_t kTwelveFourteenSixteen = 0x03;
  constexpr std::uint8_t kPels = 0x20;
  if (content.size() < kSizes) {
    return false;
  }
  if ((content[1] & kPels) != 0) {
    return true;
  }
  QueryReplies::UsableArea area;
  area.addresses_16_bit = (content[0] & kAddresses) == kTwelveFourteenSixteen;
  area.columns = half_at(content, 2);
  area.rows = half_at(content, 4);
  if (content.size() >= kBufferSize + 2) {
    area.buffer_size = half_at(content, kBufferSize);
  }
  replies.usable_area = area;
  return true;
}

// Two bytes of flags, then self-defining parameters: length (counting itself), id, contents.
bool implicit_partition(Bytes content, QueryReplies& replies) {
  constexpr std::uint8_t kSizesId = 0x01;
  constexpr std::size_t kSizes = 11;
  std::size_t at = 2;
  while (at + 2 <= content.size()) {
    const std::size_t length = content[at];
    if (length < 2 || length > content.size() - at) {
      return false;
    }
    if (content[at + 1] == kSizesId) {
      if (length < kSizes) {
        return false;
      }
      replies.implicit_partition = {half_at(content, at + 3), half_at(content, at + 5),
                                    half_at(content, at + 7), half_at(content, at + 9)};
      return true;
    }
    at += length;
  }
  return at == content.size();
}

// How one descriptor of a character set is laid out, which the flags of the reply say.
struct Descriptor {
  std::size_t length = 0;
  std::size_t cgcsgid = 0;  // its offset; 0: left out
};

Descriptor descriptor_of(std::uint8_t flags, std::uint8_t length) {
  constexpr std::uint8_t kSlotSizes = 0x08;
  constexpr std::uint8_t kTwoByteSets = 0x04;
  constexpr std::uint8_t kGlobalIds = 0x02;
  constexpr std::size_t kSetFlagsLcid = 3;
  std::size_t end = kSetFlagsLcid;
  end += (flags & kSlotSizes) != 0 ? 2U : 0U;
  end += (flags & kTwoByteSets) != 0 ? 2U : 0U;
  const bool has = (flags & kGlobalIds) != 0;
  const std::size_t needed = has ? end + 4 : end;
  return length < needed ? Descriptor{} : Descriptor{length, has ? end : 0};
}

bool character_sets(Bytes content, QueryReplies& replies) {
  constexpr std::size_t kLength = 8;  // behind flags (2), slot (2) and form (4)
  constexpr std::uint8_t kGraphicEscape = 0x80;
  constexpr std::uint8_t kTwoByteSets = 0x04;
  constexpr std::uint8_t kDoubleByteLcid = 0xF8;
  if (content.size() <= kLength) {
    return false;
  }
  const Descriptor layout = descriptor_of(content[0], content[kLength]);
  if (layout.length == 0) {
    return false;
  }
  QueryReplies::CharacterSets sets;
  sets.graphic_escape = (content[0] & kGraphicEscape) != 0;
  sets.double_byte = (content[0] & kTwoByteSets) != 0;
  for (Bytes rest = content.subspan(kLength + 1); rest.size() >= layout.length;
       rest = rest.subspan(layout.length)) {
    const std::uint32_t cgcsgid = layout.cgcsgid == 0 ? 0 : word_at(rest, layout.cgcsgid);
    const std::uint8_t lcid = rest[2];
    if (lcid == 0 && sets.cgcsgid == 0) {
      sets.cgcsgid = cgcsgid;
    } else if (lcid == kDoubleByteLcid) {
      sets.double_byte_cgcsgid = cgcsgid;
    }
  }
  replies.character_sets = sets;
  return true;
}

// Calls visit(code, what the terminal does for it) for `count` pairs.
template <class Visit>
bool for_each_pair(Bytes pairs, std::size_t count, Visit visit) {
  if (pairs.size() < 2 * count) {
    return false;
  }
  for (std::size_t i = 0; i < count; ++i) {
    visit(pairs[2 * i], pairs[2 * i + 1]);
  }
  return true;
}

// A 3278 lists the codes too, each with 00: it takes them and shows its own colour.
bool color(Bytes content, QueryReplies& replies) {
  if (content.size() < 2) {
    return false;
  }
  std::uint8_t shown = 0;
  const auto count = [&shown](std::uint8_t code, std::uint8_t action) {
    shown = static_cast<std::uint8_t>(shown + (code != 0 && action != 0 ? 1 : 0));
  };
  if (!for_each_pair(content.subspan(2), content[1], count)) {
    return false;
  }
  replies.colors = shown;
  return true;
}

bool highlighting(Bytes content, QueryReplies& replies) {
  constexpr std::uint8_t kNormal = 0xF0;
  constexpr std::uint8_t kIntensify = 0xF8;
  bool any = false;
  const auto look = [&any](std::uint8_t code, std::uint8_t action) {
    any = any || (code > kNormal && code < kIntensify && action > kNormal && action < kIntensify);
  };
  if (content.empty() || !for_each_pair(content.subspan(1), content[0], look)) {
    return false;
  }
  replies.highlighting = any;
  return true;
}

bool reply_modes(Bytes content, QueryReplies& replies) {
  const auto has = [content](std::uint8_t mode) {
    return std::find(content.begin(), content.end(), mode) != content.end();
  };
  replies.extended_reply = has(0x01);
  replies.character_reply = has(0x02);
  return !content.empty();
}

bool take(std::uint8_t code, Bytes content, QueryReplies& replies) {
  switch (static_cast<Qcode>(code)) {
    case Qcode::Summary:
      replies.summary.assign(content.begin(), content.end());
      return true;
    case Qcode::UsableArea:
      return usable_area(content, replies);
    case Qcode::CharacterSets:
      return character_sets(content, replies);
    case Qcode::Color:
      return color(content, replies);
    case Qcode::Highlighting:
      return highlighting(content, replies);
    case Qcode::ReplyModes:
      return reply_modes(content, replies);
    case Qcode::DbcsAsia:
      replies.double_byte_asia = true;
      return true;
    case Qcode::ImplicitPartition:
      return implicit_partition(content, replies);
    case Qcode::Null:
      replies.nothing = true;
      return true;
  }
  return true;
}

// nullopt: not a size for us, see screen_sizes().
std::optional<ScreenSize> size_of(std::uint16_t columns, std::uint16_t rows) {
  constexpr std::uint16_t kMost = 255;
  if (columns < kModel2.columns || rows < kModel2.rows || columns > kMost || rows > kMost) {
    return std::nullopt;
  }
  const ScreenSize size{static_cast<std::uint8_t>(rows), static_cast<std::uint8_t>(columns)};
  return size.cells() <= config::limits::kScreenCells ? std::optional(size) : std::nullopt;
}

}  // namespace

std::optional<ScreenSizes> QueryReplies::screen_sizes() const {
  if (implicit_partition) {
    const auto& said = *implicit_partition;
    if (const auto primary = size_of(said.columns, said.rows)) {
      const auto alternate = size_of(said.alternate_columns, said.alternate_rows);
      return ScreenSizes{*primary, alternate.value_or(*primary)};
    }
  }
  if (usable_area) {
    if (const auto alternate = size_of(usable_area->columns, usable_area->rows)) {
      return ScreenSizes{kModel2, *alternate};
    }
  }
  return std::nullopt;
}

std::optional<std::string> QueryReplies::code_page() const {
  if (!character_sets) {
    return std::nullopt;
  }
  const std::uint32_t number = character_sets->cgcsgid & 0xFFFFU;
  return is_single_byte_page(number) ? std::optional(code_page_name(number)) : std::nullopt;
}

const char* text(QueryFault fault) {
  switch (fault) {
    case QueryFault::Cut:
      return "a query reply is cut";
    case QueryFault::LengthTooShort:
      return "a query reply has no room for its code";
    case QueryFault::NotAReply:
      return "a structured field is no query reply";
    case QueryFault::TooMany:
      return "there are more query replies than codes";
  }
  return "unknown fault";
}

std::variant<QueryReplies, QueryFault> parse_query_replies(Bytes structured) {
  QueryReplies replies;
  if (structured.empty()) {
    return QueryFault::Cut;
  }
  for (Bytes rest = structured; !rest.empty();) {
    if (rest.size() < 2) {
      return QueryFault::Cut;
    }
    const std::size_t said = half_at(rest, 0);
    const std::size_t length = said == 0 ? rest.size() : said;
    if (length < kHead) {
      return QueryFault::LengthTooShort;
    }
    if (length > rest.size()) {
      return QueryFault::Cut;
    }
    if (rest[2] != kReplyId) {
      return QueryFault::NotAReply;
    }
    if (replies.codes.size() == config::limits::kQueryReplies) {
      return QueryFault::TooMany;
    }
    const std::uint8_t code = rest[3];
    replies.codes.push_back(code);
    if (!take(code, rest.subspan(kHead, length - kHead), replies)) {
      replies.cut.push_back(code);
    }
    rest = rest.subspan(length);
  }
  return replies;
}

}  // namespace tn3270
